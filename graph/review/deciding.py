"""A person's decision: checked before it is written, and afterwards whether it holds and what speaks against it."""

from dataclasses import dataclass
from typing import Any, Final

from graph.ledger import Ledger
from graph.ledger.decisions import sides_of
from graph.ledger.meaning import mentions_meant
from graph.linking import concept_named, node_named
from ontology.errors import DifferentKinds, SameThing, UnknownDecision
from ontology.facts import Decision, Judgement

OPPOSITE: Final = {
    Judgement.SAME: Judgement.APART,
    Judgement.APART: Judgement.SAME,
    Judgement.LINKED: Judgement.UNLINKED,
    Judgement.UNLINKED: Judgement.LINKED,
}
_OF_IDENTITY: Final = frozenset({Judgement.SAME, Judgement.APART})
_ACTORS: Final = frozenset({"Enterprise", "Organization"})

_CLASSES: Final = "SELECT DISTINCT class FROM mentions WHERE id IN (SELECT unnest(?)::UUID) ORDER BY 1"
_SIDE: Final = """
SELECT DISTINCT o.entity FROM anchors a JOIN derived.entity_of o ON o.mention = a.mention
WHERE a.decision = ? AND a.side = ? ORDER BY 1"""

# Decisions of the opposite kind that speak of anything this one speaks of, be it through an entity.
_AGAINST: Final = """
WITH own AS (SELECT a.side, o.entity FROM anchors a JOIN derived.entity_of o USING (mention) WHERE a.decision = $id),
other AS (
    SELECT d.id, a.side, o.entity FROM decisions d JOIN anchors a ON a.decision = d.id
    JOIN derived.entity_of o USING (mention) WHERE NOT d.undone AND d.id <> $id AND d.judgement = $judgement),
met AS (SELECT DISTINCT x.id, w.side AS mine, x.side AS theirs FROM own w JOIN other x USING (entity))
SELECT DISTINCT a.id FROM met a JOIN met b ON b.id = a.id AND b.mine <> a.mine AND b.theirs <> a.theirs ORDER BY 1"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wants: two things, each an entity id, code, mention key or name, and what holds of them."""

    left: str
    right: str
    judgement: Judgement
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision, whether it holds in what is derived now, and the decisions that say the opposite."""

    decision: Decision
    holds: bool
    against: tuple[Decision, ...]


def decide(ledger: Ledger, asked: Asked) -> Decision:
    """Check and write a decision; `outcome_of` says what came of it once the ledger is derived anew.

    Raises:
        UnknownEntity, AmbiguousName: a side is not known, or several bear the name.
        SameThing: both sides are the same thing already, so that there is nothing to decide.
        DifferentKinds: a firm and a product can be no one thing.
    """
    left, right = asked.left, asked.right
    if asked.judgement in _OF_IDENTITY:
        _check(ledger, asked)
    else:
        left, right = concept_named(ledger, left), node_named(ledger, right)
    return ledger.decide(left, right, asked.judgement, by=asked.by, reason=asked.why)


def outcome_of(ledger: Ledger, decision: str) -> Outcome:
    """What came of a decision; the ledger must be derived since. Raises UnknownDecision."""
    every = {one.id: one for one in ledger.decisions()}
    if decision not in every:
        raise UnknownDecision(decision)
    made = every[decision]
    with ledger.transaction() as connection:
        sides = [[row[0] for row in connection.execute(_SIDE, [decision, side]).fetchall()] for side in _SIDES]
        told = {"id": decision, "judgement": OPPOSITE[made.judgement].value}
        against = [row[0] for row in connection.execute(_AGAINST, told).fetchall()]
        holds = not made.undone and _holds(connection, made.judgement, sides)
    return Outcome(made, holds, tuple(every[key] for key in against))


_SIDES: Final = ("left", "right")
_LINKED: Final = "SELECT count(*) FROM derived.edges WHERE relation = 'realises' AND subject = ? AND object = ?"


def _holds(connection: Any, judgement: Judgement, sides: list[list[str]]) -> bool:
    left, right = sides
    if judgement in _OF_IDENTITY:
        together = bool(set(left) & set(right))
        return together is (judgement is Judgement.SAME)
    pairs = [(node, concept) for concept in left for node in right]
    linked = any(connection.execute(_LINKED, list(pair)).fetchall()[0][0] for pair in pairs)
    return linked is (judgement is Judgement.LINKED)


def _check(ledger: Ledger, asked: Asked) -> None:
    with ledger.transaction() as connection:
        meant = (mentions_meant(connection, thing) for thing in (asked.left, asked.right))
        left, right = sides_of(asked.judgement, *meant)
        if not left or not right or set(left) & set(right):
            raise SameThing(asked.left, asked.right)
        kinds = [_kind(connection, side) for side in (left, right)]
    if kinds[0] != kinds[1] and not set(kinds) <= _ACTORS:
        raise DifferentKinds((asked.left, kinds[0]), (asked.right, kinds[1]))


def _kind(connection: Any, mentions: list[str]) -> str:
    return str(connection.execute(_CLASSES, [mentions]).fetchall()[0][0])
