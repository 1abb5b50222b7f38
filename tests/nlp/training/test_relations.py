from nlp.annotated import AnnotatedSentence
from nlp.spans import Extraction, Link, Span
from nlp.training.relations import example_of
from ontology.schema import EntityClass as C
from ontology.schema import Relation

SPANS = (Span(0, 3, "甲公司", C.ENTERPRISE), Span(5, 7, "芯片", C.TECHNOLOGY))


def truth(relation: Relation) -> dict[tuple[int, int], int]:
    return dict(
        example_of(AnnotatedSentence("d-0", "甲公司出品芯片。", Extraction(SPANS, (Link(0, relation, 1),)))).truth
    )


def test_a_relation_that_is_learned_is_the_outcome_of_its_pair() -> None:
    assert list(truth(Relation.PROVIDES)) == [(0, 1)]


def test_a_relation_that_is_not_learned_teaches_nothing() -> None:
    assert truth(Relation.PRODUCES) == {}


def test_a_name_said_again_teaches_the_relation_at_its_nearest_place_and_denies_it_nowhere() -> None:
    text = "甲公司公告，公司出品芯片。"
    spans = (SPANS[0], Span(text.index("芯片"), text.index("芯片") + 2, "芯片", C.TECHNOLOGY))
    taught = example_of(AnnotatedSentence("d-0", text, Extraction(spans, (Link(0, Relation.PROVIDES, 1),))))
    assert [span.start for span in taught.view.spans] == [0, text.index("公司出品"), text.index("芯片")]
    assert list(taught.truth) == [(1, 2)]
    assert taught.pairs([(0, 2), (1, 2)]) == [(1, 2)]
