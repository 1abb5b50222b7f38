from nlp.annotated import AnnotatedSentence
from nlp.evaluation.evaluate import evaluate
from nlp.evaluation.mistakes import Fault, Mistake, mistakes
from nlp.spans import Extraction, Link, Reading, Span
from ontology.schema import EntityClass, Relation

TEXT = "甲乙丙丁戊己庚辛壬癸"
FIRM, ORG = EntityClass.ENTERPRISE, EntityClass.ORGANIZATION


class Says:
    def __init__(self, found: Extraction) -> None:
        self.found = found

    def extract(self, text: str) -> Extraction:
        return self.found


def wrong(gold: Extraction, found: Extraction) -> list[Mistake]:
    return list(mistakes(evaluate([AnnotatedSentence("a-1", TEXT, gold)], Says(found))))


def span(start: int, end: int, cls: EntityClass = FIRM) -> Span:
    return Span(start, end, TEXT[start:end], cls, 0.7, "some-rule")


def test_what_is_right_is_no_mistake() -> None:
    assert wrong(Extraction((span(0, 2),)), Extraction((span(0, 2),))) == []


def test_a_cut_name_is_one_mistake_of_its_boundary() -> None:
    (one,) = wrong(Extraction((span(0, 4),)), Extraction((span(0, 2),)))
    assert (one.fault, one.gold, one.gold_at, one.found, one.found_at) == (
        Fault.BOUNDARY,
        "甲乙丙丁",
        "0–4",
        "甲乙",
        "0–2",
    )
    assert (one.rule, one.confidence, one.text) == ("some-rule", 0.7, TEXT)


def test_a_wrong_class_names_both() -> None:
    (one,) = wrong(Extraction((span(0, 4),)), Extraction((span(0, 4, ORG),)))
    assert (one.fault, one.cls, one.found_class) == (Fault.CLASS, "Enterprise", "Organization")


def test_what_only_one_side_has_is_missed_or_spurious() -> None:
    missed, spurious = wrong(Extraction((span(0, 2),)), Extraction((span(5, 7, ORG),)))
    assert (missed.fault, missed.cls, missed.found) == (Fault.MISSED, "Enterprise", "")
    assert (spurious.fault, spurious.cls, spurious.gold) == (Fault.SPURIOUS, "Organization", "")


def test_a_relation_is_missed_for_its_ends_or_for_itself() -> None:
    gold = Extraction((span(0, 2), span(3, 5)), (Link(0, Relation.SUPPLIES, 1),))
    assert [one.fault for one in wrong(gold, Extraction(gold.entities))] == [Fault.MISSED]
    faults = [one.fault for one in wrong(gold, Extraction(gold.entities[:1])) if one.about == "relation"]
    assert faults == [Fault.ENDS]


def test_a_relation_of_another_type_is_a_mistake_of_class() -> None:
    names = (span(0, 2), span(3, 5))
    gold, found = (Extraction(names, (Link(0, one, 1),)) for one in (Relation.SUPPLIES, Relation.INVESTS_IN))
    (one,) = wrong(gold, found)
    assert (one.fault, one.gold, one.found_class) == (Fault.CLASS, "甲乙 → 丁戊", "invests_in")


def test_a_number_with_another_subject_is_wrong_in_detail() -> None:
    gold = Extraction((), (), (Reading("浙江省", "产量", "3", "台"),))
    (one,) = wrong(gold, Extraction((), (), (Reading("", "产量", "3", "台"),)))
    assert (one.fault, one.gold, one.found) == (Fault.DETAIL, "浙江省 | 产量 |  | 3台", " | 产量 |  | 3台")
