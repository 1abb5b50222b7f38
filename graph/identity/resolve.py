"""Which mentions are the same thing: all rules over all mentions, in bulk, the same answer for any order of input."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.identity.groups import NONE, Against, Numbers, agreed, join, single
from graph.identity.names import parse_names
from graph.identity.rules import RULES, STATE, UNITS, WORDS, Rule, Scope

# What `resolve` reads: every mention once, numbered 0..n-1 in an order that depends on nothing but the mentions.

_CODES: Final = (
    "SELECT dense_rank() OVER (ORDER BY family, code) AS value, code = '' AS none FROM id_mention ORDER BY n"
)
_SCHEMES: Final = "SELECT DISTINCT split_part(key, ':', 1) AS scheme FROM id_mention WHERE key <> '' ORDER BY 1"
_KEYS: Final = """
SELECT dense_rank() OVER (ORDER BY family, key) AS value, split_part(key, ':', 1) <> ? OR key = '' AS none
FROM id_mention ORDER BY n"""


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided, in mention numbers; later decisions have won already."""

    same: Numbers  # k x 2
    apart: Numbers  # k x 3, the third is the number of the decision


UNDECIDED: Final = Judged(np.empty((0, 2), np.int64), np.empty((0, 3), np.int64))


@dataclass(frozen=True, slots=True)
class Resolved:
    """Group of each mention, and why mentions were put together: columns left, right (mention numbers), rule."""

    groups: Numbers
    merges: pa.Table


def resolve(connection: Any, judged: Judged = UNDECIDED) -> Resolved:
    """Group the mentions in `id_mention`, using what `id_statement` states about names.

    People's decisions come first and win; then each rule of `rules.RULES` in turn.
    """
    parse_names(connection)
    connection.execute(WORDS)
    count = int(connection.execute("SELECT count(*) FROM id_mention").fetchall()[0][0])
    undisputed = Against((), judged.apart)
    said = join(single(count), judged.same, undisputed)
    groups, log = said.groups, [_logged(said.pairs, "decision")]
    against = Against(tuple(agreed(groups, column) for column in _columns(connection)), judged.apart)
    shown = Scope.NOTHING  # how much of the present state the tables of the rules show
    for rule in RULES:
        if rule.scope not in (shown, Scope.NOTHING) and shown is not Scope.ALL:
            _show(connection, groups, rule.scope)
            shown = rule.scope
        joined = join(groups, _proposed(connection, groups, rule), against)
        if joined.pairs.size:
            groups, shown = joined.groups, Scope.NOTHING
        log.append(_logged(joined.pairs, rule.name))
    return Resolved(groups, pa.concat_tables(log))


def _columns(connection: Any) -> tuple[Numbers, ...]:
    """Codes, and keys of each scheme: two of them can never be of one thing."""
    schemes = [row[0] for row in connection.execute(_SCHEMES).fetchall()]
    found = [connection.execute(_CODES).fetchnumpy()]
    found += [connection.execute(_KEYS, [scheme]).fetchnumpy() for scheme in schemes]
    return tuple(np.where(np.asarray(one["none"]), NONE, np.asarray(one["value"], np.int64)) for one in found)


def _show(connection: Any, groups: Numbers, scope: Scope) -> None:
    """Fill the tables that rules read with the groups as they are now."""
    connection.register("id_group", pa.table({"n": np.arange(groups.size), "grp": groups}))
    connection.execute(STATE.format(scope=scope.value))
    connection.execute(UNITS)
    connection.unregister("id_group")


def _proposed(connection: Any, groups: Numbers, rule: Rule) -> Numbers:
    """Pairs of a rule, k x 2, without those that are together already, sorted."""
    found = connection.execute(rule.query).fetchnumpy()
    pairs = np.stack([np.asarray(found["left"], np.int64), np.asarray(found["right"], np.int64)], axis=1)
    return np.unique(pairs[groups[pairs[:, 0]] != groups[pairs[:, 1]]], axis=0)


def _logged(pairs: Numbers, rule: str) -> pa.Table:
    return pa.table({"left": pairs[:, 0], "right": pairs[:, 1], "rule": pa.array([rule] * len(pairs), pa.string())})
