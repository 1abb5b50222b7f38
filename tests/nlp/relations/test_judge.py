"""Chances of relations, learned and mixed with the rules."""

import numpy as np
import pytest

from nlp.annotated import AnnotatedSentence
from nlp.relations import find_relations
from nlp.relations.features import LEARNED, outcomes_of, pairs_of
from nlp.relations.judge import Judge
from nlp.relations.view import view_of
from nlp.spans import Extraction, Link, Span
from nlp.training.relations import train_relations
from ontology.schema import EntityClass as C
from ontology.schema import Relation, allows

_FIRM, _GOODS = "甲公司", "芯片"


def sentence(middle: str, relation: Relation | None) -> AnnotatedSentence:
    text = f"{_FIRM}{middle}{_GOODS}。"
    start = len(_FIRM) + len(middle)
    spans = (Span(0, len(_FIRM), _FIRM, C.ENTERPRISE), Span(start, start + len(_GOODS), _GOODS, C.TECHNOLOGY))
    return AnnotatedSentence("d-0", text, Extraction(spans, (Link(0, relation, 1),) if relation else ()))


@pytest.fixture(scope="module")
def judge() -> Judge:
    shown = [sentence("甩卖", Relation.PROVIDES), sentence("看不上", None), sentence("琢磨", Relation.DEVELOPS)]
    return Judge.from_arrays(train_relations(shown * 20))


@pytest.mark.parametrize(
    ("middle", "expected"), [("甩卖", Relation.PROVIDES), ("琢磨", Relation.DEVELOPS), ("看不上", None)]
)
def test_words_no_rule_knows_are_learned(judge: Judge, middle: str, expected: Relation | None) -> None:
    one = sentence(middle, None)
    found = find_relations(one.text, one.extraction.entities, judge=judge)
    assert [link.relation for link in found] == ([expected] if expected else [])


def test_names_that_are_unsure_make_a_relation_unsure(judge: Judge) -> None:
    one = sentence("甩卖", None)
    sure = find_relations(one.text, one.extraction.entities, judge=judge)
    spans = [span._replace(confidence=0.8) for span in one.extraction.entities]
    unsure = find_relations(one.text, spans, judge=judge)
    assert unsure[0].confidence == pytest.approx(sure[0].confidence * 0.64, abs=0.01)


def test_of_a_name_said_twice_one_pair_holds_the_relation(judge: Judge) -> None:
    one = sentence("甩卖", None)
    text = one.text[:-1] + "，" + one.text
    firm, goods = one.extraction.entities
    by = len(one.text)
    again = (
        firm._replace(start=firm.start + by, end=firm.end + by),
        goods._replace(start=goods.start + by, end=goods.end + by),
    )
    found = find_relations(text, (firm, goods, *again), judge=judge)
    assert [link.relation for link in found].count(Relation.PROVIDES) == 1


def test_the_same_sentences_give_the_same_model() -> None:
    shown = [sentence("甩卖", Relation.PROVIDES), sentence("看不上", None)] * 5
    once, twice = train_relations(shown), train_relations(shown)
    assert all(np.array_equal(once[name], twice[name]) for name in once)


def test_outcomes_are_what_the_ontology_allows() -> None:
    for outcome in outcomes_of(C.ENTERPRISE, C.TECHNOLOGY):
        assert allows(LEARNED[outcome - 1], C.ENTERPRISE, C.TECHNOLOGY)
    assert outcomes_of(C.REGION, C.ENTERPRISE) == ()


def test_partners_are_one_pair_and_a_name_has_no_relation_to_itself() -> None:
    spans = (Span(0, 2, "甲院", C.ORGANIZATION), Span(3, 5, "乙社", C.ENTERPRISE), Span(6, 8, "乙社", C.ENTERPRISE))
    pairs = set(pairs_of(view_of("甲院、乙社、乙社", spans)))
    assert (0, 1) in pairs
    assert not pairs & {(1, 2), (2, 1)}
