"""Fields of business that firms must be in: closed lists, and what a catalogue holds."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.policies.found import Found
from nlp.policies.text.clauses import Clause, Piece
from ontology.eligibility.conditions import Kind, Operator

_CATALOGUE: Final = re.compile(r"《(?P<name>[^《》]{2,40}?(?:领域|目录|名录|认定范围))(?:（[^）]*）)?》")
_LISTED: Final = re.compile(
    r"(?:所属(?:的)?(?:行业|领域|产业)(?:为|是|应为|须为|属于)|(?:属于|从事|聚焦|限于|符合|为|是|处于|在)(?:本市|我市|我省|本省|全市|全省|省内|市内)?(?:的)?)"
    r"(?P<list>[^，；。：《》（）]{2,80}?)(?:等)?(?P<count>[一二两三四五六七八九十\d]+(?:个|大|类|条)?)?(?:试点|细分|重点|战略性新兴|主导|特色|优势|新兴)*(?:细分)?(?:行业|领域|产业(?:链|集群)?|方向|赛道)"
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
_NAME: Final = re.compile("[^，；。：]{2,24}")
_ROW: Final = 2  # fields that are a row
_MAIN: Final = re.compile(
    r"主营业务(?:为|是|属于|聚焦|集中在)(?P<name>[^，；。]{2,12}?)(?:领域|行业|产业)?(?:服务|产品|业务)?(?=$|[，；。])"
)
_NOT_ASKED: Final = re.compile("为主|兼顾|鼓励|支持方向|重点支持|重点面向|引导|优先|不低于|超过|增长")


def sectors(clause: Clause) -> Iterator[Found]:
    """The fields that a clause asks for; none where it only prefers them."""
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
