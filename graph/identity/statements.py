"""What a sentence states about names: X（简称“Y”）, X（原Y）, X更名为Y, X（证券代码：300459）.

Read around the record's own name, so that brackets inside names and other firms in the sentence do no harm. The
sentence is folded as names are, and all patterns run as SQL over the whole column. That a firm rents, buys, splits
from, or is a child of another states nothing about its name.
"""

from typing import Any, Final

from graph.identity.grammar.words import FORMS

_COMMA: Final = "\x02"  # stands for the comma inside an English name: Co., Ltd.
_HERE: Final = "\x01"  # stands for the record's own name inside its context
_NAME: Final = r"((?:[^,。;:、()]|\([^()]*\))+?)"
_START: Final = "(?:^|[,。;:、])"
_END: Final = r"(?:[,。;:、()]|$)"
_AFTER: Final = r"(?:[,。;:、)]|$)"  # a bracket belongs to the name: 样例（集团）有限公司
_NOTE: Final = r"(?:\([^()]*\))?"
_BECOME_END: Final = rf"(?:{_AFTER}|的(?:公告|通知|函|批复|说明|决定|复函))"
_INSIDE: Final = r"(?:[^()]|\([^()]*\))"

# Words between a name and another name of the same thing.
_ALSO: Final = (
    "(?:(?:以下|下文|后文|文中|本文|后|对外|业内|业界|习惯|统一|均|也|亦|又|常|或|英文|中文|证券|股票|公司|企业|品牌)*"
    "(?:简称|下称|以下称|合称|统称|通称|俗称|习惯称|业内称|业界称|又称|又名|也称|亦称|也叫|别名|别称|缩写|全称|英文名称|英文名|中文名称"
    "|中文名|外文名|品牌名称|品牌名|名为)|(?:企业|公司|单位)?(?:曾用名称|曾用名|曾用|曾名|历史名称|原名称|原名|旧称|旧名|前称)"
    "|(?:更名|变更)前(?:名称|为)?|前身(?:系|为|是)?|原(?:企业|公司|单位)名称|(?:企业|公司)原名|原称|原为|原|即)"
)
# Words between a name and the one that came after it.
_NOW: Final = "(?:现名称|现名|现称|现更名为|已更名为|现已更名为|更名为|现为)"
_IS: Final = "(?:(?:为|是|系)?:?(?:本?公司[、或和])?)"
# Words between a name and what became of it; another firm in between would be the one that is renamed.
_ADVERB: Final = (
    "(?:现|已|公司|企业|公司名称|企业名称|,|完成[^,。]{0,8}(?:改制|股改|变更|登记)|经[^,。]{0,12},|以[^,。]{0,12},|于[^,。]{0,12}?"
    "|[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?)*[^,。;:()、的与和由将把司厂院所团店]{0,12}?"
)
_BECAME: Final = (
    "(?:(?:变更|更改)(?:企业|公司|单位)?名称为|名称变更[为:]|更名为|更名|改名为|更改为|易名为|整体变更设立|变更设立为|变更设立|变更为"
    "|改制设立为|改制为|改制变更为|改组设立为|改组为|改制更名为|改称)"
)
_CAME_FROM: Final = "(?:整体变更|整体改制|更名|改制|改组|改名|变更)(?:而来|而成|设立|成立|组建)"

# 于2021年3月完成更名，原名称为: no other firm in between.
_DONE: Final = "(?:[^,。;:、()的与和由将把司厂院所团店]{0,16}(?:更名|改名|名称变更))?"

# What stands between the two names, and after the second: the second is an earlier or another name of the first,
_LINKS: Final = (
    (rf"{_NOTE}{_DONE}(?:,|的|,其|其)?{_ALSO}{_IS}", _END),
    (rf"{_NOTE}{_DONE}(?:,|的|,其|其)?{_ALSO}{_IS}", _AFTER),
    ("指", _AFTER),
    (r"\([0-9年月日]*(?:系由|是由|由)", rf"(?:{_CAME_FROM}|整体变更|更名|改名|改制)(?:为现名)?\)"),
    ("(?:系由|是由|系|是|由)", _CAME_FROM),
)
# or the one that came after it.
_OF_ITSELF: Final = "(?:^|[^由])"  # 中标人由X变更为Y: another firm in its place
_LATER: Final = (
    ("", rf"{_NOTE}(?:,|的|,其|其)?{_NOW}{_IS}", _AFTER),
    ("", rf"\((?:[0-9年月日后于]|现已)*(?:{_BECAME}|{_NOW}{_IS}|现)", r"\)"),
    (_OF_ITSELF, rf"{_NOTE}{_ADVERB}{_BECAME}", _BECOME_END),
)
# What follows the second name: 格力集团 is 珠海格力集团有限公司的简称.
_NAME_OF: Final = "(?:系|是|为)", "的?(?:简称|缩写|曾用名|旧称|旧名|原名|前身|英文名|英文名称|品牌|别称|俗称)"
_LISTED_AS: Final = (
    "(?:证券|股票)简称[:为是]?",
    "(?:,(?:证券|股票)代码[:为是]?[0-9a-z.]+)?,(?:公司|企业)?(?:全称|名称)[:为是]?",
)
_TITLE: Final = "的?(?:企业|公司|单位)?(?:名称)?"
_RENAMED: Final = (
    ("名称由", "(?:变更|更名|改|更改)为"),
    ("由", "(?:更名|改名|易名|整体变更|改制)为"),
    (rf"变更前{_TITLE}[:为]", rf"[,;。、]变更后{_TITLE}[:为]"),
)

# `alias`: the record owns the other name; `named`: the other name is the one that the record's belongs to.
_PATTERNS: Final = (
    *(("alias", f"{_HERE}{link}{_NAME}{end}") for link, end in _LINKS),
    *(("named", f"{_START}{_NAME}{link}{_HERE}{end}") for link, end in _LINKS),
    *(("named", f"{before}{_HERE}{link}{_NAME}{end}") for before, link, end in _LATER),
    *(("alias", f"{_START}{_NAME}{link}{_HERE}{end}") for _, link, end in _LATER),
    *(("alias", f"{start}{_NAME}{became}{_HERE}{_END}") for start, became in _RENAMED),
    *(("named", f"{start}{_HERE}{became}{_NAME}{_END}") for start, became in _RENAMED),
    ("named", f"{_HERE}{_NAME_OF[0]}{_NAME}{_NAME_OF[1]}"),
    ("alias", f"{_START}{_NAME}{_NAME_OF[0]}{_HERE}{_NAME_OF[1]}"),
    ("alias", f"{_LISTED_AS[0]}{_NAME}{_LISTED_AS[1]}{_HERE}"),
    ("named", f"{_LISTED_AS[0]}{_HERE}{_LISTED_AS[1]}{_NAME}{_END}"),
    ("named", rf"{_START}{_NAME}\((?:{_INSIDE}*?[,;、])?{_ALSO}{_IS}{_HERE}[,;、或)]"),
)
_BRACKET: Final = rf"{_HERE}\(({_INSIDE}+)\)"
# Two plates of one body, 两个牌子: a body in brackets after a body. Of firms it may be a partner or a parent.
_BODY: Final = "(研究院|研究所|大学|学院|委员会|局|厅|医院|学校|实验室|中心)"
_NOT_A_NAME: Final = "^(与|和|及|原|由|系|经)|的|等$|合作|承租|依托|共建|筹"
_LATIN: Final = f"^[a-z][a-z0-9 .,&+(){_COMMA}-]*$"
_LISTING: Final = "^(sh|sz|bj|hk)[.:]?[0-9]+$"  # a share's number is no English name

_EXCHANGE: Final = "(?:sh|sz|bj|沪市|深市|沪|深|上交所|深交所|北交所|上证|深证|科创板|创业板|主板)"
_CODE: Final = rf"(?:(?:a股|b股|上市公司)?(?:证券|股票|公司)?(?:代码)?[:为是]?{_EXCHANGE}?[:.]?)"
_CALLED: Final = "(?:公司|证券|股票)?(?:名称|简称|全称)?[:为是]?"
_TAIL: Final = r"(?:\.(?:sh|sz|ss|bj))?"
_STOCKS: Final = (
    rf"{_HERE}\((?:{_INSIDE}*?[,;、])?{_CODE}([0-9]{{6}}){_TAIL}(?:[,;、]{_INSIDE}*)?\)",
    rf"{_HERE}(?:的|,|,其)?(?:证券|股票|公司)?代码[:为是]?([0-9]{{6}})",
    rf"代码[:为是]?([0-9]{{6}}){_TAIL}(?:,(?:证券|股票)?简称[:为是]?[^,。;]{{1,8}})?,?{_CALLED}{_HERE}",
    rf"(?:^|[,。;:、])([0-9]{{6}}){_TAIL}{_HERE}",
    rf"^{_HERE}([0-9]{{6}}){_TAIL}$",
)

_MARKED: Final = f"""
CREATE OR REPLACE TEMP TABLE id_marked AS
SELECT n, folded, regexp_replace(marked, ',( ?(?:ltd|inc|llc)\\b)', '{_COMMA}\\1', 'g') AS marked
FROM (SELECT n, folded, replace(said, folded, '{_HERE}') AS marked FROM records
      WHERE said <> '' AND folded <> '' AND contains(said, folded))"""

_BRACKETS: Final = f"""
CREATE OR REPLACE TEMP TABLE id_bracket AS
SELECT n, folded, content,
       unnest(string_split(regexp_replace(content, '[,、;](\\p{{Han}})', '；\\1', 'g'), '；')) AS part
FROM (SELECT n, folded, regexp_extract(marked, '{_BRACKET}', 1) AS content FROM id_marked
      WHERE regexp_matches(marked, '{_BRACKET}'))"""

# 为 and 系 behind 简称 may begin the name (系统) or not: both readings, of which one is nobody's name.
_IN_BRACKETS: Final = f"""
SELECT n, 'alias' AS how, regexp_replace(part, '^{_ALSO}:?', '') AS other FROM id_bracket
WHERE regexp_matches(part, '^{_ALSO}:?.')
UNION ALL SELECT n, 'alias', regexp_replace(part, '^{_ALSO}{_IS}', '') FROM id_bracket
WHERE regexp_matches(part, '^{_ALSO}{_IS}..')
UNION ALL SELECT n, 'alias', part FROM id_bracket WHERE regexp_matches(content, '^(曾用名|曾用名称|原名|原名称)')
UNION ALL SELECT DISTINCT n, 'alias', part FROM id_bracket
          WHERE regexp_matches(part, '{_LATIN}') AND NOT regexp_matches(part, '{_LISTING}')
UNION ALL SELECT n, 'alias', part FROM id_bracket
WHERE regexp_matches(part, '{_BODY}$') AND regexp_matches(folded, '{_BODY}$')
      AND NOT regexp_matches(part, '{_NOT_A_NAME}')"""

# 样例机电（杭州样例机电有限公司）: a part of the whole name beside it; of a group its member may be told.
_WHOLE: Final = f"({FORMS})$"


def _is_part(short: str, whole: str) -> str:
    return f"""length({short}) >= 3 AND contains({whole}, {short}) AND regexp_matches({whole}, '{_WHOLE}')
      AND NOT regexp_matches({short}, '{_WHOLE}') AND (NOT ends_with({short}, '集团')
      OR ends_with({whole}, concat({short}, '有限公司')) OR ends_with({whole}, concat({short}, '股份有限公司')))"""


_BEFORE: Final = rf"{_START}{_NAME}\({_HERE}\)"
_AHEAD: Final = f"SELECT n, folded, regexp_extract(marked, '{_BEFORE}', 1) AS before FROM id_marked"
_PART: Final = f"""
SELECT n, 'alias' AS how, content AS other FROM id_bracket WHERE {_is_part("content", "folded")}
UNION ALL SELECT n, 'named', content FROM id_bracket WHERE {_is_part("folded", "content")}
UNION ALL SELECT n, 'alias', before FROM ({_AHEAD}) WHERE {_is_part("before", "folded")}
UNION ALL SELECT n, 'named', before FROM ({_AHEAD}) WHERE {_is_part("folded", "before")}"""

# HERE alone in brackets after another name: an English name, or the other plate of a body.
_OUTSIDE: Final = f"""
SELECT n, 'named' AS how, regexp_extract(marked, '{_BEFORE}', 1) AS other FROM id_marked
WHERE regexp_matches(marked, '{_BEFORE}') AND (regexp_matches(folded, '{_LATIN}') OR (regexp_matches(folded, '{_BODY}$')
      AND regexp_matches(regexp_extract(marked, '{_BEFORE}', 1), '{_BODY}$')))"""
# In the name itself: 样例科技有限公司（原样例机械厂）.
_NOTED: Final = rf"(?:公司|集团|厂|院|所|中心|大学)\({_ALSO}[为是系]?:?([^()]{{2,}})\)$"
_IN_NAME: Final = f"""
SELECT n, 'alias' AS how, regexp_extract(folded, '{_NOTED}', 1) AS other FROM records
WHERE regexp_matches(folded, '{_NOTED}')"""


def _found(how: str, pattern: str) -> str:
    return f"""
SELECT n, '{how}' AS how, regexp_extract(marked, '{pattern}', 1) AS other
FROM id_marked WHERE regexp_matches(marked, '{pattern}')"""


STATED: Final = " UNION ALL ".join([*(_found(*one) for one in _PATTERNS), _IN_BRACKETS, _OUTSIDE, _IN_NAME, _PART])
# A code that stands in the name itself: 格力电器（000651.SZ）.
_OWN_CODE: Final = rf"\((?:{_EXCHANGE}[:.]?)?([0-9]{{6}}){_TAIL}\)$"
_STOCK: Final = f"""
SELECT n, 'stock_code:' || regexp_extract(folded, '{_OWN_CODE}', 1) AS key FROM records
WHERE regexp_matches(folded, '{_OWN_CODE}') UNION ALL """ + " UNION ALL ".join(
    f"SELECT n, 'stock_code:' || regexp_extract(marked, '{pattern}', 1) AS key FROM id_marked "
    f"WHERE regexp_matches(marked, '{pattern}')"
    for pattern in _STOCKS
)


# What may stand before a name without a comma: 昨日, 中标人.
_LEAD: Final = (
    "^(?:昨日|今日|近日|日前|因|鉴于|由于|关于|记者获悉|据悉|合同|[甲乙丙]方|(?:中标|投标|招标|采购|申请|申报|专利权|承包|供应|受让|出让"
    "|承租|委托|建设|施工)(?:人|方|单位|商|企业)|供应商|承包商|企业|公司|前身|原|名称|[:为])+"
)
_LED: Final = f"""
SELECT n, how, led FROM (SELECT *, regexp_replace(other, '{_LEAD}', '') AS led FROM id_told)
WHERE other NOT IN (SELECT folded FROM records) AND led IN (SELECT folded FROM records)"""


def read_statements(connection: Any) -> None:
    """Fill `stated` (n, how, other; names folded) and `stock` (n, key).

    Needs table `records`: n, folded (the name) and said (the sentence, folded).
    """
    connection.execute(_MARKED)
    connection.execute(_BRACKETS)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE id_told AS SELECT DISTINCT n, how, other, folded FROM ({STATED}) "
        f"JOIN records USING (n) WHERE other <> '' AND other <> '{_HERE}'"
    )
    plain = f"replace(regexp_replace(other, '或(本)?(公司|集团)$', ''), '{_HERE}', folded)"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE stated AS SELECT DISTINCT n, how, replace({plain}, '{_COMMA}', ',') AS other "
        f"FROM id_told UNION {_LED}"
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE stock AS SELECT DISTINCT * FROM ({_STOCK})")
