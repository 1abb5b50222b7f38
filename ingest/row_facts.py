"""Facts of a chunk: which rows state them, which repeat, contradict or point at themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ingest.row_chunk import Mask, Places
from ontology.schema import Relation

Hashes = NDArray[np.uint64]

# relations in which two things cannot both stand above each other
ORDERS: Final = (Relation.PART_OF, Relation.SUBSIDIARY_OF, Relation.REPLACES, Relation.BASED_ON)
_RELATIONS: Final = tuple(Relation)
# odd 64-bit constants (golden ratio, and the two multipliers of MurmurHash3's finaliser)
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_HALF: Final = np.uint64(33)
# two mentions are the same for this purpose when the source gives them one key or code, or the same name and region
_IDENTITY: Final = """
    SELECT hash(class, CASE WHEN key <> '' THEN key WHEN code <> '' THEN code ELSE name || chr(31) || region END) AS h
    FROM mentions
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """n facts that rows state, in the order of the rows."""

    subject: Places  # rows of mentions
    object: Places
    relation: NDArray[np.int16]  # place in Relation
    row: Places  # place in the chunk
    since: NDArray[np.int64]  # day from which it holds, as tells two facts of a pair apart; 0 where none is told

    def where(self, mask: Mask | Places) -> "Facts":
        """The facts of a mask, or at some places."""
        return Facts(**{name: getattr(self, name)[mask] for name in Facts.__slots__})


@dataclass(slots=True)
class SeenFacts:
    """Facts of the chunks before, as 64-bit hashes: 12 bytes each, so that a table of any length can be checked.

    Ten million facts collide with a chance of 3 in a million.
    """

    hashes: Hashes = field(default_factory=lambda: np.empty(0, np.uint64))
    rows: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))

    def row_of(self, hashes: Hashes) -> NDArray[np.int32]:
        """Row number where each fact was seen first, 0 where it was not."""
        if not len(self.hashes):
            return np.zeros(len(hashes), np.int32)
        place = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[place] == hashes, self.rows[place], 0).astype(np.int32)

    def add(self, hashes: Hashes, rows: NDArray[np.int32]) -> None:
        """Remember facts that were not seen before."""
        every, numbers = np.concatenate([self.hashes, hashes]), np.concatenate([self.rows, rows])
        order = np.argsort(every, kind="stable")
        self.hashes, self.rows = every[order], numbers[order]


@dataclass(frozen=True, slots=True)
class Sifted:
    """What came of the facts of a chunk: a mask or a row number for each of them."""

    keep: Mask
    self_loop: Mask
    duplicate_of: NDArray[np.int32]  # row number of the first such fact, 0 where this is the first
    against: NDArray[np.int32]  # row number of the fact that says the reverse, 0 where none does


def join_facts(parts: Sequence[Facts]) -> tuple[Facts, Places]:
    """All facts in the order of their rows, and the place each had in the parts one after the other."""
    order = np.argsort(np.concatenate([part.row for part in parts]), kind="stable")
    columns = {name: np.concatenate([getattr(part, name) for part in parts])[order] for name in Facts.__slots__}
    return Facts(**columns), order


def sift(facts: Facts, mentions: pa.Table, numbers: NDArray[np.int32], seen: SeenFacts) -> Sifted:
    """Tell facts from their repetitions; `seen` learns the ones that are kept.

    Args:
        facts: of one chunk.
        mentions: the chunk's mentions, at which the facts point.
        numbers: row number of each row of the chunk.
        seen: facts of earlier chunks of the same table.
    """
    who = _identities(mentions)
    subject, target, rows = who[facts.subject], who[facts.object], numbers[facts.row]
    forward = _fact_hashes(subject, target, facts)
    self_loop = subject == target
    earlier = _first_rows(forward, rows, seen, ~self_loop)
    fresh = ~self_loop & (earlier == 0)
    ordered = np.flatnonzero(fresh & np.isin(facts.relation, [_RELATIONS.index(relation) for relation in ORDERS]))
    backward = _fact_hashes(target[ordered], subject[ordered], facts.where(ordered))
    against = np.zeros(len(rows), np.int32)
    against[ordered] = _reverse_rows(forward[ordered], backward, rows[ordered], seen)
    keep = fresh & (against == 0)
    seen.add(forward[keep], rows[keep])
    return Sifted(keep, self_loop, earlier, against)


def _identities(mentions: pa.Table) -> Hashes:
    with duckdb.connect() as con:
        con.register("mentions", mentions)
        return np.asarray(con.sql(_IDENTITY).fetchnumpy()["h"], dtype=np.uint64)


def _fact_hashes(subject: Hashes, target: Hashes, facts: Facts) -> Hashes:
    mixed = _mix(subject + _GOLDEN * (facts.relation.astype(np.uint64) + np.uint64(1)))
    return _mix(mixed * _GOLDEN + _mix(target) + facts.since.astype(np.uint64))


def _mix(values: Hashes) -> Hashes:
    for factor in _MIX:
        values = (values ^ (values >> _HALF)) * factor
    return np.asarray(values ^ (values >> _HALF), dtype=np.uint64)


def _first_rows(hashes: Hashes, rows: NDArray[np.int32], seen: SeenFacts, ask: Mask) -> NDArray[np.int32]:
    """Row number of the first equal fact before each one, 0 where there is none."""
    _, first, inverse = np.unique(hashes, return_index=True, return_inverse=True)
    first_place = first[inverse]
    here = np.where(first_place < np.arange(len(hashes)), rows[first_place], 0) if len(hashes) else rows[:0]
    before = seen.row_of(hashes)
    return np.where(ask, np.where(before > 0, before, here), 0).astype(np.int32)


def _reverse_rows(forward: Hashes, backward: Hashes, rows: NDArray[np.int32], seen: SeenFacts) -> NDArray[np.int32]:
    """Row number of the reverse fact where that one came first, 0 elsewhere."""
    known = SeenFacts()
    known.add(forward, rows)
    here = known.row_of(backward)
    here = np.where(here < rows, here, 0)
    before = seen.row_of(backward)
    return np.where(before > 0, before, here).astype(np.int32)
