"""What a cell means: a converter turns a column of text into values, and says which cells it could not turn.

    text number ratio date first_day last_day year code region address firm_name list spaced_list stock_code status

An empty cell, or one that only says that nothing is known (`-`, 无, 未知), converts to null and is not a fault.
Values that repeat are converted once a distinct text, numbers and codes as whole columns.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from ontology.schema import Lifecycle
from ontology.values import credit_code
from ontology.values.dates import date_column, parse_date, parse_period
from ontology.values.quantities import number_column
from ontology.values.regions import find_region, region_at_start, region_of_firm

# cells that say that there is nothing to say
_NOTHING: Final = (
    r"(?i)^(?:[-—–―/\\.。*]{1,6}|无|暂无|没有|未知|不详|(?:未披露|未公开|不公开)(?:机构|投资方|投资者|企业|单位)?|未填写|待定|空"
    r"|null|none|nan|nat|n/?a|#n/a|&nbsp;)$"
)
_SHORT: Final = 6  # characters: no wording of nothing is longer
_OPEN: Final = "^(长期|永久|至今|今|无固定期限|无限期|不限|现在|-+至今)$"  # an end that is none
_LIST_MARKS: Final = r"[、，,；;|/／\n]+"
_STOCK: Final = re.compile(r"(?:SH|SZ|BJ)?[.:]?(\d{6})(?:[.:](?:SH|SS|SZ|BJ|XSHG|XSHE))?", re.IGNORECASE)
_YEAR: Final = re.compile(r"((?:18|19|20|21)\d\d)(?:\.0+)?(?:年度?)?")

_TRADE_ZONE: Final = re.compile(r"^中国[（(](.+?)[)）](?=自由贸易)")  # 中国（上海）自由贸易试验区 lies in 上海

_AT_WORK: Final = (
    "存续", "在业", "在营", "在册", "开业", "正常", "营业中", "运营中", "仍注册",
    "已投产", "投产", "试生产", "量产", "生产中", "active",
)  # fmt: skip
_OVER: Final = (
    "注销", "已注销", "吊销", "已吊销", "营业执照被吊销", "撤销", "除名", "解散",
    "停业", "已停业", "歇业", "已歇业", "停产", "已停产", "永久停", "停止",
    "迁出", "已迁出", "迁往", "外迁", "关闭", "已关闭", "责令关闭", "清算", "破产", "已破产", "closed",
)  # fmt: skip
_COMING: Final = ("拟建", "在建", "建设中", "筹建", "筹备", "拟投产", "待投产", "未投产", "未开工", "规划", "planned")

# what registers write, by the beginning of the cell, such as 存续（在营、开业、在册）; 非正常 begins with none of them
_LIFECYCLES: Final = MappingProxyType(
    {
        **dict.fromkeys(_AT_WORK, Lifecycle.ACTIVE),
        **dict.fromkeys(_OVER, Lifecycle.CLOSED),
        **dict.fromkeys(_COMING, Lifecycle.PLANNED),
    }
)


@dataclass(frozen=True, slots=True)
class Converted:
    """A column of values, null where there is none, and which cells hold something that is not of the kind."""

    values: pa.Array
    bad: pa.Array  # booleans


def clean_text(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Cells without blanks around them; empty where a cell only says that nothing is known."""
    plain = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    trimmed = pc.utf8_trim_whitespace(plain)
    short = pc.less_equal(pc.utf8_length(trimmed), _SHORT)
    if not pc.any(short).as_py():
        return trimmed
    says = pc.replace_substring_regex(trimmed.filter(short), _NOTHING, "")
    return pc.replace_with_mask(trimmed, short, says)


def convert_column(kind: str, column: pa.Array | pa.ChunkedArray) -> Converted:
    """The values of a column of text.

    Args:
        kind: a name in `CONVERTERS`.
        column: n strings.

    Returns:
        n values of the kind's type: text, code, region (`reg:` id), stock_code, status (Lifecycle value) as strings,
        number and ratio as float64, year as int32, date as date32, list as lists of strings.
    """
    return convert_text(kind, clean_text(column))


def convert_text(kind: str, text: pa.Array) -> Converted:
    """`convert_column` for cells that `clean_text` has been over."""
    values = CONVERTERS[kind](text)
    if kind == "firm_name":  # most names that begin with no region are right as they are
        return Converted(values, pc.less(pc.binary_length(text), 0))
    bad = pc.and_(pc.not_equal(text, ""), pc.is_null(values))
    if kind == "last_day":
        bad = pc.and_(bad, pc.invert(pc.match_substring_regex(text, _OPEN)))
    return Converted(values, bad)


def convert(kind: str, text: str) -> Any:
    """The value of one cell, None where it has none: `convert("ratio", "31%") == 0.31`."""
    return convert_column(kind, pa.array([text], pa.string())).values[0].as_py()


def as_text(values: pa.Array) -> pa.Array:
    """Values as the text that attributes hold: dates as ISO 8601, whole numbers without a point, null as empty."""
    return pc.fill_null(values.cast(pa.string()), "")


def _each_once(text: pa.Array, parse: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """Parse every distinct text once."""
    coded = text.dictionary_encode()
    values = pa.array([parse(cell) if cell else None for cell in coded.dictionary.to_pylist()], kind)
    return values.take(coded.indices)


def _text_values(text: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _ratio_values(text: pa.Array) -> pa.Array:
    """Shares of a whole: 0.31 or 31 %. A number outside 0..1 is no share: nothing is guessed from 31."""
    numbers = number_column(text)
    fits = pc.and_(pc.greater_equal(numbers, 0.0), pc.less_equal(numbers, 1.0))
    return pc.if_else(fits, numbers, pa.scalar(None, pa.float64()))


def _code_values(text: pa.Array) -> pa.Array:
    return _text_values(credit_code.issued_column(text))


def parse_year(text: str) -> int | None:
    """The year a cell states: `2023`, `2023年`, or the year of a date in it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _YEAR.fullmatch(plain)
    if found:
        return int(found[1])
    day = parse_date(plain)
    return day.year if day else None


def parse_stock_code(text: str) -> str | None:
    """Six digits, exchange dropped: `600373`, `600373.SH`, `SZ000719`."""
    found = _STOCK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return found[1] if found else None


def parse_status(text: str) -> str | None:
    """The Lifecycle value that a register's wording stands for, by its beginning."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    return next((state.value for word, state in _LIFECYCLES.items() if plain.startswith(word)), None)


def parse_list(text: str) -> list[str] | None:
    """The items of a cell, in their order, each once: `减速器、伺服电机`; also a JSON array of text."""
    items: list[Any] = re.split(_LIST_MARKS, text)
    if text.startswith("["):
        try:
            items = json.loads(text)
        except ValueError:
            items = re.split(_LIST_MARKS, text.strip("[]"))
    plain = clean_text(pa.array([str(item) for item in items], pa.string())).to_pylist()
    return list(dict.fromkeys(item for item in plain if item)) or None


@lru_cache(maxsize=65_536)
def _parse_region(text: str) -> str | None:
    region = find_region(text)
    return region.id if region else None


def parse_spaced_list(text: str) -> list[str] | None:
    """The items of a cell in which blanks part names, too: `甲投资 乙资本`. Latin words stay together."""
    return parse_list(re.sub(r"(?<![A-Za-z0-9.&,])\s+|\s+(?![A-Za-z0-9&])", "、", text))


def _first_day(text: str) -> date | None:
    period = parse_period(text)
    return period.start if period else None


def _last_day(text: str) -> date | None:
    period = parse_period(text)
    return period.end if period else None


def _day_values(text: pa.Array, parse: Callable[[str], date | None]) -> pa.Array:
    """Days as a column where the cells hold days, the ends of other periods once a distinct text."""
    days = date_column(text)
    others = pc.if_else(pc.is_null(days), text, "")
    return pc.coalesce(days, _each_once(others, parse, pa.date32()))


def _parse_address(text: str) -> str | None:
    """The region an address begins with, the smallest that is named without doubt."""
    plain = _TRADE_ZONE.sub(r"\1", re.sub(r"\s", "", text))
    region, _ = region_at_start(plain)
    return region.id if region else None


def _parse_firm_name(text: str) -> str | None:
    """The region that a firm's registered name tells."""
    region = region_of_firm(text)
    return region.id if region else None


CONVERTERS: Final = MappingProxyType[str, Callable[[pa.Array], pa.Array]](
    {
        "text": _text_values,
        "number": number_column,
        "ratio": _ratio_values,
        "date": date_column,
        "first_day": partial(_day_values, parse=_first_day),
        "last_day": partial(_day_values, parse=_last_day),
        "year": partial(_each_once, parse=parse_year, kind=pa.int32()),
        "code": _code_values,
        "region": partial(_each_once, parse=_parse_region, kind=pa.string()),
        "address": partial(_each_once, parse=_parse_address, kind=pa.string()),
        "firm_name": partial(_each_once, parse=_parse_firm_name, kind=pa.string()),
        "list": partial(_each_once, parse=parse_list, kind=pa.list_(pa.string())),
        "spaced_list": partial(_each_once, parse=parse_spaced_list, kind=pa.list_(pa.string())),
        "stock_code": partial(_each_once, parse=parse_stock_code, kind=pa.string()),
        "status": partial(_each_once, parse=parse_status, kind=pa.string()),
    }
)
