"""One queue of what waits for a person: what would change most in the published answers, and is in doubt, first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.identity.rules import RULES
from graph.ledger import Ledger
from graph.linking import Candidate, Place, open_concepts, unlinked
from graph.review.consequence import Consequence, Ground, facts_of, link_changes, pair_changes, shown_changes
from graph.review.counts import Changes
from graph.review.pairs import Side, open_pairs, sides_of

# A count that changes is what people read; a fact that moves is at most a twentieth of that, the more the less each.
REACH: Final = 0.05
LEAST_DOUBT: Final = 0.05  # nothing in the queue is certain

_SAYS: Final = {rule.name: rule.says for rule in RULES}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that may be one."""

    kind: Literal["pair"]
    left: Side
    right: Side
    rule: str
    rule_says: str
    score: float  # chance that they are one, 0..1
    reasons: tuple[str, ...]
    consequence: Consequence
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenConcept:
    """A product, industry or scenario on no node, with the nodes it may belong to, best first."""

    kind: Literal["concept"]
    id: str
    name: str
    cls: str
    met: int  # claims that speak of it
    documents: int
    candidates: tuple[Candidate, ...]
    places: tuple[Place, ...]
    consequence: Consequence
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """A part of the queue, and how long the whole is."""

    total: int
    pairs: int  # of the whole
    concepts: int
    items: tuple[Pair | OpenConcept, ...]


@dataclass(frozen=True)
class _Weighed:
    """All that waits of one kind, with its consequences; k rows."""

    rows: pa.Table
    doubt: Floats
    priority: Floats
    supply: Changes
    products: Changes | None = None

    def consequence(self, ground: Ground, row: int) -> Consequence:
        """What hangs on one of them."""
        products = 0 if self.products is None else self.products.of([row]).asked.size
        return Consequence(
            priority=float(self.priority[row]),
            doubt=float(self.doubt[row]),
            counts=self.supply.of([row]).asked.size,
            products=products,
            changes=shown_changes(ground, self.supply, row),
        )


def find_queue(ledger: Ledger, ground: Ground, *, limit: int = 50, start: int = 0) -> Queue:
    """What waits for a person, in the order of what hangs on it.

    The order is the weight of the counts that would change (suppliers of nodes in the country and in provinces,
    providers of products), and of the facts that would move, times the doubt.

    Args:
        ledger: a derived ledger.
        ground: the graph as the analyses count it.
        limit: how many to show.
        start: how many to leave out before them.
    """
    pairs, concepts = _pairs(ledger, ground), _concepts(ledger, ground)
    count = pairs.rows.num_rows
    priority = np.concatenate([pairs.priority, concepts.priority])
    chosen = np.argsort(-priority, kind="stable")[start : start + limit]
    shown = _shown_pairs(ledger, ground, pairs, chosen[chosen < count].tolist())
    named = _shown_concepts(ledger, ground, concepts, (chosen[chosen >= count] - count).tolist())
    items = tuple(shown[row] if row < count else named[row - count] for row in chosen.tolist())
    return Queue(int(priority.size), count, concepts.rows.num_rows, items)


def doubt_of(chance: Floats) -> Floats:
    """1 where both answers are as likely, near 0 where one is sure."""
    doubt: Floats = np.maximum(1 - np.abs(2 * chance - 1), LEAST_DOUBT)
    return doubt


def _pairs(ledger: Ledger, ground: Ground) -> _Weighed:
    rows = open_pairs(ledger)
    left, right = (ground.snapshot.index_of(rows[side].to_pylist()) for side in ("left", "right"))
    supply, products = pair_changes(ground, left, right)
    weight = supply.weight(rows.num_rows) + products.weight(rows.num_rows)
    facts = np.minimum(facts_of(ground, left), facts_of(ground, right))
    doubt = doubt_of(rows["score"].to_numpy())
    return _Weighed(rows, doubt, doubt * (weight + REACH * np.log1p(facts)), supply, products)


def _concepts(ledger: Ledger, ground: Ground) -> _Weighed:
    rows = open_concepts(ledger)
    supply = link_changes(ground, ground.snapshot.index_of(rows["id"].to_pylist()), rows["node"].to_pylist())
    doubt = doubt_of(rows["score"].to_numpy())
    weight = supply.weight(rows.num_rows) + REACH * np.log1p(rows["met"].to_numpy())
    return _Weighed(rows, doubt, doubt * weight, supply)


def _shown_pairs(ledger: Ledger, ground: Ground, pairs: _Weighed, chosen: Sequence[int]) -> dict[int, Pair]:
    rows = pairs.rows.take(pa.array(chosen, pa.int64())).to_pylist()
    ids = sorted({row[side] for row in rows for side in ("left", "right")})
    facts = dict(zip(ids, facts_of(ground, ground.snapshot.index_of(ids)).tolist(), strict=True))
    sides = sides_of(ledger, rows, facts)
    return {
        number: Pair(
            kind="pair",
            left=left,
            right=right,
            rule=row["rule"],
            rule_says=_SAYS[row["rule"]],
            score=row["score"],
            reasons=tuple(row["reasons"].split("；")),
            consequence=pairs.consequence(ground, number),
            commands=tuple(f"liantu resolve {verb} {left.id} {right.id}" for verb in ("merge", "split")),
        )
        for number, row, (left, right) in zip(chosen, rows, sides, strict=True)
    }


def _shown_concepts(
    ledger: Ledger, ground: Ground, concepts: _Weighed, chosen: Sequence[int]
) -> dict[int, OpenConcept]:
    found = unlinked(ledger, concepts.rows.take(pa.array(chosen, pa.int64())))
    return {
        number: OpenConcept(
            kind="concept",
            id=one.id,
            name=one.name,
            cls=one.cls,
            met=one.met,
            documents=one.documents,
            candidates=one.candidates,
            places=one.places,
            consequence=concepts.consequence(ground, number),
            commands=_link_commands(one.id, one.candidates),
        )
        for number, one in zip(chosen, found, strict=True)
    }


def _link_commands(concept: str, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    node = candidates[0].node.removeprefix("node:") if candidates else "环节"
    return tuple(f"liantu resolve {verb} {concept} {node}" for verb in ("link", "unlink"))
