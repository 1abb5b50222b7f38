"""The grammar of a firm's or organisation's name, as SQL over all distinct names at once.

A name is read as place + core, and the core as stem + legal form: 浙江省·金科文化产业·股份有限公司. What is writing
and not identity is taken out first: role notes, brackets, cut-off legal forms, Arabic or Chinese ordinals.
Names of other classes are compared as they are folded.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import pyarrow as pa

from ontology.values.names import fold
from ontology.values.regions import Region, region_names

# Pattern and replacement, in this order; RE2 syntax. Folded names have round brackets and no blanks.
_WRITING: Final = (
    (r"^(\(?[0-9]{1,3}[.、)]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、)", ""),
    (r"\((牵头|联合|联合体|成员|公章|盖章|签章|印章|签字|章|本级|排名不分先后|甲方|乙方|承办|主办)[^()]*\)$", ""),
    (r"^[·,，.。、;；:：*#-]+|[·,，.。、;；:：*#-]+$", ""),
    (r"[()]", ""),
    (r"(股份公司|股份有限公|股份有限|股份有)$", "股份有限公司"),
    (r"(有限责任公|有限责任|有限责)$", "有限责任公司"),
    (r"(有限公|有限)$", "有限公司"),
    (r"(^|[^0-9])1([0-9])($|[^0-9])", r"\1十\2\3"),
    (r"(^|[^0-9])([2-9])([0-9])($|[^0-9])", r"\1\2十\3\4"),
    (r"十0", "十"),
)
FORMS: Final = "股份有限公司|有限责任公司|有限公司"
# What is left when a place is not a prefix but the very name: 南京大学, 上海银行, 浙江省人民政府.
_NOT_A_CORE: Final = (
    r"^(大学|学院|师范|理工|工业大学|科技大学|财经|农业大学|医科|中医药|银行|医院|中学|小学|人民|市|省|区|县|路|集团"
    r"|股份|控股|有限|公司|分公司|分行|支行|办事处|供电|电力公司|新区|高新区|经济|开发区|自由贸易|国际机场|大桥)"
)
_DIGITS: Final = "translate({}, '0123456789', '零一二三四五六七八九')"


def _written(column: str) -> str:
    """SQL for a folded name without what is only writing."""
    for pattern, replacement in _WRITING:
        column = f"regexp_replace({column}, '{pattern}', '{replacement}')"
        if pattern == "[()]":
            column = f"{column[:-1]}, 'g')"
    return _DIGITS.format(column)


# Latin names: case is folded already, points and commas mean nothing.
_NORMAL: Final = f"""
CASE WHEN NOT regexp_matches(folded, '\\p{{Han}}') THEN regexp_replace(folded, '[^a-z0-9]+', '', 'g')
     ELSE {_written("folded")} END"""

_NORMALISED: Final = f"""
CREATE OR REPLACE TEMP TABLE id_normal AS
SELECT family, folded, CASE WHEN family = 'actor' THEN {_NORMAL} ELSE folded END AS normal
FROM (SELECT DISTINCT family, folded FROM id_mention
      UNION SELECT DISTINCT 'actor', folded FROM id_statement
      UNION SELECT DISTINCT 'actor', owner_folded FROM id_statement WHERE owner_folded <> '')"""

# The longest place a text begins with; a place may be followed by a smaller one inside it.
_BEGINS: Final = f"""
SELECT t.text, arg_max(p.prefix, length(p.text)) AS prefix, max(length(p.text)) AS size
FROM (SELECT text, inside, unnest(range(2, 12)) AS size FROM ({{texts}})) t
JOIN id_place p ON p.text = left(t.text, t.size) AND length(t.text) - t.size >= 3
     AND starts_with(p.prefix, t.inside)
     AND NOT regexp_matches(substr(t.text, t.size::BIGINT + 1), '{_NOT_A_CORE}')
GROUP BY t.text"""

_WHOLE_NAMES: Final = "SELECT DISTINCT normal AS text, '' AS inside FROM id_normal WHERE family = 'actor'"
_PLACED: Final = f"""
CREATE OR REPLACE TEMP TABLE id_placed AS
WITH first AS ({_BEGINS.format(texts=_WHOLE_NAMES)}),
rest AS (SELECT text, prefix, substr(text, size + 1) AS core FROM first),
second AS ({_BEGINS.format(texts="SELECT DISTINCT core AS text, prefix AS inside FROM rest")})
SELECT r.text AS normal, coalesce(s.prefix, r.prefix) AS place,
       CASE WHEN s.size IS NULL THEN r.core ELSE substr(r.core, s.size + 1) END AS core
FROM rest r LEFT JOIN second s ON s.text = r.core AND starts_with(s.prefix, r.prefix)"""

_PARSED: Final = f"""
CREATE OR REPLACE TEMP TABLE id_name AS
SELECT n.family, n.folded, n.normal, coalesce(p.place, '') AS place, coalesce(p.core, n.normal) AS core,
       concat(p.place, '|', coalesce(p.core, n.normal)) AS wording,
       regexp_replace(coalesce(p.core, n.normal), '({FORMS}|公司)$', '') AS stem,
       CASE WHEN n.family = 'actor'
            THEN regexp_extract(n.normal, '({FORMS}|公司)$', 1) ELSE '' END AS form
FROM id_normal n LEFT JOIN id_placed p ON p.normal = n.normal AND n.family = 'actor'"""


def parse_names(connection: Any) -> None:
    """Fill `id_name` (family, folded, normal, place, core, wording, stem, form) for all names in use."""
    connection.register("id_place", _places())
    for statement in (_NORMALISED, _PLACED, _PARSED):
        connection.execute(statement)
    connection.unregister("id_place")


@cache
def _places() -> pa.Table:
    """Region names that may begin a firm's name, with the code digits that tell the region: 浙江 33, 杭州 3301."""
    rows = dict(_prefixes(region_names()))
    return pa.table({"text": list(rows), "prefix": list(rows.values())}, schema=_PLACE_COLUMNS)


_PLACE_COLUMNS: Final = pa.schema([("text", pa.string()), ("prefix", pa.string())])


def _prefixes(names: Mapping[str, tuple[Region, ...]]) -> Iterator[tuple[str, str]]:
    for text, meant in names.items():
        found = sorted((place_digits(region), region.name == text) for region in meant if region.code)
        usable = [digits for digits, whole in found if digits and (len(digits) < 6 or whole)]
        if len(text) > 1 and usable:
            yield fold(text), usable[0]


def place_digits(region: Region) -> str:
    """`33` for a province, `3301` for a city, six digits for a county; empty for the country."""
    return "" if region.level == "country" else region.code.removesuffix("00").removesuffix("00")


def zone_sql(column: str) -> str:
    """SQL for the code digits of a `reg:` id in `column`, as `place_digits`; empty for the country and for zones."""
    digits = f"regexp_replace(regexp_replace(substr({column}, 5), '^100000$', ''), '(00){{1,2}}$', '')"
    return f"CASE WHEN regexp_matches({column}, '^reg:[0-9]{{6}}$') THEN {digits} ELSE '' END"
