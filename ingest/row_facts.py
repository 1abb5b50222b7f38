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
Rows = NDArray[np.int32]

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

    They lie in sorted runs, each longer than the next: two that are as long become one, so that a fact is moved as
    often as the number of facts can be halved. Ten million facts collide with a chance of 3 in a million.
    """

    runs: list[tuple[Hashes, Rows]] = field(default_factory=list)

    def row_of(self, hashes: Hashes) -> Rows:
        """Row number where each fact was seen first, 0 where it was not."""
        order = np.argsort(hashes)  # neighbours are looked up one after the other, five times as fast
        wanted, found = hashes[order], np.zeros(len(hashes), np.int32)
        for known, rows in self.runs:
            place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
            found = np.where(known[place] == wanted, rows[place], found)
        back = np.empty_like(found)
        back[order] = found
        return back

    def add(self, hashes: Hashes, rows: Rows) -> None:
        """Remember facts that were not seen before."""
        run = _sorted(hashes, rows)
        while self.runs and len(self.runs[-1][0]) <= len(run[0]):
            known, numbers = self.runs.pop()
            run = _sorted(np.concatenate([known, run[0]]), np.concatenate([numbers, run[1]]))
        if len(run[0]):
            self.runs.append(run)


def _sorted(hashes: Hashes, rows: Rows) -> tuple[Hashes, Rows]:
    order = np.argsort(hashes, kind="stable")
    return hashes[order], rows[order]


@dataclass(frozen=True, slots=True)
class Sifted:
    """What came of the facts of a chunk: a mask or a row number for each of them."""

    keep: Mask
    self_loop: Mask
    duplicate_of: Rows  # row number of the first such fact, 0 where this is the first
    against: Rows  # row number of the fact that says the reverse, 0 where none does


def join_facts(parts: Sequence[Facts]) -> tuple[Facts, Places]:
    """All facts in the order of their rows, and the place each had in the parts one after the other."""
    order = np.argsort(np.concatenate([part.row for part in parts]), kind="stable")
    columns = {name: np.concatenate([getattr(part, name) for part in parts])[order] for name in Facts.__slots__}
    return Facts(**columns), order


def sift(facts: Facts, mentions: pa.Table, numbers: Rows, seen: SeenFacts) -> Sifted:
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


def _first_rows(hashes: Hashes, rows: Rows, seen: SeenFacts, ask: Mask) -> Rows:
    """Row number of the first equal fact before each one, 0 where there is none."""
    _, first, inverse = np.unique(hashes, return_index=True, return_inverse=True)
    first_place = first[inverse]
    here = np.where(first_place < np.arange(len(hashes)), rows[first_place], 0) if len(hashes) else rows[:0]
    before = seen.row_of(hashes)
    return np.where(ask, np.where(before > 0, before, here), 0).astype(np.int32)


def _reverse_rows(forward: Hashes, backward: Hashes, rows: Rows, seen: SeenFacts) -> Rows:
    """Row number of the reverse fact where that one came first, 0 elsewhere."""
    known = SeenFacts()
    known.add(forward, rows)
    here = known.row_of(backward)
    here = np.where(here < rows, here, 0)
    before = seen.row_of(backward)
    return np.where(before > 0, before, here).astype(np.int32)
