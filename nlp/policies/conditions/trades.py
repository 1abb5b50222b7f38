"""What kind of firm may apply: size class, industry, and closed lists of fields of business."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from nlp.policies.found import Found
from nlp.policies.text.clauses import Clause, Piece, overlaps
from ontology.codes import industries
from ontology.eligibility.conditions import Kind, Operator, Value

_SIZES: Final = (
    (re.compile("(?<!其)中小微(?:工业|制造业?)?企业"), ("中型", "小型", "微型")),
    (re.compile("(?<!其)中小(?:工业|制造业?)?企业"), ("中型", "小型", "微型")),
    (re.compile("小微(?:工业|制造业?)?企业|小型微型企业|小型、微型企业|小型和微型企业"), ("小型", "微型")),
    (re.compile("大中型企业"), ("大型", "中型")),
    (re.compile("大型企业"), ("大型",)),
    (re.compile("中型企业"), ("中型",)),
    (re.compile("小型企业"), ("小型",)),
    (re.compile("微型企业"), ("微型",)),
)
_OTHER_WORD_BEFORE: Final = re.compile(
    '(?:专精特新[”"]?|创新型|科技型|成长型|优质|高新技术|服务|(?<=.)面向|带动|链接|(?<!规模)为|帮助|赋能|扶持)$'
)
_OTHER_WORD_AFTER: Final = re.compile(
    "(?:数字化|公共服务|服务(?!业)|局|发展|促进|司|处|转型|主管|管理|占|数量|[^，；。]{0,4}\\d+(?:家|户)|的服务|的收费|税收|普惠|贷款|融资|优惠|工作|梯度|特色|创新创业)"
)
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
_CATALOGUE: Final = re.compile(r"《(?P<name>[^《》]{2,40}?(?:领域|目录|名录|认定范围))(?:（[^）]*）)?》")
_LISTED: Final = re.compile(
    r"(?:所属(?:的)?(?:行业|领域|产业)(?:为|是|应为|须为|属于)|(?:属于|从事|聚焦|限于|符合|为|是|处于|在)(?:本市|我市|我省|本省|全市|全省|省内|市内)?(?:的)?)"
    r"(?P<list>[^，；。：《》（）]{2,80}?)(?:等)?(?P<count>[一二三四五六七八九十\d]+(?:个|大|类|条)?)?(?:试点|细分|重点|战略性新兴|主导|特色|优势|新兴)*(?:细分)?(?:行业|领域|产业(?:链|集群)?|方向|赛道)"
)
_LONGEST_FIELD: Final = 16  # characters of the name of a field
_OF_FIELD: Final = re.compile(
    "所属(?:的)?(?:行业|领域|产业)(?:为|是|应为|须为|属于)(?P<list>[^，；。：《》（）]{4,80})(?P<count>$)?"
)
_FIELDS_FIRST: Final = re.compile(
    r"(?:其中)?(?P<list>[一-龥]{2,8}(?:、(?:(?!等|行业|领域|产业)[一-龥]){2,8})+)(?P<noun>等?(?:新兴|重点|特色)?(?:行业|领域|产业链|产业))(?:企业)?"
    r"(?=(?:上年度|年)?(?:营业|销售|主营业务)?(?:收入|产值)|\d|可?放宽|可?降|不低于|达到|项目|投资)"
)
_BELONGS_TO: Final = re.compile("(?:产品|项目|企业|其中)?属于(?P<list>[^，；。：《》（）的]{2,40})的")
_OF_FIELDS: Final = re.compile(
    "(?:重点|支持|申报|产业|行业|技术|优先)[^，；。]{0,6}(?:领域|行业|产业|方向)(?:及产品|和产品|范围|包括)?[：:]?$"
)
_ONLY_NAMES: Final = re.compile("(?!.*等$)[^，；。、：]{2,20}(?:、[^，；。、：]{2,20}){2,}")
_TRADES_BELOW: Final = re.compile("(?:下列|以下|如下)[^，；。]{0,8}(?:行业|领域|产业)(?!的?条件)")
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
_NAME: Final = re.compile("[^，；。：]{2,24}")
_ROW: Final = 2  # names of industries in a row that need no 属于 before them
_MAIN: Final = re.compile(
    r"主营业务(?:为|是|属于|聚焦|集中在)(?P<name>[^，；。]{2,12}?)(?:领域|行业|产业)?(?:服务|产品|业务)?(?=$|[，；。])"
)
_NOT_ASKED: Final = re.compile("为主|兼顾|鼓励|支持方向|重点支持|重点面向|引导|优先|不低于|超过|增长")


def trades(clause: Clause) -> Iterator[Found]:
    """Size, industry and sector conditions of a clause."""
    yield from _sizes(clause)
    yield from _industries(clause)
    yield from _sectors(clause)


def closed_list(heading: str, piece: Piece) -> Found | None:
    """A list of fields that stands alone under its heading 支持领域; None where it is open, as with 等."""
    text = str(piece).rstrip("。；")
    if not _OF_FIELDS.search(heading) or not _ONLY_NAMES.fullmatch(text):
        return None
    values = tuple(filter(None, re.split("、|和(?=[^、]+$)|及(?=[^、]+$)", text)))
    return Found("sector", Operator.IN, values, piece.start, piece.start + len(text))


def row_of_trades(lead: str, items: Sequence[Piece], kind: Kind) -> Found | None:
    """A list of names below a lead that speaks of trades: 属于下列行业的，不适用：1.…；2.…; None for all else."""
    names = [str(one).strip("；。;") for one in items]
    if not _TRADES_BELOW.search(lead) or not names or not all(_NAME.fullmatch(name) for name in names):
        return None
    values = tuple(name for name in names if not re.search("其他|其它", name))
    field = "industry" if all(value.endswith("业") for value in values) else "sector"
    op = Operator.NOT_IN if kind is Kind.EXCLUSION else Operator.IN
    return Found(field, op, values, items[0].start, items[len(values) - 1].end, kind=kind)


def barred_trades(piece: Piece) -> Found | None:
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


def _sizes(clause: Clause) -> Iterator[Found]:
    piece = clause.piece
    passed: list[Piece] = []  # those of others, of whose words no shorter one counts
    for words, values in _SIZES:
        for match in words.finditer(piece.text, piece.start, piece.end):
            if not (_is_of_others(piece, match) or overlaps(match.span(), passed)):
                told = other_sizes(values) if piece.text[: match.start()].endswith("非") else values
                yield Found("size_class", Operator.IN, told, match.start(), match.end())
                return
            passed.append(Piece(piece.text, *match.span()))


def _is_of_others(piece: Piece, size: re.Match[str]) -> bool:
    """Whether a size is a part of another word, or that of firms that are helped: 面向中小企业, 中小企业主管部门."""
    before = _OTHER_WORD_BEFORE.search(piece.text, piece.start, size.start())
    return bool(before or _OTHER_WORD_AFTER.match(piece.text, size.end(), piece.end))


def other_sizes(values: Value) -> Value:
    """The size classes that are not named: 非大型企业."""
    assert isinstance(values, tuple)
    return tuple(one for one in ("大型", "中型", "小型", "微型") if one not in values)


def _industries(clause: Clause) -> Iterator[Found]:
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


def _sectors(clause: Clause) -> Iterator[Found]:
    piece = clause.piece
    first = _before_figure(piece)
    if first or _NOT_ASKED.search(re.sub("《[^》]*》", "", str(piece))):
        yield from [first] if first else []
        return
    found = _of_catalogue(piece) or _of_list(piece) or _of_row(piece)
    main = None if found else _MAIN.search(piece.text, piece.start, piece.end)
    if main:
        found = Found("sector", Operator.IN, (main["name"],), main.start(), main.end())
    if found:
        yield found


def _before_figure(piece: Piece) -> Found | None:
    """印染、纺织、化工行业营业收入15亿元以上: fields of which a figure is asked."""
    found = _FIELDS_FIRST.match(piece.text, piece.start, piece.end)
    values = tuple(re.split("、|和|及", found["list"])) if found else ()
    if not found or not all(map(_is_field, values)):
        return None
    return Found("sector", Operator.IN, values, piece.start, found.end("noun"))


def _of_catalogue(piece: Piece) -> Found | None:
    """What a catalogue holds: 属于《国家重点支持的高新技术领域》规定的范围."""
    found, text = _CATALOGUE.search(piece.text, piece.start, piece.end), str(piece)
    if not found or re.search("限制|淘汰|禁止", text):
        return None
    if not re.search("符合|属于|从事|范围|列入|落在|领域|之内", text):
        return None
    return Found("sector", Operator.IN, (found["name"],), found.start(), found.end())


def _of_list(piece: Piece) -> Found | None:
    """A closed list of fields: 属于光通信、高端纺织两条产业链."""
    span = piece.text, piece.start, piece.end
    listed = _LISTED.search(*span) or _OF_FIELD.search(*span)
    if not listed or "等" in piece.text[listed.end("list") : listed.end() + 1]:
        return None
    if listed["list"].endswith("、"):
        return None  # the row goes on behind a name that begins with 行业
    told = re.sub("之一的?$", "", re.sub('[“”"]', "", listed["list"]))
    values = tuple(filter(None, re.split("、|和|及|与|或者|或", told)))
    if not values or not all(map(_is_field, values)) or (len(values) == 1 and not listed["count"]):
        return None
    return Found("sector", Operator.IN, values, listed.start(), listed.end())


def _is_field(name: str) -> bool:
    short = 2 <= len(name) <= _LONGEST_FIELD
    return short and not name.endswith(("省", "市")) and not re.search("等|限制|淘汰|禁止|战略$|规划$|政策$", name)


def _of_row(piece: Piece) -> Found | None:
    """Fields in a row with no word for what they are: 属于工业软件、基础软件的."""
    found = _BELONGS_TO.fullmatch(piece.text, piece.start, piece.end)
    values = tuple(re.split("、|和|及|或者?", found["list"])) if found else ()
    if not found or len(values) < _ROW or re.search("企业|限制|淘汰|禁止|单位|类$|下列|以下", found["list"]):
        return None
    return Found("sector", Operator.IN, values, found.start("list"), found.end("list"))
