"""Records without a ledger: which of them are the same organisation."""

from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from graph.identity.names import zone_sql
from graph.identity.resolve import Resolved, resolve
from graph.identity.statements import read_statements
from graph.ledger.connection import in_memory
from ontology.values.credit_code import body_check_character, issued_column
from ontology.values.names import fold_column
from ontology.values.regions import region_column

COLUMNS: Final = ("id", "name", "code", "region", "context")

_MENTIONS: Final = f"""
CREATE OR REPLACE TEMP TABLE id_mention AS
SELECT r.n, 'Enterprise' AS class, 'actor' AS family, r.name, r.folded, c.code,
       coalesce(s.key, '') AS key, {zone_sql("r.region")} AS zone
FROM records r JOIN coded c USING (n)
LEFT JOIN (SELECT n, min(key) AS key FROM stock GROUP BY n HAVING count(DISTINCT key) = 1) s USING (n)"""

# `alias`: the record owns the other name; `named`: the other one owns the record's.
_STATEMENTS: Final = """
CREATE OR REPLACE TEMP TABLE id_statement AS
SELECT CASE WHEN how = 'alias' THEN n END AS owner, CASE WHEN how = 'alias' THEN '' ELSE other END AS owner_folded,
       'actor' AS family, CASE WHEN how = 'alias' THEN other ELSE folded END AS folded, how, false AS registered
FROM stated JOIN records USING (n)"""

_WHY: Final = """
CREATE OR REPLACE TEMP TABLE why AS
SELECT m.n, list({'with': r.id, 'rule': m.rule, 'score': round(m.score, 4), 'reasons': m.reasons}
                 ORDER BY m.score DESC, r.id) AS why
FROM (SELECT "left" AS n, "right" AS other, * FROM merged UNION ALL SELECT "right", "left", * FROM merged) m
JOIN records r ON r.n = m.other GROUP BY m.n"""
_ANSWER: Final = """
SELECT r.id, first(e.id ORDER BY e.n) AS entity,
       first(m.name ORDER BY m.code = '', length(m.folded) DESC, m.folded, m.name) AS canonical,
       coalesce(any_value(w.why), []) AS why
FROM records r JOIN answer a USING (n) JOIN records e ON e.n = a.grp
JOIN answer b ON b.grp = a.grp JOIN id_mention m ON m.n = b.n LEFT JOIN why w ON w.n = r.n
GROUP BY r.n, r.id ORDER BY r.n"""
_REVIEW: Final = """
SELECT l.id AS "left", r.id AS "right", l.name AS left_name, r.name AS right_name, u.rule,
       round(u.score, 4) AS score, u.reasons
FROM unsure u JOIN records l ON l.n = u."left" JOIN records r ON r.n = u."right" ORDER BY score DESC, 1, 2"""


def resolve_records(records: pa.Table) -> pa.Table:
    """Group records by organisation.

    Args:
        records: columns id, name and, where known, code, region (name, code or `reg:` id) and context, a sentence
            that holds the name; strings.

    Returns:
        id, entity, canonical, why: records of one organisation have the same entity (the id of one of them) and the
        same canonical name; `why` holds the merges that a record took part in (with whom, rule, score, reasons). In
        the order of the ids; the answer does not depend on the order of the records.
    """
    return judge_records(records)[0]


def judge_records(records: pa.Table) -> tuple[pa.Table, pa.Table]:
    """`resolve_records`, and the pairs that wait for a person: left, right (ids), names, rule, score, reasons."""
    connection, resolved = group_records(records)
    groups = pa.table({"n": pa.array(range(len(resolved.groups))), "grp": resolved.groups})
    for name, table in (("answer", groups), ("merged", resolved.merges), ("unsure", resolved.review)):
        connection.register(name, table)
    connection.execute(_WHY)
    return connection.sql(_ANSWER).to_arrow_table(), connection.sql(_REVIEW).to_arrow_table()


def group_records(records: pa.Table) -> tuple[Any, Resolved]:
    """What `resolve` finds of records, and the connection that it was found in; record n is row n of `records`."""
    connection = in_memory()
    _register(connection, records)
    read_statements(connection)
    for statement in (_STATEMENTS, _CODED, _MENTIONS):
        connection.execute(statement)
    return connection, resolve(connection, learned=True)


# “Y” alone in brackets says that it is a short name; folding takes the quotation marks away.
_QUOTED: Final = r"([（(])\s*[“「『\"]([^原曾])"
# The organisation code of GB 11714, eight characters and a check character: places 9 to 17 of a credit code.
_BODY: Final = r"^[0-9A-Z]{8}-?[0-9X]$"
_CODED: Final = """
CREATE OR REPLACE TEMP TABLE coded AS
SELECT r.n, coalesce(nullif(r.valid, ''), w.code, r.body) AS code FROM records r LEFT JOIN (
    SELECT substr(valid, 9, 9) AS body, max(valid) AS code FROM records WHERE valid <> ''
    GROUP BY 1 HAVING count(DISTINCT valid) = 1) w ON w.body = r.body AND r.body <> ''"""


def _bodies(codes: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Organisation codes that stand alone and pass their check, without hyphen; empty for anything else."""
    column = codes.combine_chunks() if isinstance(codes, pa.ChunkedArray) else codes
    plain = pc.utf8_upper(pc.replace_substring_regex(pc.utf8_normalize(column, form="NFKC"), r"\s", ""))
    coded = pc.if_else(pc.match_substring_regex(plain, _BODY), pc.replace_substring(plain, "-", ""), "")
    coded = coded.dictionary_encode()
    sound = [
        code if code and len(set(code)) > 1 and code[8] == body_check_character(code[:8]) else ""
        for code in coded.dictionary.to_pylist()
    ]
    return pa.array(sound, pa.string()).take(coded.indices)


def _register(connection: Any, records: pa.Table) -> None:
    """Table `records`: sorted by id, numbered, folded, codes checked, regions found."""
    filled = {name: _text(records, name) for name in COLUMNS}
    filled["code"] = pc.replace_substring_regex(filled["code"], r"\p{Cf}", "")  # joiners and marks that cannot be seen
    table = pa.table(filled).sort_by([(name, "ascending") for name in COLUMNS])
    valid = issued_column(table["code"])
    table = table.set_column(3, "region", region_column(table["region"]))
    more = {"n": pa.array(range(table.num_rows), pa.int64()), "valid": valid, "folded": fold_column(table["name"])}
    more["body"] = _bodies(table["code"])
    more["said"] = fold_column(pc.replace_substring_regex(table["context"], _QUOTED, r"\1简称\2"))
    for name, column in more.items():
        table = table.append_column(name, column)
    connection.register("records", table)


def _text(records: pa.Table, name: str) -> pa.ChunkedArray | pa.Array:
    if name not in records.column_names:
        return pa.array([""] * records.num_rows, pa.string())
    return pc.fill_null(records[name].cast(pa.string()), "")
