from nlp.evaluation.measures import Kind, Measure, span_scores, tally_of
from nlp.evaluation.score import Score
from nlp.spans import Extraction, Link, Reading, Span
from ontology.schema import EntityClass, Relation, Status

FIRM, ORG = EntityClass.ENTERPRISE, EntityClass.ORGANIZATION


def span(start: int, end: int, cls: EntityClass = FIRM) -> Span:
    return Span(start, end, "甲乙丙丁戊己庚辛壬癸"[start:end], cls)


def related(first: Span, second: Span, *links: Link) -> Extraction:
    return Extraction((first, second), links)


def test_half_of_the_characters_are_an_overlap_and_less_is_none() -> None:
    tally = tally_of(Extraction((span(0, 4),)), Extraction((span(0, 2),)))
    assert tally[Measure(Kind.EXACT, FIRM)] == Score(0, 1, 1)
    assert tally[Measure(Kind.OVERLAP, FIRM)] == Score(1, 1, 1)
    assert tally_of(Extraction((span(0, 5),)), Extraction((span(0, 2),)))[Measure(Kind.OVERLAP, FIRM)].right == 0


def test_another_class_is_not_right() -> None:
    tally = tally_of(Extraction((span(0, 4),)), Extraction((span(0, 4, ORG),)))
    assert tally[Measure(Kind.EXACT, FIRM)] == Score(0, 0, 1)
    assert tally[Measure(Kind.EXACT, ORG)] == Score(0, 1, 0)


def test_a_name_found_twice_is_right_once() -> None:
    scores = span_scores([((span(0, 2),), (span(0, 2), span(0, 2)))])
    assert scores == {FIRM: Score(1, 2, 1)}


def test_a_relation_needs_its_ends_in_text_and_class() -> None:
    link = Link(0, Relation.SUPPLIES, 1)
    gold = related(span(0, 2), span(3, 5), link)
    measure = Measure(Kind.RELATIONS, Relation.SUPPLIES)
    assert tally_of(gold, related(span(0, 2), span(3, 5), link))[measure] == Score(1, 1, 1)
    assert tally_of(gold, related(span(0, 2), span(3, 5, ORG), link))[measure] == Score(0, 1, 1)
    assert tally_of(gold, related(span(0, 2), span(3, 6), link))[measure] == Score(0, 1, 1)


def test_partners_stand_in_either_order_and_suppliers_do_not() -> None:
    for relation, right in ((Relation.PARTNERS_WITH, 1), (Relation.SUPPLIES, 0)):
        gold = related(span(0, 2), span(3, 5), Link(0, relation, 1))
        found = related(span(0, 2), span(3, 5), Link(1, relation, 0))
        assert tally_of(gold, found)[Measure(Kind.RELATIONS, relation)].right == right


def test_a_denied_relation_is_not_counted() -> None:
    found = related(span(0, 2), span(3, 5), Link(0, Relation.SUPPLIES, 1, Status.NEGATED))
    assert Measure(Kind.RELATIONS, Relation.SUPPLIES) not in tally_of(Extraction(()), found)


def test_a_value_is_right_by_number_and_unit_and_an_observation_by_the_rest_too() -> None:
    gold = Extraction((), (), (Reading("", "工业机器人产量", "1,200.0", "台"),))
    near = Extraction((), (), (Reading("全国", "机器人产量", "1200", "台"),))
    other = Extraction((), (), (Reading("浙江省", "机器人产量", "1200", "台"),))
    assert tally_of(gold, near)[Measure(Kind.OBSERVATIONS)] == Score(1, 1, 1)
    assert tally_of(gold, other)[Measure(Kind.OBSERVATIONS)] == Score(0, 1, 1)
    assert tally_of(gold, other)[Measure(Kind.VALUES)] == Score(1, 1, 1)
