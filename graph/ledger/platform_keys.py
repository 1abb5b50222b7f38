"""Keys of platforms, by who runs them: a mention of a platform is keyed by the operators that the same place names.

`智慧园区平台` of one firm and `智慧园区平台` of another are two platforms under one name. Without the key they would be
one mention, since a mention is what a place says of a thing, and no later judgement could tell them apart. A list in
which each row of a name has its operator tells several platforms; a text, or a list whose other rows name none, speaks
of one that its operators run together.
"""

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ontology.schema import EntityClass, Relation, Status

_SCHEME: Final = "operator:"  # of the key; then folded names of the operators, by `_BETWEEN`
_BETWEEN: Final = "|"


def names_operators(key: str = "key") -> str:
    """SQL for whether a key is one of these, and none that a register gave."""
    return f"starts_with({key}, '{_SCHEME}')"


# SQL for the folded names of the operators that a key `key` names.
OPERATORS: Final = f"string_split(substr(key, {len(_SCHEME) + 1}), '{_BETWEEN}')"

Tables = dict[str, pa.Table]
_POINTING: Final = (("claims", "subject"), ("claims", "object"), ("attributes", "mention"), ("observations", "about"))

_RUN: Final = f"""
CREATE OR REPLACE TEMP TABLE op_run AS
SELECT c.object AS place, c.evidence, f.folded FROM claims c
JOIN mentions p ON p.place = c.object AND p.class = '{EntityClass.PLATFORM}' AND coalesce(p.key, '') = ''
JOIN mentions f ON f.place = c.subject
WHERE c.relation = '{Relation.OPERATES}' AND c.status = '{Status.STATED}' AND f.folded <> ''"""

# Where a platform is met, and whether each place is a row that names who runs it.
_MET: Final = "CREATE OR REPLACE TEMP TABLE op_met AS " + " UNION ".join(
    f"SELECT {column} AS place, evidence FROM {table} WHERE {column} IN (SELECT place FROM op_run)"
    for table, column in _POINTING
)
_WRITTEN: Final = f"concat('{_SCHEME}', string_agg(DISTINCT folded, '{_BETWEEN}' ORDER BY folded))"
_KEYED: Final = f"""
WITH row_key AS (SELECT place, evidence, {_WRITTEN} AS key FROM op_run GROUP BY ALL),
several AS (
    SELECT m.place FROM op_met m LEFT JOIN row_key k USING (place, evidence) JOIN evidence e ON e.place = m.evidence
    GROUP BY m.place HAVING count(DISTINCT k.key) > 1 AND count(*) = count(k.key) AND count(*) = count(e."row")),
whole AS (SELECT place, {_WRITTEN} AS key FROM op_run GROUP BY place)
SELECT m.place, m.evidence, CASE WHEN s.place IS NULL THEN w.key ELSE k.key END AS key
FROM op_met m JOIN whole w USING (place) LEFT JOIN several s USING (place) LEFT JOIN row_key k USING (place, evidence)
ORDER BY m.place, m.evidence"""


def with_operators(connection: Any, whole: Tables) -> Tables:
    """The tables with each platform keyed by its operators; of a name that a list has several of, each stands apart.

    Args:
        connection: see `rows.keying`.
        whole: batches as `joined` gives them, mentions with `folded`.
    """
    runs = pc.equal(whole["claims"]["relation"], Relation.OPERATES)
    if not pc.any(runs).as_py():
        return whole
    for name in ("mentions", "claims", "attributes", "observations", "evidence"):
        connection.register(name, _placed(whole[name]) if name in ("mentions", "evidence") else whole[name])
    for statement in (_RUN, _MET):
        connection.execute(statement)
    found = connection.sql(_KEYED).to_arrow_table().combine_chunks()
    return whole if not found.num_rows else _keyed(whole, found)


def _placed(table: pa.Table) -> pa.Table:
    return table.append_column("place", pa.array(np.arange(table.num_rows)))


def _keyed(whole: Tables, found: pa.Table) -> Tables:
    """The first key of a mention is its own; for each other one it stands once more, and what speaks of it moves."""
    places, evidence = (np.asarray(found[name], np.int64) for name in ("place", "evidence"))
    coded = found["key"].combine_chunks().dictionary_encode()
    pairs = np.stack([places, np.asarray(coded.indices, np.int64)], axis=1)
    distinct, which = np.unique(pairs, axis=0, return_inverse=True)
    first = np.append(True, distinct[1:, 0] != distinct[:-1, 0])
    mentions = whole["mentions"]
    target = np.where(first, distinct[:, 0], mentions.num_rows + np.cumsum(~first) - 1)
    copies = pa.concat_tables([mentions, mentions.take(pa.array(distinct[~first, 0]))])
    keys = np.asarray(pc.fill_null(copies["key"], "").to_numpy(zero_copy_only=False), object)
    keys[target] = np.asarray(coded.dictionary.to_pylist(), object)[distinct[:, 1]]
    moved = (places, evidence, target[which.ravel()])
    at = copies.column_names.index("key")
    tables = whole | {"mentions": copies.set_column(at, "key", pa.array(keys, pa.string()))}
    for name, column in _POINTING:
        tables[name] = _moved(tables[name], column, moved)
    return tables


def _moved(table: pa.Table, column: str, moved: tuple[NDArray[np.int64], ...]) -> pa.Table:
    """The table with its pointers to platforms at the mention of the operator that the same evidence names."""
    places, evidence, target = moved
    size = int(max(evidence.max(initial=0), pc.max(table["evidence"]).as_py() or 0)) + 1
    known = places * size + evidence
    old = np.asarray(table[column].to_numpy(), np.int64)
    asked = old * size + table["evidence"].to_numpy()
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    new = np.where(known[at] == asked, target[at], old)
    return table.set_column(table.column_names.index(column), column, pa.array(new, table.schema.field(column).type))
