"""What identity works on, taken from the ledger: every mention once, stated aliases, people's decisions."""

from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.identity.names import zone_sql
from graph.identity.resolve import Judged
from graph.identity.rules import PLACED
from graph.ledger.tables import ALIAS_LIST
from ontology.facts import Judgement
from ontology.values.regions import region_column

_PLACED_LIST: Final = ", ".join(f"'{family}'" for family in PLACED)
# Words that name whatever a text speaks of.
_NO_NAME: Final = (
    "^(本|该|我|贵|上述|前述)?(公司|集团|集团公司|企业|单位|学校|大学|医院|平台|系统|项目|园区"
    "|建议|规划|纲要|意见|通知|办法|方案|条例|计划|行动计划|措施|若干措施|指南|政策|决定|标准|规定|报告)$"
)

_REGION_NAMES: Final = "SELECT DISTINCT name FROM mentions WHERE class = 'Region' ORDER BY name"

# Rows of one id say the same of it: one of them is taken, and only ids are sorted.
_MENTIONS: Final = f"""
CREATE OR REPLACE TEMP TABLE id_mention AS
WITH once AS (SELECT id, min(rowid) AS spot FROM mentions GROUP BY id),
numbered AS (SELECT spot, row_number() OVER (ORDER BY id) - 1 AS n FROM once),
familiar AS (
    SELECT n, m.* EXCLUDE (document), coalesce(r.region, '') AS named,
           CASE WHEN class IN ('Enterprise', 'Organization') THEN 'actor' ELSE class END AS family
    FROM mentions m JOIN numbered ON spot = m.rowid LEFT JOIN region_names r ON r.name = m.name AND m.class = 'Region')
SELECT n, id, class, family, name, folded,
       CASE WHEN family = 'actor' THEN valid_code WHEN family = 'Region' THEN '' ELSE lower(code) END AS code,
       CASE WHEN named <> '' THEN named ELSE key END AS key,
       CASE WHEN family IN ({_PLACED_LIST}) THEN {zone_sql("region")} ELSE '' END AS zone, region
FROM familiar"""

# What only a register's column says of its firm is a brand there: no text has said that the two are one.
_STATEMENTS: Final = f"""
CREATE OR REPLACE TEMP TABLE id_statement AS
SELECT m.n AS owner, '' AS owner_folded, m.family, a.value_folded AS folded, a.value AS alias, a.name AS how,
       bool_and(d.kind = 'table') AS registered
FROM attributes a JOIN id_mention m ON m.id = a.mention JOIN documents d ON d.id = a.document
WHERE a.name IN ({ALIAS_LIST}) AND length(a.value_folded) > 1
  AND NOT regexp_matches(a.value_folded, '{_NO_NAME}')
GROUP BY m.n, m.family, a.value_folded, a.value, a.name"""

_ANCHORED: Final = """
SELECT d.number, d.judgement, a.side, m.n FROM decisions d JOIN anchors a ON a.decision = d.id
JOIN id_mention m ON m.id = a.mention WHERE NOT d.undone AND d.judgement IN ('same', 'apart')
ORDER BY d.number, a.side, m.n"""

Sides = tuple[list[int], list[int]]


def take_mentions(connection: Any) -> None:
    """Fill `id_mention` and `id_statement` from the ledger's tables."""
    names = connection.sql(_REGION_NAMES).to_arrow_table()["name"]
    found = pa.table({"name": names, "region": region_column(names)})
    connection.register("region_names", found)
    connection.execute(_MENTIONS)
    connection.unregister("region_names")
    connection.execute(_STATEMENTS)


def take_decisions(connection: Any) -> Judged:
    """Decisions that are in force and whose mentions are still there.

    Of two decisions on the same things that contradict each other, the later one counts.
    """
    sides: dict[tuple[int, str], Sides] = {}
    for number, judgement, side, mention in connection.execute(_ANCHORED).fetchall():
        left, right = sides.setdefault((number, judgement), ([], []))
        (left if side == "left" else right).append(mention)
    whole = {key: both for key, both in sorted(sides.items()) if both[0] and both[1]}
    standing = [key for key in whole if not any(_overrules(whole, later, key) for later in whole)]
    same = [(whole[key][0][0], whole[key][1][0]) for key in standing if key[1] == Judgement.SAME]
    apart = [
        (left, right, order)
        for order, key in enumerate(standing)
        if key[1] == Judgement.APART
        for left in whole[key][0]
        for right in whole[key][1]
        if left != right
    ]
    return Judged(np.array(same, np.int64).reshape(-1, 2), np.array(apart, np.int64).reshape(-1, 3))


def _overrules(whole: dict[tuple[int, str], Sides], later: tuple[int, str], earlier: tuple[int, str]) -> bool:
    """Whether a later decision says the opposite about the same two things."""
    if later[0] <= earlier[0] or later[1] == earlier[1]:
        return False
    (a, b), (c, d) = ((set(left), set(right)) for left, right in (whole[later], whole[earlier]))
    return bool((a & c and b & d) or (a & d and b & c))
