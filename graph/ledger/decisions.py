"""Decisions of people: two things are the same, or apart; a concept belongs to a node, or not. Each can be undone.

A decision holds on to mentions (its anchors), not to entities: entities come and go as documents do. With it stands
what the rules said of the two when it was made, and of the other pairs that either might have been.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from graph.ledger.meaning import is_derived
from ontology.errors import UnknownDecision
from ontology.facts import Alternative, Decision, Judgement
from ontology.ids import short_hash

_ROWS: Final = """
SELECT id, left_given, right_given, judgement, decided_by, reason, decided_at, undone, undone_by, undone_at,
       undone_reason, seen FROM decisions ORDER BY number"""
_NEXT: Final = "SELECT coalesce(max(number), 0) + 1 FROM decisions"
_COLUMNS: Final = "number, id, left_given, right_given, judgement, decided_by, reason, decided_at, undone, seen"
_UNDONE: Final = """
UPDATE decisions SET undone = true, undone_by = $by, undone_at = $at, undone_reason = $reason
WHERE id = $id AND NOT undone RETURNING id"""

_NAME: Final = """
SELECT first(name ORDER BY length(name) DESC, name) FROM mentions WHERE id IN (SELECT unnest(?)::UUID)"""
_ENTITIES: Final = "SELECT DISTINCT entity FROM derived.entity_of WHERE mention IN (SELECT unnest(?)::UUID)"

# What the rules hold of the two, and of others beside them: pairs that wait, and pairs that are merged.
_PAIRS: Final = """
WITH one AS (
    SELECT "left", "right", left_name, right_name, left_mention, right_mention, score, reasons FROM derived.review
  UNION ALL
    SELECT entity, entity, left_name, right_name, left_mention, right_mention, score, reasons FROM derived.merges
    WHERE rule <> 'decision'),
met AS (
    FROM one WHERE "left" IN (SELECT unnest($left)) OR "left" IN (SELECT unnest($right))
                OR "right" IN (SELECT unnest($left)) OR "right" IN (SELECT unnest($right)))
SELECT "left", "right", left_name, right_name, score, reasons,
       ("left" IN (SELECT unnest($left)) AND "right" IN (SELECT unnest($right)))
       OR ("right" IN (SELECT unnest($left)) AND "left" IN (SELECT unnest($right))) AS meant
FROM met ORDER BY score DESC, left_name, right_name LIMIT 20"""
_LINKS: Final = """
SELECT c.concept, c.node, s.name, o.name, c.score, concat(c.how, '：', c.term), c.node IN (SELECT unnest($right))
FROM derived.candidates c JOIN derived.nodes s ON s.id = c.concept JOIN derived.nodes o ON o.id = c.node
WHERE c.concept IN (SELECT unnest($left)) ORDER BY c.score DESC, c.node LIMIT 20"""
_OF_IDENTITY: Final = frozenset({Judgement.SAME, Judgement.APART})


def write_decision(connection: Any, decision: Decision, left: list[str], right: list[str]) -> Decision:
    """Write a decision and its anchors; the caller holds the transaction. Answers it with what the rules said."""
    seen = _seen(connection, decision.judgement, left, right)
    number = connection.execute(_NEXT).fetchall()[0][0]
    told = (decision.id, decision.left, decision.right, decision.judgement.value, decision.by, decision.reason)
    connection.execute(
        f"INSERT INTO decisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, false, ?)",
        [number, *told, decision.at, json.dumps(seen, ensure_ascii=False)],
    )
    anchors = [[decision.id, side, key] for side, keys in (("left", left), ("right", right)) for key in keys]
    connection.executemany("INSERT INTO anchors VALUES (?, ?, ?::UUID)", anchors)
    return _decision((*told, decision.at, False, "", None, ""), seen)


def new_decision(pair: tuple[str, str], judgement: Judgement, *, by: str, reason: str, at: datetime) -> Decision:
    """A decision with its id, which is the same for the same words at the same time."""
    left, right = pair
    key = short_hash(left, right, judgement.value, by, reason, at.isoformat())
    return Decision(f"dec:{key}", left, right, judgement, by, reason, at)


def sides_of(judgement: Judgement, left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """The mentions that a decision holds on to; a writing is kept apart from the rest of the entity it is in."""
    if judgement is Judgement.APART and set(right) < set(left):
        return [one for one in left if one not in set(right)], right
    if judgement is Judgement.APART and set(left) < set(right):
        return left, [one for one in right if one not in set(left)]
    return left, right


def read_decisions(connection: Any) -> tuple[Decision, ...]:
    """All decisions, oldest first, undone ones included and marked."""
    rows = connection.execute(_ROWS).fetchall()
    return tuple(_decision(row[:-1], json.loads(row[-1] or "{}")) for row in rows)


def withdraw(connection: Any, decision: str, *, by: str, reason: str, at: datetime) -> None:
    """Mark a decision as undone.

    Raises:
        UnknownDecision: there is none with this id, or it is undone already.
    """
    told = {"id": decision, "by": by, "reason": reason, "at": at}
    if not connection.execute(_UNDONE, told).fetchall():
        raise UnknownDecision(decision)


def _decision(told: Sequence[Any], seen: Mapping[str, Any]) -> Decision:
    key, left, right, judgement, by, reason, at, undone, undone_by, undone_at, undone_reason = told
    return Decision(
        id=key,
        left=left,
        right=right,
        judgement=Judgement(judgement),
        by=by,
        reason=reason,
        at=at,
        undone=undone,
        left_name=seen.get("left_name", ""),
        right_name=seen.get("right_name", ""),
        score=seen.get("score"),
        grounds=seen.get("grounds", ""),
        alternatives=tuple(Alternative(*one) for one in seen.get("alternatives", ())),
        undone_by=undone_by or "",
        undone_at=undone_at,
        undone_reason=undone_reason or "",
    )


def _seen(connection: Any, judgement: Judgement, left: list[str], right: list[str]) -> dict[str, Any]:
    """Names of both sides, what the rules say of the two, and the other pairs that either might be."""
    names = [connection.execute(_NAME, [side]).fetchall()[0][0] or "" for side in (left, right)]
    seen: dict[str, Any] = dict(zip(("left_name", "right_name"), names, strict=True))
    if not is_derived(connection):
        return seen
    ends = [[row[0] for row in connection.execute(_ENTITIES, [side]).fetchall()] for side in (left, right)]
    query = _PAIRS if judgement in _OF_IDENTITY else _LINKS
    rows = connection.execute(query, {"left": ends[0], "right": ends[1]}).fetchall()
    meant = next((row for row in rows if row[-1]), None)
    if meant is not None:
        seen |= {"score": round(meant[4], 4), "grounds": meant[5]}
    others = [[*row[:4], round(row[4], 4), row[5]] for row in rows if not row[-1]]
    return seen | {"alternatives": others}
