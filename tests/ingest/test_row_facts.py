import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from ingest.row_facts import Facts, SeenFacts, sift
from ontology.columns import MENTIONS
from ontology.schema import Relation

PART_OF, UPSTREAM = (list(Relation).index(relation) for relation in (Relation.PART_OF, Relation.UPSTREAM_OF))
PRODUCTS = pa.table(
    [["a", "b", "c", "d"], ["Technology"] * 4, [""] * 4, [""] * 4, [""] * 4],
    schema=MENTIONS,
)
TRIPLES = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([PART_OF, UPSTREAM]), st.integers(0, 3)), max_size=30)


def facts_of(triples: list[tuple[int, int, int]]) -> Facts:
    columns = np.array(triples, dtype=np.int64).reshape(-1, 3).T
    zeros = np.zeros(len(triples), np.int64)
    return Facts(columns[0], columns[2], columns[1].astype(np.int16), np.arange(len(triples)), zeros)


def kept_one_by_one(triples: list[tuple[int, int, int]]) -> list[bool]:
    """A fact is kept unless it is of itself, was stated before, or reverses an earlier part_of."""
    seen: set[tuple[int, int, int]] = set()
    kept = []
    firsts = {triple: place for place, triple in reversed(list(enumerate(triples)))}
    for place, (subject, relation, target) in enumerate(triples):
        reverse_first = firsts.get((target, relation, subject), len(triples)) < place
        good = subject != target and firsts[subject, relation, target] == place
        good = good and not (relation == PART_OF and reverse_first)
        kept.append(good)
        seen.add((subject, relation, target))
    return kept


@given(TRIPLES)
def test_facts_are_sifted_as_one_by_one(triples: list[tuple[int, int, int]]) -> None:
    numbers = np.arange(1, len(triples) + 1, dtype=np.int32)
    assert sift(facts_of(triples), PRODUCTS, numbers, SeenFacts()).keep.tolist() == kept_one_by_one(triples)


@given(TRIPLES, st.integers(0, 30))
def test_a_table_in_two_chunks_keeps_what_it_keeps_in_one(triples: list[tuple[int, int, int]], cut: int) -> None:
    numbers = np.arange(1, len(triples) + 1, dtype=np.int32)
    seen = SeenFacts()
    parts = [
        sift(facts_of(part), PRODUCTS, rows, seen).keep.tolist()
        for part, rows in ((triples[:cut], numbers[:cut]), (triples[cut:], numbers[cut:]))
    ]
    assert parts[0] + parts[1] == kept_one_by_one(triples)


@given(st.lists(st.lists(st.integers(0, 60), unique=True, max_size=8), max_size=12))
def test_facts_of_many_chunks_are_found_where_they_stood_first(chunks: list[list[int]]) -> None:
    seen, first = SeenFacts(), dict[int, int]()
    for number, chunk in enumerate(chunks, start=1):
        hashes = np.array(chunk, np.uint64)
        told = seen.row_of(hashes)
        assert told.tolist() == [first.get(value, 0) for value in chunk]
        seen.add(hashes[told == 0], np.full(int((told == 0).sum()), number, np.int32))
        first = dict.fromkeys(chunk, number) | first
    assert len(seen.runs) <= 1 + len(first).bit_length()


def test_a_duplicate_names_the_row_it_repeats() -> None:
    facts = facts_of([(0, PART_OF, 1), (2, PART_OF, 1), (0, PART_OF, 1)])
    assert sift(facts, PRODUCTS, np.array([7, 8, 9], np.int32), SeenFacts()).duplicate_of.tolist() == [0, 0, 7]


def test_the_same_pair_at_another_time_is_another_fact() -> None:
    once = facts_of([(0, UPSTREAM, 1), (0, UPSTREAM, 1)])
    twice = Facts(once.subject, once.object, once.relation, once.row, np.array([18262, 18628]))
    assert sift(twice, PRODUCTS, np.array([1, 2], np.int32), SeenFacts()).keep.tolist() == [True, True]
