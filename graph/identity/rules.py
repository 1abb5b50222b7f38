"""The rules by which two mentions may be the same, strongest first, each as one SQL query over all of them.

A rule proposes pairs of group numbers and says how many things fit the poorer name (`rivals`); what a pair of names
is worth is compared and weighed (`comparison`, `weights`), and `decisions` says which pairs are held the same.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from graph.identity.grammar.words import FORMS, LOCAL, UNIT
from graph.identity.names import city_sql
from graph.identity.operators import KEYED, OPERATED
from graph.identity.synonyms import DECLARED
from graph.identity.towns import begun_by_county
from graph.ledger.platform_keys import names_operators

# Classes in which a name may be borne by several things in different places.
PLACED: Final = ("actor", "Park", "Demand", "Solution")


class Scope(Enum):
    """What of the present state a rule reads; `id_claim` stays for the others as the last rule of CLAIMS saw it."""

    NOTHING = "nothing"
    STATE = "id_state, id_unit and id_known"
    CLAIMS = "those and id_claim"


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to hold two mentions the same: its name in the log, what it says to people, its query.

    `names` is how the names of its pairs differ, a level of `comparison`; empty where they are compared part by
    part. `scope` says what the query reads beside the mentions. `given` is a query that finds nothing where the rule
    has nothing to look at.
    """

    name: str
    says: str
    query: str
    scope: Scope = Scope.STATE
    names: str = ""
    given: str = ""


# id_word: every mention with its parsed name; id_state: that with its present group, code, key and zone (digits of
# its region's code); id_unit: each wording of each group, with what the whole group is known by.
# A region that a name's own place speaks against is where the firm was spoken of, and not its home.
WORDS: Final = """
CREATE OR REPLACE TEMP TABLE id_word AS
SELECT m.n, m.family, m.code, m.key, CASE WHEN m.code = '' AND w.form <> '' AND w.place <> ''
       AND NOT starts_with(m.zone, w.place) AND NOT starts_with(w.place, m.zone) THEN '' ELSE m.zone END AS zone,
       w.* EXCLUDE (family, folded)
FROM id_mention m JOIN id_name w ON w.family = m.family AND w.folded = m.folded"""

STATE: Final = """
CREATE OR REPLACE TEMP TABLE id_state AS
SELECT w.*, g.grp FROM id_word w JOIN id_group g USING (n)"""

# Most groups are one mention, which nothing need be gathered of.
UNITS: Final = """
CREATE OR REPLACE TEMP TABLE id_unit AS
WITH several AS (SELECT grp FROM id_state GROUP BY grp HAVING count(*) > 1),
whole AS (
    SELECT grp, max(code) AS code, arg_max(zone, length(zone)) AS zone, max(key) AS key
    FROM id_state SEMI JOIN several USING (grp) GROUP BY grp)
SELECT s.* EXCLUDE (n, code, key, zone), code, zone, key FROM id_state s ANTI JOIN several USING (grp)
UNION ALL SELECT DISTINCT s.* EXCLUDE (n, code, key, zone), whole.code, whole.zone, whole.key
FROM id_state s JOIN whole USING (grp)"""

_CODE: Final = """
SELECT n AS "left", min(n) OVER (PARTITION BY family, code) AS "right", 1 AS rivals FROM id_mention WHERE code <> ''"""
_KEY: Final = f"""
SELECT n AS "left", min(n) OVER (PARTITION BY family, key) AS "right", 1 AS rivals FROM id_mention
WHERE key <> '' AND NOT {names_operators()}"""

# A firm that its register knows by two or three characters alone, 華泰 of an exchange, shares them with firms that
# never stood there: whether a text means it is for a person to say.
_LONGEST_SHARED: Final = 3
_LISTED: Final = f"""
brief AS (
    SELECT DISTINCT grp FROM id_unit WHERE family = 'actor' AND key <> '' AND code = ''
    AND length(normal) <= {_LONGEST_SHARED} AND regexp_full_match(normal, '\\p{{Han}}+')),
listed AS (SELECT grp FROM id_unit JOIN brief USING (grp) GROUP BY grp HAVING count(DISTINCT normal) = 1)"""

# Namesakes (two codes, or two keys of one scheme): only what has the same code or key stays together, and what has
# none joins the one bearer that is known in its region.
# Otherwise by place: regions inside each other are one place, and a name known in two places joins neither.
_NAME: Final = f"""
WITH {_LISTED},
shared AS (SELECT family, wording FROM id_unit GROUP BY ALL HAVING count(DISTINCT grp) > 1),
unit AS (
    SELECT DISTINCT family, wording, grp, code, zone, key, grp IN (FROM listed) AS listed
    FROM id_unit JOIN shared USING (family, wording)),
schemes AS (
    SELECT family, wording, count(DISTINCT s.key) AS keys FROM unit JOIN id_state s USING (family, wording, grp)
    WHERE s.key <> '' GROUP BY family, wording, split_part(s.key, ':', 1)),
bearers AS (
    SELECT family, wording, count(DISTINCT nullif(code, '')) AS codes, list(DISTINCT zone) AS zones,
           list(DISTINCT {{'zone': zone, 'mark': concat(code, key)}}) FILTER (zone <> '' AND concat(code, key) <> '')
           AS homes
    FROM unit GROUP BY ALL),
named AS (
    SELECT family, wording, list_filter(zones, lambda z: NOT list_bool_or(list_transform(
               zones, lambda o: o <> z AND starts_with(o, z)))) AS leaves,
           homes, codes > 1 OR coalesce(most, 0) > 1 AS namesakes
    FROM bearers LEFT JOIN (SELECT family, wording, max(keys) AS most FROM schemes GROUP BY ALL)
         USING (family, wording)),
placed AS (
    SELECT u.*, namesakes, list_filter(leaves, lambda z: starts_with(z, u.zone)) AS fits, list_filter(
           homes, lambda h: u.zone <> '' AND (starts_with(h.zone, u.zone) OR starts_with(u.zone, h.zone))) AS near
    FROM unit u JOIN named USING (family, wording)),
labelled AS (
    SELECT family, wording, grp, key, listed, CASE
        WHEN listed THEN concat('known ', key)
        WHEN namesakes AND code = '' AND key = '' AND len(near) = 1 THEN concat('known ', near[1].mark)
        WHEN namesakes THEN concat('known ', coalesce(nullif(concat(code, key), ''), 'in ' || zone))
        WHEN len(fits) = 1 THEN fits[1] ELSE 'open ' || zone END AS label
    FROM placed)
SELECT grp AS "left", min(grp) OVER (PARTITION BY family, wording, label) AS "right", 1 AS rivals
FROM labelled
UNION ALL SELECT o.grp, l.grp, 2 FROM labelled l JOIN labelled o USING (family, wording)
WHERE l.listed AND NOT o.listed AND o.key = ''"""

_RIVALS: Final = """
SELECT poor AS "left", rich AS "right", count(*) OVER (PARTITION BY poor, wording) AS rivals
FROM (SELECT DISTINCT poor, wording, rich FROM fitting)"""

# Valid codes in conflict are a veto everywhere.
_FITTING: Final = """
WITH fitting AS (
    SELECT poor.grp AS poor, poor.wording, rich.grp AS rich FROM id_unit poor JOIN id_unit rich ON {join}
    WHERE poor.family = 'actor' AND rich.family = 'actor' AND length(poor.stem) >= {least} AND poor.grp <> rich.grp
      AND (poor.code = '' OR rich.code = '' OR poor.code = rich.code) AND ({zone}) AND {also})"""


def _fits(*, join: str, zone: str, also: str, least: int) -> str:
    """SQL for names that may be the fuller ones they fit, with how many others each fits."""
    return _FITTING.format(join=join, zone=zone, also=also, least=least) + _RIVALS


_NEAR: Final = "starts_with(poor.zone, rich.zone) OR starts_with(rich.zone, poor.zone)"
# The home of the fuller name: its known region, or else the place its name begins with.
_AT_HOME: Final = (
    "poor.zone = '' OR starts_with(poor.zone, rich.place) OR starts_with(rich.place, poor.zone)"
    " OR (rich.zone <> '' AND (starts_with(poor.zone, rich.zone) OR starts_with(rich.zone, poor.zone)))"
)
_WHOLE: Final = f"rich.form IN ('{FORMS.replace('|', chr(39) + ', ' + chr(39))}')"

# A firm that has a whole name of its own is not the one that its alias would fit: 中国建筑东北设计研究院有限公司,
# which goes by 中国建筑, is not 中国建筑股份有限公司.
# Nor is one that another firm claims as its alias: 彩虹集团 may be 彩虹集团有限公司 or 成都彩虹电器, so called.
_CLAIMED: Final = "(SELECT alias FROM id_claim WHERE family = 'actor' AND rivals > 1)"
_UNCLAIMED: Final = f"poor.wording NOT IN {_CLAIMED}"
_NOT_NAMED: Final = (
    f"{_UNCLAIMED} AND "
    "NOT EXISTS (FROM id_unit own WHERE own.grp = poor.grp AND own.form <> ''"
    " AND (own.stem <> poor.stem OR own.form NOT IN ('公司', rich.form)))"
)

# What is stated to be a name of some firm is left to that statement.
_ALIASES: Final = "(SELECT alias FROM id_claim WHERE family = 'actor')"
_NO_ALIAS: Final = f"poor.wording NOT IN {_ALIASES}"
# An office is that of the very place it is known in: 教育局, spoken of in 深圳, is not 广东省教育局.
_NO_PLACE: Final = _FITTING.format(
    join="poor.core = rich.core AND poor.place = '' AND rich.place <> ''",
    zone=f"({_AT_HOME}) AND (poor.form <> '' OR poor.zone <> '')"
    " AND (poor.kind <> 'body' OR poor.zone IN (rich.place, rich.zone))",
    also=f"{_NO_ALIAS} AND poor.brand <> ''",
    least=2,
)
# 样例有限公司, known in 昆山, may be 昆山样例有限公司; of no known place it may be that as well as 宿州样例有限公司.
_PLACE: Final = f"""{_NO_PLACE},
town AS ({begun_by_county("id_unit", "grp, code")}),
fits AS (
    SELECT poor, wording, rich, true AS sure FROM fitting
    UNION ALL SELECT u.grp, u.wording, town.grp, starts_with(u.zone, county) FROM id_unit u JOIN town ON rest = u.core
    WHERE u.family = 'actor' AND u.place = '' AND u.form <> '' AND u.brand <> '' AND u.grp <> town.grp
      AND (u.code = '' OR town.code = '' OR u.code = town.code)
      AND (starts_with(u.zone, county) OR starts_with(county, u.zone)) AND u.wording NOT IN {_ALIASES})
SELECT poor AS "left", rich AS "right", count(*) OVER (PARTITION BY poor, wording) + (NOT sure)::INT AS rivals
FROM (SELECT poor, wording, rich, bool_or(sure) AS sure FROM fits GROUP BY poor, wording, rich)"""
# 杭州市西湖区样例有限公司 is 杭州样例有限公司, where no other fits: a place within the place that both say.
_DISTRICT: Final = _fits(
    join=f"poor.core = rich.core AND poor.place = {city_sql('rich.place')} AND length(rich.place) = 6"
    " AND ends_with(rich.place_name, '区') AND contains(rich.place_name, right(poor.place_name, 2))",
    zone=_AT_HOME,
    also=f"{_NO_ALIAS} AND poor.brand <> ''",
    least=2,
)
# 省工信厅, known in 广东, is 广东省工业和信息化厅.
_OFFICE: Final = _fits(
    join=f"poor.zone = rich.place AND regexp_replace(poor.core, '{LOCAL}', '') = rich.core",
    zone="true",
    also="poor.kind = 'body' AND poor.place = '' AND poor.core <> rich.core",
    least=3,
)
# 昆山样例有限公司 is 昆山市样例有限公司: a county's short name may begin a 字号, so that it is no place by itself.
_COUNTY: Final = _fits(
    join="starts_with(rich.place, poor.place) AND length(poor.place) < 6 AND length(rich.place) = 6"
    " AND poor.core = concat(left(rich.place_name, length(rich.place_name) - 1), rich.core)",
    zone=_AT_HOME,
    also=_NO_ALIAS,
    least=2,
)
# 样例精工有限公司 of 湖北 is 样例（武汉）精工有限公司; known to be of no place, or of another, it may be its parent.
_INNER: Final = _fits(
    join="poor.place = '' AND poor.inner_place = '' AND rich.inner_place <> '' AND (poor.core = rich.around"
    " OR (poor.form = '' AND poor.core = left(rich.around, length(rich.around) - length(rich.form))))",
    zone="poor.zone <> '' AND (starts_with(poor.zone, rich.inner_place) OR starts_with(rich.inner_place, poor.zone))"
    f" AND ({_NEAR})",
    also=f"{_NO_ALIAS} AND poor.brand <> ''",
    least=3,
)
_COMPANY: Final = _fits(
    join=f"poor.place = rich.place AND poor.stem = rich.stem AND poor.form = '公司' AND {_WHOLE}",
    zone=_NEAR,
    also="true",
    least=2,
)
_LONG: Final = 5  # characters of trade words that name a firm beside its place: 上海农村商业银行
_FORM: Final = _fits(
    join="poor.place = rich.place AND poor.stem = rich.stem AND poor.form = '' AND rich.form <> ''",
    zone=_NEAR,
    also=f"{_NOT_NAMED} AND (poor.brand <> '' OR (poor.place <> '' AND length(poor.stem) >= {_LONG}))",
    least=3,
)
# 中铁一局 is 中铁一局集团有限公司; what has a register's key or a firm of its very name, as 中国铝业, is not its group.
_GROUP: Final = _fits(
    join="poor.place = rich.place AND rich.stem = concat(poor.stem, '集团') AND poor.form = '' AND rich.form <> ''",
    zone=_NEAR,
    also=f"{_UNCLAIMED} AND poor.key = '' AND NOT EXISTS (FROM id_unit own WHERE own.form <> '' AND (own.grp = poor.grp"
    " OR own.stem = poor.stem))",
    least=3,
)
_BARE: Final = _fits(
    join=f"poor.stem = rich.stem AND poor.place = '' AND poor.form = '' AND rich.place <> '' AND {_WHOLE}",
    zone=_AT_HOME,
    also=f"{_NOT_NAMED} AND poor.brand <> ''",
    least=3,
)

# Who goes by a stated alias: those that a place states it of, and firms whose whole name it is but for the legal form.
# A register's brand of two characters, as 天马, is borne by others, too: by itself it makes no two names one.
_BRIEFEST: Final = 2
CLAIMS: Final = f"""
CREATE OR REPLACE TEMP TABLE id_claim AS
WITH owned AS (
    SELECT a.how, w.wording AS alias, a.family, s.grp, a.registered AND length(w.normal) = {_BRIEFEST} AND
           regexp_full_match(w.normal, '\\p{{Han}}+') AS brief FROM id_statement a
    JOIN id_name w ON w.family = a.family AND w.folded = a.folded
    JOIN id_state s ON s.n = a.owner
  UNION
    SELECT a.how, w.wording, a.family, max(s.grp), false FROM id_statement a
    JOIN id_name w ON w.family = a.family AND w.folded = a.folded
    JOIN id_name o ON o.family = a.family AND o.folded = a.owner_folded
    JOIN id_state s ON s.family = a.family AND s.wording = o.wording
    WHERE a.owner IS NULL GROUP BY a.how, w.wording, a.family, o.wording HAVING count(DISTINCT s.grp) = 1),
whole AS (SELECT DISTINCT family, concat(place, '|', stem) AS alias, grp FROM id_unit WHERE form <> ''),
claimed AS (
    SELECT family, alias, grp, bool_and(brief) AS brief FROM (
        SELECT family, alias, grp, brief FROM owned
        UNION ALL SELECT family, alias, grp, false FROM whole SEMI JOIN owned USING (family, alias))
    GROUP BY family, alias, grp)
SELECT *, count(*) OVER (PARTITION BY family, alias) AS rivals FROM claimed"""
_ALIAS: Final = f"""
WITH {_LISTED}
SELECT poor.grp AS "left", c.grp AS "right", c.rivals
       + (poor.grp IN (FROM listed) OR (c.brief AND (poor.zone = '' OR rich.zone = '' OR NOT ({_NEAR}))))::INT AS rivals
FROM id_claim c JOIN id_unit poor ON poor.family = c.family AND poor.wording = c.alias AND poor.grp <> c.grp
JOIN (SELECT grp, max(zone) AS zone FROM id_unit GROUP BY grp) rich ON rich.grp = c.grp
WHERE c.rivals = 1 OR starts_with(poor.zone, rich.zone) OR starts_with(rich.zone, poor.zone)"""

# 中国铝业贵州分公司 is 中国铝业股份有限公司贵州分公司, and 工商银行杭州分行 the branch of what is known as 工商银行:
# the same part of the same body, whichever of its names stands before it.
_SAME_UNIT: Final = "regexp_replace({unit}, '(省|市)(分公司|分行|供电公司|电力)', '\\2')"
_BRANCH: Final = f"""
WITH named AS (
    SELECT DISTINCT normal, concat('group ', grp) AS body FROM id_unit WHERE family = 'actor' AND length(normal) >= 3
    UNION SELECT w.normal, concat('group ', s.grp) FROM id_claim c JOIN id_state s ON s.n = c.grp
    JOIN id_name w ON w.family = c.family AND w.wording = c.alias
    WHERE c.family = 'actor' AND c.rivals = 1 AND length(w.normal) >= 3),
body AS (
    FROM named UNION SELECT DISTINCT parent, concat('name ', parent) FROM id_unit
    WHERE parent <> '' AND parent NOT IN (SELECT normal FROM named)),
shortened AS (
    FROM body UNION SELECT regexp_replace(normal, '股份有限公司$', ''), body FROM body
    WHERE ends_with(normal, '股份有限公司') AND length(normal) >= 9),
part AS (
    SELECT grp, wording, code, zone, unnest(list_transform(range(3, length(normal)::BIGINT - 2),
           lambda size: {{'head': left(normal, size), 'tail': substr(normal, size + 1)}}), recursive := true)
    FROM id_unit WHERE family = 'actor' AND kind IN ('branch', 'institute') AND form = ''),
belonging AS (
    SELECT p.grp, p.wording, p.code, p.zone, b.body, {_SAME_UNIT.format(unit="p.tail")} AS unit
    FROM part p JOIN shortened b ON b.normal = p.head WHERE regexp_matches(p.tail, '({UNIT})$')),
fitting AS (
    SELECT DISTINCT poor.grp AS poor, poor.wording, rich.grp AS rich FROM belonging poor
    JOIN belonging rich ON rich.body = poor.body AND rich.unit = poor.unit AND rich.grp < poor.grp
    WHERE (poor.code = '' OR rich.code = '' OR poor.code = rich.code) AND ({_NEAR})){_RIVALS}"""

# 九州医药 is not 九州通医药集团: where the short name ends in a trade, what stands before it is the whole 字号.
_OTHER_BRAND: Final = "s.trade <> '' AND s.brand <> l.brand AND starts_with(l.brand, s.brand)"
# A firm whose short name is stated somewhere has that one and no other.
# 格力电器 from 珠海格力电器股份有限公司, 永吉股份 from 永吉印务股份有限公司, 泰和新材 from 泰和新材料股份有限公司.
# Names of bodies and groups, whose firms begin with them: 中科院, 上海交大, 南方电网, 中航工业.
_NOT_LISTED: Final = "(院|校|中学|小学|大学|大|研究所|委|会|政府|联盟|中心|集团|局|厅|部|社|网|工业)$"
# What a three-character short name may leave out; 富士康 is not 富士康工业互联网.
_GENERAL: Final = "^((科技|技术|实业|发展|产业|电子|医药|国际|中国)*(集团|控股)?)$"
_SHORT: Final = f"""
WITH named AS (
    SELECT s.grp FROM id_statement a JOIN id_state s ON s.n = a.owner
    WHERE a.how IN ('alias', 'short_name') AND regexp_matches(a.folded, '\\p{{Han}}')
      AND NOT regexp_matches(a.folded, '(公司|厂|院|所|{FORMS})$')),
short AS (
    SELECT grp, wording, normal, zone, code, brand, trade, regexp_replace(normal, '(股份|[ab])$', '') AS base
    FROM id_unit
    WHERE family = 'actor' AND form = '' AND place = '' AND brand <> '' AND length(normal) BETWEEN 3 AND 5
      AND grp NOT IN (SELECT grp FROM id_unit WHERE form <> '')
      AND wording NOT IN {_CLAIMED} AND NOT regexp_matches(normal, '{_NOT_LISTED}')),
listed AS (
    SELECT grp, zone, code, place, form, brand,
           unnest([stem, left(normal, length(normal) - length(form))]) AS text
    FROM id_unit WHERE family = 'actor' AND form <> '' AND length(stem) >= 2),
-- 格林达 from 格林达电子材料股份有限公司: the first three characters, where no other firm begins with them
sole AS (
    SELECT s.normal FROM short s JOIN id_unit u ON u.family = 'actor' AND u.form <> '' AND starts_with(u.stem, s.normal)
    WHERE length(s.normal) = 3 GROUP BY s.normal HAVING count(DISTINCT u.grp) = 1),
fitting AS (
    SELECT s.grp AS poor, s.wording, l.grp AS rich FROM short s JOIN listed l ON left(l.text, 2) = left(s.normal, 2)
    WHERE (s.code = '' OR l.code = '' OR s.code = l.code) AND s.grp <> l.grp
      AND (s.zone = '' OR starts_with(s.zone, l.place) OR starts_with(l.place, s.zone)
           OR (l.zone <> '' AND (starts_with(s.zone, l.zone) OR starts_with(l.zone, s.zone))))
      AND l.grp NOT IN (SELECT grp FROM named) AND NOT ({_OTHER_BRAND})
      AND (l.text = s.normal OR (l.form = '股份有限公司' AND ((starts_with(l.text, s.base)
                AND NOT regexp_matches(substr(l.text, length(s.base) + 1), '^(集团|控股).')
                AND (length(s.normal) > 3 OR regexp_matches(substr(l.text, length(s.base) + 1), '{_GENERAL}')))
           OR (starts_with(l.text, s.normal) AND length(l.text) BETWEEN 5 AND 7
               AND s.normal IN (SELECT normal FROM sole))
           OR (length(s.normal) = 4 AND l.text LIKE concat(left(s.normal, 2), '%', s.normal[3], '%', s.normal[4], '%')
               AND s.normal[:2] NOT IN ('中国', '国家', '上海', '北京', '浙江', '江苏', '广东', '山东', '深圳'))))))
{_RIVALS}"""

RULES: Final = (
    Rule("code", "统一社会信用代码相同 · same valid credit code", _CODE, Scope.NOTHING, "alike"),
    Rule("key", "来源登记号或证券代码相同 · same key of a register", _KEY, Scope.NOTHING, "alike"),
    Rule("name", "名称相同，代码和地区不矛盾 · same name, no code or region against it", _NAME, Scope.CLAIMS, "same"),
    Rule("county", "仅差“市”“县” · only 市 or 县 is left out", _COUNTY, names="no place"),
    Rule("district", "仅差市里的区 · only the district in the city is left out", _DISTRICT, names="no place"),
    Rule("place", "仅差地区前缀 · only the place is left out", _PLACE, names="no place"),
    Rule(
        "inner",
        "仅差括号里的地区，而所在地相符 · only the place in brackets is left out, at home there",
        _INNER,
        names="no place",
    ),
    Rule("office", "所在省、市的机关 · an office of the province or city it is known in", _OFFICE, names="no place"),
    Rule("alias", "文中声明的简称、曾用名 · alias or former name that a place states", _ALIAS, Scope.CLAIMS, "stated"),
    Rule("company", "“公司”为组织形式的省写 · legal form shortened", _COMPANY, names="no form"),
    Rule("form", "省略组织形式 · legal form left out", _FORM, names="no form"),
    Rule("bare", "省略地区和组织形式 · place and form left out", _BARE, names="no place or form"),
    Rule("branch", "同一机构的同一分支 · the same part of the same body", _BRANCH, names="same branch"),
    Rule("short", "股份公司简称 · short name of a listed firm", _SHORT, names="short"),
    Rule("group", "省略“集团”和组织形式 · group and form left out", _GROUP, names="no group"),
    Rule(
        "synonym",
        "名称的括号里写明的同义名 · another name in the brackets of a name",
        DECLARED,
        names="stated",
    ),
    Rule(
        "operator",
        "平台同名，运营者相同 · a platform of one name and operator",
        OPERATED,
        Scope.CLAIMS,
        names="same",
        given=KEYED,
    ),
)
