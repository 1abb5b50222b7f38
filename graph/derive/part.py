"""Deriving only what a change touches, so that it equals deriving everything.

    what changed ─▶ blocks it is in ─▶ resolved alone ─▶ mentions that moved
                                                              │
         facts and evidence of what changed and what moved ◀──┘ ─▶ derived alone ─▶ patched into the whole

The steps that derive everything derive the part, too: temporary tables with the names of the ledger's (`claims`, …)
hold the part of them that matters, and the derived tables are set aside while new ones take the part.
"""

from typing import Any, Final

from graph.derive import part_rows
from graph.derive.blocks import take_blocks, take_keys
from graph.derive.entities import make_entities
from graph.derive.known import keep_identities
from graph.derive.mentions import take_decisions, take_mentions
from graph.derive.part_patch import SET_ASIDE, put_back
from graph.derive.patch import begin_notes
from graph.derive.steps import take_all_claims, write_rows
from graph.derive.touched import LINKED, find_touched, must_relink
from graph.identity.names import parse_names
from graph.identity.resolve import resolve
from graph.identity.rules import WORDS
from graph.linking import link_concepts

# Of all mentions: from there on deriving everything takes no longer.
SHARE: Final = 0.2
_LEAST: Final = 20_000  # rows that are never too many


class TooFar(Exception):
    """The change reaches so far that everything is derived anew; what was begun must be rolled back."""


def derive_part(connection: Any) -> None:
    """Bring the derived tables up to date by what has changed since; raises TooFar."""
    _check(connection, find_touched(connection))
    main = part_rows.ledger_of(connection)
    relinks = must_relink(connection)
    _seed(connection, relinks=relinks)
    _take_closure(connection, main)
    begin_notes(connection)
    for table in SET_ASIDE:
        connection.execute(f"ALTER TABLE derived.{table} RENAME TO {table}_whole")
    _resolve(connection, main)
    if relinks:
        _relink(connection, main)
    part_rows.take_rows(connection, main)
    take_all_claims(connection)
    write_rows(connection)
    put_back(connection, main)


def _check(connection: Any, count: int) -> None:
    known = int(connection.execute("SELECT count(*) FROM derived.entity_of").fetchall()[0][0])
    if count > max(SHARE * known, _LEAST):
        raise TooFar


def _seed(connection: Any, *, relinks: bool) -> None:
    """Regions are few and stand in every list; concepts hang together, so that one alone cannot be linked anew."""
    classes = ("Region", *LINKED) if relinks else ("Region",)
    listed = ", ".join(f"'{one}'" for one in classes)
    connection.execute(f"INSERT INTO ch_seed SELECT DISTINCT id FROM mentions WHERE class IN ({listed})")


def _take_closure(connection: Any, main: str) -> None:
    """Fill `lo_block`, `lo_member` and `lo_reached`: all mentions that the change can reach, and show only them."""
    connection.execute(part_rows.BLOCKS)
    if connection.execute(part_rows.UNKNOWN).fetchall()[0][0]:
        part_rows.show(connection, main, "ch_seed")
        take_mentions(connection)
        parse_names(connection)
        connection.execute(WORDS)
        take_keys(connection)
        connection.execute(part_rows.MORE_BLOCKS)
    for statement in part_rows.CLOSURE:
        connection.execute(statement)
    _check(connection, connection.execute("SELECT count(*) FROM lo_reached").fetchall()[0][0])
    part_rows.show(connection, main, "lo_reached")


def _resolve(connection: Any, main: str) -> None:
    """Resolve the closure by itself and find the mentions that have another entity than before."""
    take_mentions(connection)
    resolved = resolve(connection, take_decisions(connection))
    take_blocks(connection)
    make_entities(connection, resolved)
    keep_identities(connection)
    for statement in part_rows.MOVED:
        connection.execute(statement)
    if connection.execute(part_rows.FAR.format(main=main)).fetchall()[0][0]:
        raise TooFar


def _relink(connection: Any, main: str) -> None:
    """Link all concepts anew, which are in the closure, and note the links that have changed."""
    for statement in part_rows.CONCEPT_CLAIMS:
        connection.execute(statement.format(main=main))
    take_all_claims(connection)
    link_concepts(connection)
    for statement in part_rows.RELINKED:
        connection.execute(statement)
