"""Which mentions are the same thing: all rules over all mentions, in bulk, the same answer for any order of input.

names ─ weights (learned over blocks) ─ each rule: propose ─ compare ─ decide ─▶ groups, merges, review
"""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.identity.blocks import KEYS
from graph.identity.comparison import (
    BRANDS,
    EQUAL_OPERATOR,
    FEATURES,
    IDENTIFIED,
    KNOWN,
    LEARNT,
    NO_TRAITS,
    NOT_COMPARED,
    PROPOSED,
    TRAITS,
    level,
    levels_of,
)
from graph.identity.decisions import LOG, MERGE, REVIEW, Proposed, decide, open_pairs, said
from graph.identity.groups import NONE, Against, Numbers, agreed, begins, join, single
from graph.identity.names import parse_names
from graph.identity.operators import OPERATED
from graph.identity.rules import CLAIMS, RULES, STATE, UNITS, WORDS, Rule, Scope
from graph.identity.weights import Weights, assumed, learn
from graph.ledger.platform_keys import names_operators

# Raise it when the grammar reads a name otherwise than before.
GRAMMAR: Final = "grammar/5"

_CODES: Final = "SELECT n, dense_rank() OVER (ORDER BY family, code) AS value FROM id_mention WHERE code <> ''"
# Who runs a platform may be written in several ways: another operator is weighed (`operators`), and is no veto.
_SCHEMES: Final = f"""
SELECT DISTINCT split_part(key, ':', 1) AS scheme FROM id_mention WHERE key <> '' AND NOT {names_operators()}
ORDER BY 1"""
_KEYS: Final = """
SELECT n, dense_rank() OVER (ORDER BY family, key) AS value FROM id_mention
WHERE key <> '' AND split_part(key, ':', 1) = ?"""
_SHOWN: Final = ("id_state", "id_unit", "id_known")
_MOST_CHANGED: Final = 0.2  # of the mentions: from there on filling the tables anew takes no longer
# What only the rules read: as large as the mentions several times over.
_OVER: Final = "".join(f"DROP TABLE IF EXISTS {table};" for table in (*_SHOWN, "id_claim", "id_trait"))
_HAS_ATTRIBUTES: Final = "SELECT 1 FROM duckdb_tables() WHERE table_name = 'attributes'"


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided, in mention numbers; later decisions have won already."""

    same: Numbers  # k x 2
    apart: Numbers  # k x 3, the third is the number of the decision


UNDECIDED: Final = Judged(np.empty((0, 2), np.int64), np.empty((0, 3), np.int64))


@dataclass(frozen=True, slots=True)
class Resolved:
    """Group of each mention, why mentions were put together, and what a person should look at.

    Both tables have the columns of `decisions.LOG`: left, right (mention numbers), rule, score, reasons.
    """

    groups: Numbers
    merges: pa.Table
    review: pa.Table = field(default_factory=LOG.empty_table)


def resolve(connection: Any, judged: Judged = UNDECIDED, *, learned: bool = False) -> Resolved:
    """Group the mentions in `id_mention`, using what `id_statement` states about names.

    `id_mention` holds every mention once, numbered 0..n-1 in an order that depends on nothing but the mentions.
    People's decisions come first and win; then each rule of `rules.RULES` in turn.

    Args:
        connection: DuckDB, with the two tables.
        judged: what people decided.
        learned: learn the weights from these mentions, and count how many firms bear each 字号. Without it the
            assumed weights count, and what is decided of a block of `blocks` depends on that block alone.
    """
    weights = _prepare(connection, learned=learned)
    count = int(connection.execute("SELECT count(*) FROM id_mention").fetchall()[0][0])
    told = join(single(count), judged.same, Against((), judged.apart))
    groups, merges, review = told.groups, [said(told.pairs, "decision")], [LOG.empty_table()]
    against = Against(tuple(agreed(groups, column) for column in _columns(connection, count)), judged.apart)
    shown = _Shown(connection)
    for rule in RULES:
        if rule.given and not connection.execute(rule.given).fetchall():
            continue
        shown.show(groups, rule.scope)
        decided = decide(_proposed(connection, groups, rule), groups, weights, against)
        if decided.merges.num_rows:
            groups = decided.groups
        merges.append(decided.merges)
        review.append(decided.review)
    connection.execute(_OVER)
    return Resolved(groups, pa.concat_tables(merges), open_pairs(pa.concat_tables(review), groups))


def method() -> str:
    """What decisions and blocks rest on beside the mentions: another method may decide otherwise."""
    shown = (WORDS, BRANDS, TRAITS, STATE, UNITS, KNOWN, CLAIMS)
    return repr((GRAMMAR, shown, [_query(rule) for rule in RULES], FEATURES, MERGE, REVIEW, KEYS))


def _prepare(connection: Any, *, learned: bool) -> Weights:
    """Read the names, and learn what their agreement is worth."""
    parse_names(connection)
    traits = TRAITS if connection.execute(_HAS_ATTRIBUTES).fetchall() else NO_TRAITS
    for statement in (WORDS, BRANDS.format(limit="" if learned else "LIMIT 0"), traits):
        connection.execute(statement)
    if not learned:
        return assumed()
    seen = connection.execute(LEARNT).fetchnumpy()
    return learn(levels_of(seen), np.asarray(seen["pairs"], np.int64))


def _columns(connection: Any, count: int) -> tuple[Numbers, ...]:
    """Codes, and keys of each scheme: two of them can never be of one thing."""
    schemes = [row[0] for row in connection.execute(_SCHEMES).fetchall()]
    found = [connection.execute(_CODES).fetchnumpy()]
    found += [connection.execute(_KEYS, [scheme]).fetchnumpy() for scheme in schemes]
    return tuple(_column(np.asarray(one["n"]), np.asarray(one["value"]), count) for one in found)


def _column(rows: Numbers, values: Numbers, count: int) -> Numbers:
    """Values of some of the mentions, NONE for the others."""
    column = np.full(count, NONE, np.int64)
    column[rows] = values
    return column


class _Shown:
    """The tables that rules read, with the groups as they are now."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._groups: Numbers | None = None  # as the tables show them
        self._claimed: Numbers | None = None  # as `id_claim` shows them

    def show(self, groups: Numbers, scope: Scope) -> None:
        """Bring the tables up to date for a rule; `id_claim` only where it looks at all."""
        if scope is Scope.NOTHING:
            return
        self._show(groups)
        if scope is Scope.CLAIMS and groups is not self._claimed:
            self._connection.execute(CLAIMS)
            self._claimed = groups

    def _show(self, groups: Numbers) -> None:
        if groups is self._groups:
            return
        before, self._groups = self._groups, groups
        changed = np.flatnonzero(groups != before) if before is not None else np.arange(groups.size)
        if before is None or changed.size > _MOST_CHANGED * groups.size:
            self._fill(np.arange(groups.size), groups)
        elif changed.size:
            self._replace(np.unique([before[changed], groups[changed]]), groups)

    def _replace(self, touched: Numbers, groups: Numbers) -> None:
        """Fill the tables anew for some groups, so that the many others stay."""
        for table in _SHOWN:
            self._connection.execute(f"ALTER TABLE {table} RENAME TO {table}_most")
        self._fill(np.flatnonzero(np.isin(groups, touched)), groups)
        self._connection.register("id_touched", pa.table({"grp": touched}))
        for table in _SHOWN:
            self._connection.execute(f"DELETE FROM {table}_most WHERE grp IN (FROM id_touched)")
            self._connection.execute(f"INSERT INTO {table}_most BY NAME FROM {table}; DROP TABLE {table}")
            self._connection.execute(f"ALTER TABLE {table}_most RENAME TO {table}")
        self._connection.unregister("id_touched")

    def _fill(self, mentions: Numbers, groups: Numbers) -> None:
        """Fill the tables from some of the mentions."""
        self._connection.register("id_group", pa.table({"n": mentions, "grp": groups[mentions]}))
        for statement in (STATE, UNITS, KNOWN):
            self._connection.execute(statement)
        self._connection.unregister("id_group")


def _proposed(connection: Any, groups: Numbers, rule: Rule) -> Proposed:
    """Pairs of a rule that are not together already, sorted, each once with the fewest rivals."""
    found = connection.execute(_query(rule)).fetchnumpy()
    pairs = np.stack([np.asarray(found["left"], np.int64), np.asarray(found["right"], np.int64)], axis=1)
    every = Proposed(rule.name, pairs, levels_of(found), np.asarray(found["rivals"], np.int64))
    new = every.taken(groups[pairs[:, 0]] != groups[pairs[:, 1]])
    order = np.lexsort((new.rivals, new.pairs[:, 1], new.pairs[:, 0]))
    return new.taken(order[begins(new.pairs[order])])


def _query(rule: Rule) -> str:
    if rule.names in FEATURES["names"]:
        operator = "p.operator" if rule.query is OPERATED else EQUAL_OPERATOR
        return PROPOSED.format(query=rule.query, names=level("names", rule.names), operator=operator)
    given = {name: level(name, "same") if rule.name == name else NOT_COMPARED for name in ("code", "key")}
    return IDENTIFIED.format(query=rule.query, **given)
