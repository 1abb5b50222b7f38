"""Industries of firms that may, or may not, apply: by their names in the national classification, or as people say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from nlp.policies.found import Found
from nlp.policies.text.clauses import Clause, Piece, overlaps
from ontology.codes import industries
from ontology.eligibility.conditions import Operator

_INDUSTRIES: Final = (
    (
        "信息传输、软件和信息技术服务业",
        re.compile(
            "属于软件业|软件和信息(?:技术)?服务(?:业)?企业|软件(?:类|和[^，；。]{1,6}类)?企业|(?<!软件和)信息技术服务业?企业|(?<!工业)软件类(?!产品)|软件和信息技术服务业|软件业企业|信息传输、软件和信息技术服务业"
        ),
    ),
    ("装备制造业", re.compile("装备制造(?:业)?企业|装备制造业")),
    (
        "制造业",
        re.compile(
            "(?<!型)(?<!先进)制造业?(?:中小微?|小微|大中型|民营|规上)?企业|制造型企业|(?:属于|行业为|从事)制造业(?!核心|关键|重点|基础|与|高质量|转型|数字化|单项)|(?<!先进)制造业(?:独立)?(?:法人|单位|项目)"
        ),
    ),
    (
        "工业",
        re.compile(
            "(?:规模以上|规上|限上)?(?:民营)?(?:小微|中小|中小微|大型|骨干)?工业(?:法人)?企业|工业领域|工业类|从事工业生产"
        ),
    ),
    ("生产性服务业", re.compile("生产性服务业(?:企业)?(?!的(?:部分|收入)|收入)")),
    ("建筑业", re.compile("建筑(?:业)?企业")),
    ("批发和零售业", re.compile("批发和零售(?:业)?企业|商贸(?:流通)?企业")),
)
_SERVED_BEFORE: Final = re.compile("服务型?$|服务(?!业)[^，；。]{0,4}$|连接[^，；。]{0,4}$|赋能|.面向|带动")
_BELONGS: Final = re.compile(
    "(?:所属(?:国民经济)?行业(?:门类)?(?:为|是|属于|应为)?|属于|行业(?:为|是|属于|限于)|从事|限于)(?:国民经济行业(?:分类)?(?:中的?)?)?"
)
_DENIED: Final = re.compile("(?:不|非|未)(?:得|能|可|应)?$")
_BARRED: Final = re.compile(
    r"(?:属于|从事|主营业务为)?(?P<names>[^，；。的]{1,14}?(?<!企)业(?:(?:、|和|及|与|或者?)[^，；。的、]{1,14}?(?<!企)业)*)(?:等)?(?:类|行业)?(?:的)?(?:企业|项目|领域|单位|$)"
)
_FIRMS_IN_A_ROW: Final = re.compile(
    r"(?P<names>(?!上述|以上|该|本|其他)[一-龥]{2,8}?(?<!型)企业(?:(?:、|和|及|或者?)[一-龥]{2,8}?(?<!型)企业)+)(?:$|不|，|暂|的?$)"
)
_KINDS_IN_A_ROW: Final = re.compile(
    "(?:但)?(?P<names>[一-龥]{2,5}(?:(?:、|和|及)[一-龥]{2,5})*)(?:类(?:企业|项目|行业)|行业|领域|(?<!类)企业(?=除外))(?:企业|项目)?(?:$|不|，|暂|的?$|除外)"
)
_ABOVE_SCALE: Final = re.compile("(?:规模以上|规上|限额以上)(?P<name>[一-龥]{2,10}业)(?:企业|法人)")
_ROW_GOES_ON: Final = re.compile("、|和|及|与|或者?|以及")
_SAID_OF: Final = re.compile("(?:规模以上|规上|限上)[^，；。、]{0,6}$")
_ROW: Final = 2  # names of industries in a row that need no 属于 before them


def industries_of(clause: Clause) -> Iterator[Found]:
    """The industries that a clause asks for, those in one row as one condition."""
    piece = clause.piece
    if re.search("为主|兼顾|重点面向|鼓励", str(piece)):
        return
    named = _standard_names(clause)
    if named:
        yield from (named if piece.start <= named[0].start < piece.end else ())
        return
    taken: list[Found] = []
    for name, words in _INDUSTRIES:
        match = words.search(piece.text, piece.start, piece.end)
        served = match and _SERVED_BEFORE.search(piece.text[piece.start : match.start()])
        if match and not served and not overlaps(match.span(), taken):
            taken.append(Found("industry", Operator.IN, (name,), match.start(), match.end()))
    if not taken and (other := _ABOVE_SCALE.search(piece.text, piece.start, piece.end)):
        taken.append(Found("industry", Operator.IN, (other["name"],), other.start(), other.end()))
    yield from _named_together(piece.text, sorted(taken, key=lambda one: one.start))


def _named_together(text: str, named: Sequence[Found]) -> list[Found]:
    """规上工业企业、建筑企业或软件企业: those in one row are one condition, but for one that more is said of."""
    told: list[Found] = []
    for one in named:
        last = told[-1] if told else None
        if last and _ROW_GOES_ON.fullmatch(text, last.end, one.start) and not _SAID_OF.search(text[: last.end]):
            assert isinstance(last.value, tuple)
            assert isinstance(one.value, tuple)
            told[-1] = replace(last, value=(*last.value, *one.value), end=one.end)
        else:
            told.append(one)
    return told


def _standard_names(clause: Clause) -> list[Found]:
    """Industries by their names in the national classification, in a row: 属于工业，科学研究和技术服务业."""
    start, end = clause.reach
    text = clause.piece.text
    lead = _BELONGS.search(text, start, end)
    begins = lead.end() if lead else clause.piece.start
    names, at = [], begins
    while (found := _standard_name().match(text, at, end)) is not None:
        names.append(found["name"])
        at = found.end()
    if len(names) < (1 if lead else _ROW) or not _closes(text[at : at + 2]):
        return []
    op = Operator.NOT_IN if _DENIED.search(text, clause.piece.start, lead.start() if lead else begins) else Operator.IN
    return [Found("industry", op, tuple(names), lead.start() if lead else begins, at)]


def _closes(after: str) -> bool:
    """Whether a row of names ends here: 制造业企业 does, 制造业数字化 is another word."""
    return not after or after[0] in "，；。、（ \n的企等中内不" or after in {"领域", "行业", "门类", "大类"}


@cache
def _standard_name() -> re.Pattern[str]:
    names = {one.name for one in industries() if one.level in {"section", "division"}} | {"工业"}
    longest = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(f"[“”，、或者和及与\\s]*(?P<name>{longest})(?:企业)?")


def barred_industries(piece: Piece) -> Found | None:
    """Trades of which no firm may apply, by the names that the text gives them: 两高一剩行业企业."""
    after = str(piece).rfind("：") + 1
    piece = Piece(piece.text, piece.start + after, piece.end)
    found = _BARRED.match(str(piece))
    if not found:
        return _barred_firms(piece)
    values = tuple(re.split("(?<=业)(?:、|和|及|与|或者?)", found["names"]))
    if any(len(value) < 2 or re.match("下列|以下|上述|其他|该|本", value) for value in values):
        return None
    return Found("industry", Operator.IN, values, piece.start, piece.start + found.end())


def _barred_firms(piece: Piece) -> Found | None:
    """房地产企业、类金融企业: kinds of firm in a row, by what they do."""
    found = _FIRMS_IN_A_ROW.match(str(piece)) or _KINDS_IN_A_ROW.match(str(piece))
    if not found:
        return None
    values = tuple(_as_standard(one.removesuffix("企业")) for one in re.split("、|和|及|或者?", found["names"]))
    return Found("industry", Operator.IN, values, piece.start, piece.start + found.end("names"))


def _as_standard(name: str) -> str:
    """A trade by its name in the national classification, where it lacks but 业: 金融, 房地产."""
    return f"{name}业" if _standard_name().fullmatch(f"{name}业") else name
