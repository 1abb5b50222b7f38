from nlp.annotated import AnnotatedSentence
from nlp.evaluation.evaluate import evaluate
from nlp.evaluation.figures import lines, recall_as_dict, scores_as_dict
from nlp.evaluation.unseen import Unseen
from nlp.spans import Extraction, Link, Span
from ontology.schema import EntityClass, Relation

FIRM = Span(0, 2, "甲乙", EntityClass.ENTERPRISE)
GOODS = Span(3, 5, "丁戊", EntityClass.TECHNOLOGY)
SENTENCE = AnnotatedSentence("a-1", "甲乙丙丁戊", Extraction((FIRM, GOODS), (Link(0, Relation.PROVIDES, 1),)))


class FindsAll:
    def extract(self, text: str) -> Extraction:
        return SENTENCE.extraction


def test_each_total_stands_before_what_it_is_made_of() -> None:
    assert [(line.name, line.is_total) for line in lines(evaluate([SENTENCE], FindsAll()))] == [
        ("named", True),
        ("Enterprise", False),
        ("terms", True),
        ("Technology", False),
        ("relations", True),
        ("provides", False),
        ("values", True),
        ("observations", True),
    ]


def test_the_figures_for_json_have_totals_types_and_intervals() -> None:
    found = scores_as_dict(evaluate([SENTENCE], FindsAll()))
    assert found["named_exact"] == {"p": 1, "r": 1, "f1": 1, "found": 1, "gold": 1, "f1_low": 1, "f1_high": 1}
    assert list(found["by_type"]) == ["Enterprise", "Technology"]
    assert list(found["relations_by_type"]) == ["provides"]


def test_the_recall_of_unseen_names_tells_how_many_there_were() -> None:
    unseen = Unseen.of([SENTENCE], EntityClass.ENTERPRISE)
    found = recall_as_dict(evaluate([SENTENCE], FindsAll()), unseen)
    assert (found["class"], found["names"], found["exact"]["r"], found["exact"]["gold"]) == ("Enterprise", 1, 1, 1)
