"""Bounds that no digit tells: 拥有自主知识产权 is one at least, AA级及以上 the second level, 通过贯标 the first."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.policies.conditions.periods import period_of_event, period_of_figure, years_named
from nlp.policies.found import Found
from nlp.policies.text.clauses import Clause
from ontology.eligibility.conditions import Operator
from ontology.values.numerals import whole_number

_COUNTED: Final = (
    (
        "ip_total",
        "件",
        re.compile(
            r"(?:拥有|具有|取得|获得|形成|具备)[^，；。]{0,24}?(?:自主)?知识产权(?!优势|示范|管理|保护|质押|贯标|运营|服务|创造|运用|意识|战略|工作)|知识产权(?!优势|示范|管理)[^。；]{0,60}?(?:所有权|所有)|知识产权[^，。；]{0,6}[由归][^，；。]{0,8}(?:拥有|享有)"
        ),
    ),
    (
        "standards",
        "项",
        re.compile(
            r"(?:主导|牵头|参与|主持|制定|制修订|起草)[^，；。]{0,24}?标准(?!化)(?:的?(?:制定|制修订|起草|编制|修订))?"
        ),
    ),
)
_OWN: Final = "(?:已经?|取得|获得?|拥有|具有|持有|或者?|、|和|及)[^，；。\\d]{0,12}?"
_GRANTED: Final = (
    (
        "other_ip",
        re.compile(_OWN + "(?P<what>(?:计算机)?(?:软件著作权|实用新型专利?|外观设计专利?))(?:登记|证书|授权)+"),
    ),
    ("invention_patents", re.compile(_OWN + "(?P<what>发明专利)(?:授权|证书)+")),
)
_IP: Final = frozenset({"ip_total", "invention_patents", "class1_ip", "other_ip", "granted_ip"})
_LEVELLED: Final = (
    ("iim_level", re.compile("两化融合")),
    ("cmmm_level", re.compile("智能制造(?:能力)?成熟度|CMMM")),
    ("digital_level", re.compile("数字化(?:转型)?(?:水平|能力|程度)")),
)
_LEVEL: Final = re.compile(r"(?P<a>A{1,5})级?|(?P<n>[一二三四五1-5])级")
_ASSESSED: Final = re.compile("通过(?P<a>A)?(?P<n>[一二三四五1-5])级(?:及以上)?(?:评估|评定)")
_GRADE: Final = re.compile("(?P<a>A{1,5})级?")
_RECENT: Final = re.compile(
    r"(?:(?:近|最近|(?:申报|申请)(?:之日|日|时)?(?:起)?前)[一二两三四五\d]年(?:以?内)?|[一二两三四五\d]年[以之]?内)[^，；。]{0,10}?(?:研制|研发成功|首次销售|首销|开发完成|投放市场|登记)"
)
_GROWN: Final = {
    "profit_growth": re.compile("利润[^，；。]{0,16}?正增长"),
    "revenue_growth": re.compile("(?:收入|营收|销售额|产值)(?:(?!利润)[^，；。]){0,16}?正增长"),
}
_MORE_AGAIN: Final = re.compile("(?:较|比|同比|保持|实现)[^，；。]{0,8}正增长")
_PASSED: Final = re.compile("贯标|通过|评定证书|认定")


def implied(clause: Clause, told: Sequence[Found]) -> Iterator[Found]:
    """Bounds of a clause that are worded without a number.

    Args:
        clause: where they are looked for.
        told: what was found of the clause by its numbers.
    """
    piece = clause.piece
    fields = {one.field for one in told}
    for field, unit, words in _COUNTED:
        match = words.search(piece.text, piece.start, clause.reach[1])
        if match and match.start() < piece.end and not _is_counted(field, fields):
            period = period_of_event(str(piece), clause.words) if field == "standards" else ""
            yield Found(field, Operator.AT_LEAST, 1.0, match.start(), match.end(), unit=unit, period=period)
    if not fields & _GROWN.keys():
        yield from _growing(clause)
    if not fields & _IP:
        yield from _granted(clause)
    if "product_age" not in fields:
        yield from _recent_product(clause)
    if "cmmm_level" not in fields:
        yield from _level_again(clause)
    for field, words in _LEVELLED:
        match = words.search(piece.text, piece.start, piece.end)
        if match and field not in fields:
            yield from _level(field, clause, match.start())


def _growing(clause: Clause) -> Iterator[Found]:
    """产值较上年度正增长 is a growth above nothing."""
    piece = clause.piece
    for field, words in _GROWN.items():
        match = words.search(piece.text, piece.start, piece.end) or _again(clause, field)
        if match:
            before, after = piece.text[piece.start : match.end()], piece.text[match.end() : piece.end]
            period = period_of_figure(before, after, clause.words)
            yield Found(field, Operator.MORE, 0.0, match.start(), match.end(), unit="%", period=period)


def _again(clause: Clause, field: str) -> re.Match[str] | None:
    """并较上年正增长, of what the sentence named last."""
    match = _MORE_AGAIN.search(clause.piece.text, clause.piece.start, clause.piece.end)
    said = re.findall("收入|营收|产值|销售额|利润", clause.piece.text[clause.reach[0] : match.start()]) if match else []
    of = "profit_growth" if said and said[-1] == "利润" else "revenue_growth"
    return match if said and of == field else None


def _granted(clause: Clause) -> Iterator[Found]:
    """已取得软件著作权登记证书 is one at least."""
    piece = clause.piece
    for field, words in _GRANTED:
        match = words.search(piece.text, piece.start, piece.end)
        if match:
            yield Found(field, Operator.AT_LEAST, 1.0, match.start("what"), match.end(), unit="件")


def _recent_product(clause: Clause) -> Iterator[Found]:
    """近三年内研制完成的产品 is three years old at most."""
    piece = clause.piece
    match = _RECENT.search(piece.text, piece.start, piece.end)
    years = years_named(match.group()) if match else None
    if match and years and any(re.search("产品|装备|部件|软件", told) for told in (str(piece), *clause.words)):
        yield Found("product_age", Operator.AT_MOST, float(years), match.start(), match.end(), unit="年")


def _is_counted(field: str, fields: set[str]) -> bool:
    return field in fields or (field == "ip_total" and bool(fields & {"invention_patents", "class1_ip", "other_ip"}))


def _level_again(clause: Clause) -> Iterator[Found]:
    """通过三级评估 behind what speaks of the maturity of manufacturing."""
    piece = clause.piece
    found = _ASSESSED.search(piece.text, piece.start, piece.end)
    said = any(re.search("智能制造(?:能力)?成熟度|CMMM", told) for told in clause.words)
    if found and said and not re.search("两化融合|数字化", str(piece)):
        yield Found("cmmm_level", Operator.AT_LEAST, float(_steps(found)), found.start(), found.end(), unit="级")


def _level(field: str, clause: Clause, start: int) -> Iterator[Found]:
    piece = clause.piece
    found = (_GRADE if field == "iim_level" else _LEVEL).search(piece.text, start, piece.end)
    if found:
        yield Found(field, Operator.AT_LEAST, float(_steps(found)), start, found.end(), unit="级")
    elif field == "iim_level" and _PASSED.search(str(piece)):
        yield Found(field, Operator.AT_LEAST, 1.0, start, start + len("两化融合"), unit="级")


def _steps(found: re.Match[str]) -> int:
    if found["a"]:
        return len(found["a"])
    return whole_number(found["n"]) or 1
