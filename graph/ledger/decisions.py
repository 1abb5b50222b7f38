"""Decisions of people: two things are the same, or apart; a concept belongs to a node, or not. Each can be undone.

A decision holds on to mentions (its anchors), not to entities: entities come and go as documents do.
"""

import re
from datetime import datetime
from typing import Any, Final

from ontology.errors import UnknownDecision, UnknownEntity
from ontology.facts import Decision, Judgement
from ontology.ids import short_hash

_MENTION: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

_OF_ENTITY: Final = "SELECT mention::VARCHAR FROM derived.entity_of WHERE entity = ? ORDER BY 1"
_OF_CODE: Final = """
SELECT DISTINCT id::VARCHAR FROM mentions
WHERE valid_code <> '' AND valid_code = ? AND class IN ('Enterprise', 'Organization') ORDER BY 1"""
_OF_MENTION: Final = "SELECT DISTINCT id::VARCHAR FROM mentions WHERE id = ?::UUID"
_ROWS: Final = """
SELECT id, left_given, right_given, judgement, decided_by, reason, decided_at, undone FROM decisions ORDER BY number"""
_NEXT: Final = "SELECT coalesce(max(number), 0) + 1 FROM decisions"


def mentions_meant(connection: Any, thing: str) -> list[str]:
    """Mention keys that an entity id or a mention key stands for, sorted.

    Raises:
        UnknownEntity: neither the derived graph nor the ledger knows it.
    """
    query, value = (_OF_MENTION, thing) if _MENTION.fullmatch(thing) else (_OF_ENTITY, thing)
    found = _column(connection, query, value) if _derived(connection) or query is _OF_MENTION else []
    if not found and ":" in thing:
        found = _column(connection, _OF_CODE, thing.partition(":")[2])
    if not found:
        raise UnknownEntity(thing)
    return found


def write_decision(connection: Any, decision: Decision, left: list[str], right: list[str]) -> None:
    """Write a decision and its anchors; the caller holds the transaction."""
    number = connection.execute(_NEXT).fetchall()[0][0]
    connection.execute(
        "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, false)",
        [
            number,
            decision.id,
            decision.left,
            decision.right,
            decision.judgement.value,
            decision.by,
            decision.reason,
            decision.at,
        ],
    )
    anchors = [[decision.id, side, key] for side, keys in (("left", left), ("right", right)) for key in keys]
    connection.executemany("INSERT INTO anchors VALUES (?, ?, ?::UUID)", anchors)


def new_decision(pair: tuple[str, str], judgement: Judgement, *, by: str, reason: str, at: datetime) -> Decision:
    """A decision with its id, which is the same for the same words at the same time."""
    left, right = pair
    key = short_hash(left, right, judgement.value, by, reason, at.isoformat())
    return Decision(f"dec:{key}", left, right, judgement, by, reason, at)


def read_decisions(connection: Any) -> tuple[Decision, ...]:
    """All decisions, oldest first, undone ones included and marked."""
    rows = connection.execute(_ROWS).fetchall()
    return tuple(Decision(row[0], row[1], row[2], Judgement(row[3]), *row[4:]) for row in rows)


def withdraw(connection: Any, decision: str) -> None:
    """Mark a decision as undone.

    Raises:
        UnknownDecision: there is none with this id, or it is undone already.
    """
    done = connection.execute(
        "UPDATE decisions SET undone = true WHERE id = ? AND NOT undone RETURNING id", [decision]
    ).fetchall()
    if not done:
        raise UnknownDecision(decision)


def _column(connection: Any, query: str, value: str) -> list[str]:
    return [row[0] for row in connection.execute(query, [value]).fetchall()]


def _derived(connection: Any) -> bool:
    query = "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'derived' AND table_name = 'entity_of'"
    return bool(connection.execute(query).fetchall()[0][0])
