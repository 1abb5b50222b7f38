from nlp.spans import Span
from nlp.tagging.labels import CLASSES, labels_of
from ontology.schema import EntityClass


def test_a_name_opens_with_one_label_and_goes_on_with_another() -> None:
    firm = CLASSES.index(EntityClass.ENTERPRISE)
    assert labels_of(4, [Span(1, 3, "样例", EntityClass.ENTERPRISE)]) == [0, 2 * firm + 1, 2 * firm + 2, 0]


def test_a_name_of_a_class_that_is_not_learned_is_outside() -> None:
    assert labels_of(4, [Span(1, 3, "方案", EntityClass.SOLUTION)]) == [0, 0, 0, 0]
