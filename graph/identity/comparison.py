"""What two names, and what is known beside them, have in common: the features by which a pair is weighed.

Each feature has levels; with each level stand the assumed shares of pairs at it, among pairs that are the same (m)
and among those of a block that are not (u). `weights.learn` corrects them by what it sees.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.ledger.platform_keys import names_operators

Levels = NDArray[np.int64]
NOT_COMPARED: Final = -1

NAMES: Final = {
    "same": (0.55, 0.001),
    "no place": (0.06, 0.002),
    "no form": (0.08, 0.002),
    "no place or form": (0.05, 0.002),
    "no group": (0.02, 0.002),
    "short": (0.05, 0.004),
    "same branch": (0.02, 0.0005),
    "stated": (0.1, 0.0005),
    "other form": (0.02, 0.03),
    "other place": (0.005, 0.35),
    "other trade": (0.005, 0.45),
    "other part": (0.002, 0.1),
    "other": (0.03, 0.06),
}
FEATURES: Final[Mapping[str, Mapping[str, tuple[float, float]]]] = {
    "names": NAMES,
    "region": {"inside": (0.97, 0.15), "other": (0.03, 0.85)},
    "code": {"same": (0.99, 0.0001), "other": (0.01, 0.9999)},
    "key": {"same": (0.99, 0.001), "other": (0.01, 0.999)},
    "brand": {"rare": (0.45, 0.2), "few": (0.4, 0.4), "common": (0.15, 0.4)},  # firms that bear the 字号
    "fits": {"only one": (0.9, 0.1), "several": (0.1, 0.9)},  # things that fit the poorer name
    "trait": {"shared": (0.5, 0.01), "different": (0.5, 0.99)},  # address, person, telephone, website
    "operator": {"same": (0.8, 0.02), "alike": (0.15, 0.03), "other": (0.05, 0.95)},  # who runs a platform
}
KNOWN_TO_PROVE: Final = frozenset({"code", "key"})
# What people read.
_IN_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "names": {
        "same": "名称相同",
        "no place": "仅差地区",
        "no form": "仅差组织形式",
        "no place or form": "仅差地区和组织形式",
        "no group": "仅差“集团”和组织形式",
        "short": "为其简称",
        "same branch": "同一机构的同一分支",
        "stated": "有声明的别名",
        "other form": "组织形式不同",
        "other place": "地区不同",
        "other trade": "行业词不同",
        "other part": "集团与成员",
        "other": "名称不同",
    },
    "region": {
        "inside": "地区相容",
        "other": "地区不同",
    },
    "code": {
        "same": "代码相同",
        "other": "代码不同",
    },
    "key": {
        "same": "登记号相同",
        "other": "登记号不同",
    },
    "brand": {
        "rare": "字号少见",
        "few": "字号数家共用",
        "common": "字号常见",
    },
    "fits": {
        "only one": "唯一相符",
        "several": "多家相符",
    },
    "trait": {
        "shared": "地址、人或网址相同",
        "different": "地址、人或网址不同",
    },
    "operator": {
        "same": "运营者相同",
        "alike": "运营者同字号",
        "other": "运营者不同",
    },
}
SAYS: Final = {(feature, name): words for feature, levels in _IN_WORDS.items() for name, words in levels.items()}
RARE: Final = 2
FEW: Final = 20


def level(feature: str, name: str) -> int:
    """Number of a level."""
    return list(FEATURES[feature]).index(name)


def _case(feature: str, *choices: tuple[str, str]) -> str:
    """SQL for the level of a feature: the first condition that holds."""
    whens = " ".join(f"WHEN {condition} THEN {level(feature, name)}" for name, condition in choices)
    return f"CASE {whens} ELSE {NOT_COMPARED} END"


# Where one name says a place that the other leaves out, the place it says counts as its region. The place in a
# branch's name is that of its body.
_HOME: Final = "coalesce(nullif({zone}, ''), CASE WHEN {kind} = 'branch' THEN '' ELSE {place} END)"
_HOME_A, _HOME_B = (f"CASE WHEN a.place = b.place THEN {one}.zone ELSE {one}.home END" for one in "ab")
_BOTH_PLACED: Final = f"{_HOME_A} <> '' AND {_HOME_B} <> ''"
_NESTED: Final = f"starts_with({_HOME_A}, {_HOME_B}) OR starts_with({_HOME_B}, {_HOME_A})"
_REGION: Final = _case("region", ("inside", f"{_BOTH_PLACED} AND ({_NESTED})"), ("other", _BOTH_PLACED))
_CODE: Final = _case("code", ("same", "a.code <> '' AND a.code = b.code"), ("other", "a.code <> '' AND b.code <> ''"))
_BOTH_KEYED: Final = f"a.key <> '' AND b.key <> '' AND NOT {names_operators('a.key')}"
_KEY: Final = _case(
    "key",
    ("same", f"{_BOTH_KEYED} AND a.key = b.key"),
    ("other", f"{_BOTH_KEYED} AND split_part(a.key, ':', 1) = split_part(b.key, ':', 1)"),
)
EQUAL_OPERATOR: Final = _case("operator", ("same", f"{names_operators('a.key')} AND a.key = b.key"))
_BRAND: Final = _case(
    "brand",
    ("rare", f"greatest(a.bearers, b.bearers) <= {RARE}"),
    ("few", f"greatest(a.bearers, b.bearers) <= {FEW}"),
    ("common", f"greatest(a.bearers, b.bearers) > {FEW}"),
)
_TRAIT: Final = _case(
    "trait",
    ("shared", "len(list_intersect(a.traits, b.traits)) > 0"),
    ("different", "len(a.traits) > 0 AND len(b.traits) > 0"),
)
_PARTS: Final = _case(
    "names",
    ("same", "a.wording = b.wording"),
    ("no place", "a.core = b.core AND (a.place = '' OR b.place = '')"),
    ("other place", "a.core = b.core"),
    ("other part", "a.unit <> b.unit"),
    ("no form", "a.place = b.place AND a.stem = b.stem AND (a.form IN ('', '公司') OR b.form IN ('', '公司'))"),
    ("other form", "a.place = b.place AND a.stem = b.stem"),
    ("no place or form", "a.stem = b.stem AND (a.place = '' OR b.place = '') AND (a.form = '' OR b.form = '')"),
    ("other part", "a.place = b.place AND a.trade = b.trade AND a.group_word <> b.group_word"),
    ("other trade", "a.place = b.place"),
    ("other", "true"),
)
_FITS: Final = _case("fits", ("only one", "p.rivals = 1"), ("several", "true"))

# How many wordings bear a 字号; what is known of the address, the people, the telephone and the website.
BRANDS: Final = """
CREATE OR REPLACE TEMP TABLE id_brand AS
SELECT brand, count(DISTINCT stem) AS bearers FROM id_name WHERE family = 'actor' AND form <> ''
GROUP BY brand {limit}"""
NO_TRAITS: Final = "CREATE OR REPLACE TEMP TABLE id_trait (n BIGINT, trait VARCHAR)"
TRAITS: Final = """
CREATE OR REPLACE TEMP TABLE id_trait AS
SELECT DISTINCT m.n, concat(a.name, ' ', a.value_folded) AS trait
FROM attributes a JOIN id_mention m ON m.id = a.mention
WHERE a.name IN ('address', 'legal_person', 'telephone', 'phone', 'website', 'email') AND a.value_folded <> ''"""

# Blocks to learn from: firms that bear one 字号, those of large blocks left out.
_MOST_IN_BLOCK: Final = 30
_MOST_PAIRS: Final = 200_000
LEARNT: Final = f"""
WITH one AS (
    SELECT w.wording, w.code, w.key, w.zone,
           {_HOME.format(zone="w.zone", kind="any_value(w.kind)", place="any_value(w.place)")} AS home,
           any_value(w.brand) AS brand, any_value(w.core) AS core,
           any_value(w.place) AS place, any_value(w.stem) AS stem, any_value(w.form) AS form,
           any_value(w.unit) AS unit, any_value(w.trade) AS trade, any_value(w.group_word) AS group_word,
           any_value(b.bearers) AS bearers,
           coalesce(list(DISTINCT t.trait) FILTER (t.trait IS NOT NULL), []) AS traits, min(w.n) AS n
    FROM id_word w JOIN id_brand b ON b.brand = w.brand LEFT JOIN id_trait t ON t.n = w.n
    WHERE w.family = 'actor' GROUP BY w.wording, w.code, w.key, w.zone),
small AS (SELECT * FROM one QUALIFY count(*) OVER (PARTITION BY brand) <= {_MOST_IN_BLOCK}),
pair AS (
    SELECT {_PARTS} AS names, {_REGION} AS region, {_CODE} AS code, {_KEY} AS "key", {_BRAND} AS brand,
           {NOT_COMPARED} AS fits, {_TRAIT} AS trait, {NOT_COMPARED} AS operator
    FROM small a JOIN small b ON a.brand = b.brand AND a.n < b.n ORDER BY hash(a.n, b.n) LIMIT {_MOST_PAIRS})
SELECT names, region, code, "key", brand, fits, trait, operator, count(*) AS pairs
FROM pair GROUP BY ALL ORDER BY ALL"""

# What a group as a whole is known by; most have one name.
KNOWN: Final = f"""
CREATE OR REPLACE TEMP TABLE id_known AS
WITH trait AS (SELECT s.grp, list(DISTINCT t.trait) AS traits FROM id_trait t JOIN id_state s USING (n) GROUP BY s.grp),
several AS (SELECT grp FROM id_unit GROUP BY grp HAVING count(*) > 1),
beside AS (
    SELECT u.grp, u.code, u.key, u.zone, u.place, u.kind, b.bearers, coalesce(t.traits, []) AS traits FROM id_unit u
    LEFT JOIN id_brand b ON b.brand = u.brand AND u.family = 'actor' LEFT JOIN trait t ON t.grp = u.grp)
SELECT grp, code, key, zone, place, {_HOME.format(zone="zone", kind="kind", place="place")} AS home, bearers, traits
FROM beside ANTI JOIN several USING (grp)
UNION ALL
SELECT grp, max(code), max(key), arg_max(zone, length(zone)), max(place),
       {_HOME.format(zone="arg_max(zone, length(zone))", kind="max(kind)", place="max(place)")}, max(bearers),
       any_value(traits)
FROM beside SEMI JOIN several USING (grp) GROUP BY grp"""
PROPOSED: Final = f"""
WITH p AS ({{query}})
SELECT p."left", p."right", p.rivals, {{names}} AS names, {_REGION} AS region, {_CODE} AS code, {_KEY} AS "key",
       {_BRAND} AS brand, {_FITS} AS fits, {_TRAIT} AS trait,
       {{operator}} AS operator
FROM p JOIN id_known a ON a.grp = p."left" JOIN id_known b ON b.grp = p."right" """
IDENTIFIED: Final = f"""
WITH p AS ({{query}})
SELECT p."left", p."right", p.rivals, {NOT_COMPARED} AS names, {NOT_COMPARED} AS region, {{code}} AS code,
       {{key}} AS "key", {NOT_COMPARED} AS brand, {NOT_COMPARED} AS fits, {NOT_COMPARED} AS trait,
       {NOT_COMPARED} AS operator FROM p"""
# Names asked of a register, beside those of its names that share a key with them (`index`).
ASKED: Final = f"""
SELECT p.asked, p.known, b.entity, {_PARTS} AS names, {_REGION} AS region, {_CODE} AS code, {NOT_COMPARED} AS "key",
       {_BRAND} AS brand, {NOT_COMPARED} AS fits, {NOT_COMPARED} AS trait, {NOT_COMPARED} AS operator
FROM (SELECT DISTINCT asked, known FROM ix_pair) p JOIN ix_asked a ON a.n = p.asked JOIN ix_known b ON b.n = p.known
ORDER BY p.asked, b.entity, p.known"""
HOME: Final = _HOME.format(zone="zone", kind="kind", place="place")


def levels_of(found: Mapping[str, Any]) -> Levels:
    """The features of pairs as a matrix, n x features, from the columns of a query above."""
    return np.stack([np.asarray(found[feature], np.int64) for feature in FEATURES], axis=1)
