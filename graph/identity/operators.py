"""Platforms of one name: one where their operators are one, two where they are not.

A mention of a platform may be keyed by its operators (`graph.ledger.platform_keys`). Mentions of one name with the same
key, and those without a key where only one operator is known, are put together by the rule `name`; this one looks at
the rest, once firms and organisations are grouped: operators that are now one firm, or bear one 字号, run one platform;
others are left to a person, and so is a mention without operator where several run a platform of its name.
"""

from typing import Final

from graph.identity.comparison import NOT_COMPARED, level
from graph.ledger.platform_keys import OPERATORS, names_operators

# Platforms that bear one name; where there are more, the name (公共服务平台) tells nothing, and all stay apart.
_MOST: Final = 12

_SAME, _ALIKE, _OTHER = (level("operator", name) for name in ("same", "alike", "other"))
_UNTOLD: Final = NOT_COMPARED  # one side names none

KEYED: Final = f"SELECT 1 FROM id_mention WHERE {names_operators()} LIMIT 1"
OPERATED: Final = f"""
WITH few AS (
    SELECT wording FROM id_state WHERE family = 'Platform'
    GROUP BY wording HAVING count(DISTINCT grp) BETWEEN 2 AND {_MOST}),
platform AS (SELECT DISTINCT wording, grp, key FROM id_state SEMI JOIN few USING (wording) WHERE family = 'Platform'),
told AS (SELECT DISTINCT wording, grp, unnest({OPERATORS}) AS folded FROM platform WHERE {names_operators()}),
actor AS (
    SELECT m.folded, min(s.grp) AS grp FROM id_mention m JOIN id_state s USING (n)
    WHERE m.family = 'actor' AND m.folded IN (SELECT folded FROM told)
    GROUP BY m.folded HAVING count(DISTINCT s.grp) = 1),
run AS (
    SELECT t.wording, t.grp, coalesce(concat('group ', a.grp), concat('name ', t.folded)) AS who,
           coalesce(w.brand, '') AS brand
    FROM told t LEFT JOIN actor a USING (folded) LEFT JOIN id_name w ON w.family = 'actor' AND w.folded = t.folded),
pair AS (
    SELECT a.grp AS "left", b.grp AS "right", CASE WHEN bool_or(a.who = b.who) THEN {_SAME}
           WHEN bool_or(length(a.brand) > 1 AND a.brand = b.brand) THEN {_ALIKE} ELSE {_OTHER} END AS operator
    FROM run a JOIN run b ON b.wording = a.wording AND b.grp < a.grp GROUP BY ALL),
untold AS (
    SELECT DISTINCT p.grp AS "left", r.grp AS "right", {_UNTOLD} AS operator
    FROM (FROM platform p ANTI JOIN told t ON t.grp = p.grp) p JOIN told r ON r.wording = p.wording)
SELECT "left", "right", CASE WHEN operator IN ({_SAME}, {_ALIKE}) THEN 1 ELSE 2 END AS rivals, operator FROM pair
UNION ALL SELECT "left", "right", 2, operator FROM untold"""
