"""A register held ready: which of its organisations is each of many names?

    register ─ parsed, keyed ─▶ Index          names ─ parsed ─ candidates by key ─ compared ─ weighed ─▶ best, or none

Features, weights and thresholds are those of `resolve`. Names are compared with the register's as they stand; what
sentences state of aliases, branches under another name of their body, and short names of listed firms are for
`resolve`.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.identity.comparison import ASKED, FEATURES, HOME, NOT_COMPARED, level, levels_of
from graph.identity.decisions import MERGE, REVIEW, reasons_of
from graph.identity.grammar import parse_column
from graph.identity.groups import Numbers
from graph.identity.names import zone_sql
from graph.identity.weights import Weights, assumed, probability
from graph.ledger.connection import in_memory
from ontology.values.credit_code import clean_column, valid_column
from ontology.values.names import fold_column
from ontology.values.regions import region_column

ANSWER: Final = pa.schema(
    [
        ("id", pa.string()),
        ("entity", pa.string()),  # id in the register, empty where none is sure
        ("band", pa.string()),  # merge, review, apart
        ("score", pa.float64()),  # chance that the best candidate is the same
        ("best", pa.string()),  # the best candidate, empty where there is none
        ("reasons", pa.string()),
    ]
)
# Levels of names that may be the same; any other difference tells two organisations apart.
_SAME_BUT: Final = ("same", "no place", "no form", "no place or form")
_NEARLY: Final = 1.0  # bits by which the best must be ahead of the next
_MOST: Final = 50  # names of the register under one key; where there are more, the key tells nothing

_PARTS: Final = "n, id, code, zone, normal, place, core, stem, brand, trade, group_word, form, kind, unit"
_NAMES: Final = f"""
SELECT {_PARTS}, concat(place, '|', core) AS wording, {HOME} AS home
FROM (SELECT * EXCLUDE (zone), {zone_sql("zone")} AS zone FROM given)"""
_KNOWN: Final = """
CREATE OR REPLACE TABLE ix_known AS
WITH bearing AS (SELECT brand, count(DISTINCT stem) AS bearers FROM ix_given WHERE form <> '' GROUP BY brand)
SELECT k.*, dense_rank() OVER (ORDER BY id) AS entity, b.bearers FROM ix_given k LEFT JOIN bearing b USING (brand)"""
_KNOWN_KEYS: Final = f"""
CREATE OR REPLACE TABLE ix_key AS
SELECT key, n FROM (
    SELECT hash('code', code) AS key, n FROM ix_known WHERE code <> ''
    UNION ALL SELECT hash('word', wording), n FROM ix_known
    UNION ALL SELECT hash('core', core), n FROM ix_known WHERE place <> ''
    UNION ALL SELECT hash('bare core', core), n FROM ix_known WHERE place = ''
    UNION ALL SELECT hash('word', concat(place, '|', stem)), n FROM ix_known WHERE form <> ''
    UNION ALL SELECT hash('stem', stem), n FROM ix_known WHERE form <> '' AND place <> '')
QUALIFY count(*) OVER (PARTITION BY key) <= {_MOST} ORDER BY key"""
_PAIRS: Final = """
CREATE OR REPLACE TABLE ix_pair AS
SELECT a.n AS asked, k.n AS known FROM (
    SELECT hash('code', code) AS key, n FROM ix_asked WHERE code <> ''
    UNION ALL SELECT hash('word', wording), n FROM ix_asked
    UNION ALL SELECT hash('core', core), n FROM ix_asked WHERE place = ''
    UNION ALL SELECT hash('bare core', core), n FROM ix_asked WHERE place <> ''
    UNION ALL SELECT hash('word', concat(place, '|', stem)), n FROM ix_asked WHERE form <> ''
    UNION ALL SELECT hash('stem', stem), n FROM ix_asked WHERE form = '' AND place = '') a
JOIN ix_key k USING (key)"""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Pairs of asked and known names, sorted by the first, and what each is worth."""

    asked: Numbers
    known: Numbers
    entity: Numbers
    levels: Numbers
    bits: NDArray[np.float64]

    def taken(self, rows: Numbers | NDArray[np.bool_]) -> "_Candidates":
        return _Candidates(self.asked[rows], self.known[rows], self.entity[rows], self.levels[rows], self.bits[rows])


class Index:
    """The names of a register, ready to be asked."""

    def __init__(self, register: pa.Table, weights: Weights | None = None) -> None:
        """Columns id and name, code and region where known; several rows of one id are names of one organisation."""
        self._weights = weights or assumed()
        self._connection = in_memory()
        self._fill("ix_given", register)
        for statement in (_KNOWN, _KNOWN_KEYS):
            self._connection.execute(statement)
        self._ids = self._connection.sql("SELECT id FROM ix_known ORDER BY n").to_arrow_table()["id"].combine_chunks()

    def resolve(self, names: pa.Table) -> pa.Table:
        """What each name is in the register: columns `ANSWER`, a row for each row of `names` (as the register's)."""
        self._fill("ix_asked", names)
        self._connection.execute("ALTER TABLE ix_asked ADD COLUMN bearers BIGINT")
        self._connection.execute(_PAIRS)
        best, rivals = _best(self._candidates())
        return self._answer(names["id"], best, rivals)

    def _fill(self, table: str, names: pa.Table) -> None:
        """Parse the names into a table of their parts."""
        given = parse_column(fold_column(names["name"]))
        code, region = (names[one] if one in names.column_names else None for one in ("code", "region"))
        blank = pa.repeat("", names.num_rows)
        valid = blank if code is None else pc.if_else(valid_column(code), clean_column(code), "")
        more = {"n": pa.array(np.arange(names.num_rows)), "id": names["id"], "code": valid}
        for name, column in (more | {"zone": blank if region is None else region_column(region)}).items():
            given = given.append_column(name, column)
        self._connection.register("given", given)
        self._connection.execute(f"CREATE OR REPLACE TABLE {table} AS {_NAMES}")
        self._connection.unregister("given")

    def _candidates(self) -> _Candidates:
        """Pairs that nothing speaks against: no other code, no other place, no other word in the name."""
        found: dict[str, Any] = self._connection.execute(ASKED).fetchnumpy()
        levels = levels_of(found)
        at = dict(zip(FEATURES, levels.T, strict=True))
        coded = at["code"] == level("code", "same")
        alike = np.isin(at["names"], [level("names", name) for name in _SAME_BUT])
        free = (at["code"] != level("code", "other")) & (at["region"] != level("region", "other"))
        levels[coded, 0] = NOT_COMPARED
        asked, known, entity = (np.asarray(found[one], np.int64) for one in ("asked", "known", "entity"))
        pairs = _Candidates(asked, known, entity, levels, self._weights.score(levels))
        return pairs.taken(coded | (alike & free))

    def _answer(self, ids: pa.ChunkedArray, best: _Candidates, rivals: Numbers) -> pa.Table:
        fits = list(FEATURES).index("fits")
        best.levels[:, fits] = np.where(rivals == 1, level("fits", "only one"), level("fits", "several"))
        score, rows = np.zeros(len(ids)), best.asked
        score[rows] = probability(self._weights.score(best.levels))
        single = np.zeros(len(ids), bool)
        single[rows] = rivals == 1
        merged = single & (score >= MERGE)
        band = np.where(merged, "merge", np.where(score >= REVIEW, "review", "apart"))
        found = np.full(len(ids), -1, np.int64)
        found[rows] = best.known
        reasons = np.full(len(ids), "", dtype=object)
        reasons[rows] = reasons_of(best.levels, (rivals > 1).astype(np.int64), self._weights)
        candidate = pc.fill_null(self._ids.take(pa.array(found, mask=found < 0)), "")
        entity = pc.if_else(pa.array(merged), candidate, "")
        return pa.table([ids, entity, pa.array(band), score, candidate, pa.array(reasons, pa.string())], schema=ANSWER)


def _best(pairs: _Candidates) -> tuple[_Candidates, Numbers]:
    """The best candidate of each name, and how many organisations of the register are about as good."""
    pairs = pairs.taken(np.lexsort((pairs.known, -pairs.bits, pairs.asked)))
    first = np.flatnonzero(np.diff(pairs.asked, prepend=-1))
    top = np.repeat(pairs.bits[first], np.diff(np.append(first, len(pairs.asked))))
    near = pairs.taken(pairs.bits > top - _NEARLY)
    size = int(near.entity.max(initial=0)) + 1
    _, rivals = np.unique(np.unique(near.asked * size + near.entity) // size, return_counts=True)
    return pairs.taken(first), rivals.astype(np.int64)
