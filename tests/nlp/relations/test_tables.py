"""The tables that relations are read by."""

from nlp.relations.clauses import MARKS
from nlp.relations.tables import ANY, NEAR, NONE, acts, beside_of, join_of, joins
from ontology.schema import EntityClass as C
from ontology.schema import Relation, allows


def test_every_row_joins_what_the_ontology_allows() -> None:
    for (head, tail), rows in joins().items():
        for row in rows:
            ends = (tail, head) if row.backwards else (head, tail)
            assert allows(row.relation, *ends)


def test_every_act_of_a_join_has_words() -> None:
    known = {act for names in acts().values() for act in names} | {ANY, NEAR, NONE, "list"}
    assert {row.act for rows in joins().values() for row in rows} <= known


def test_marks_are_words_too() -> None:
    assert {act for names in acts().values() for act in names} >= MARKS


def test_the_first_row_that_fits_decides() -> None:
    found = join_of((C.ENTERPRISE, C.TECHNOLOGY), frozenset({"develop", "make"}), near=True)
    assert found is not None
    assert found.relation is Relation.DEVELOPS


def test_no_word_joins_only_within_a_clause() -> None:
    ends = (C.ENTERPRISE, C.TECHNOLOGY)
    assert join_of(ends, frozenset(), near=True) is not None
    assert join_of(ends, frozenset(), near=False) is None


def test_neighbours_speak_by_the_words_between_them() -> None:
    found = beside_of((C.TECHNOLOGY, C.ENTERPRISE), "供应商")
    assert found is not None
    assert found.relation is Relation.PROVIDES
    assert beside_of((C.TECHNOLOGY, C.ENTERPRISE), "，") is None
