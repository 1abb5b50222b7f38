"""A first mapping card for a table nobody has described yet, from its header and its values.

A draft is a proposal: it says in comments what it saw, and a person reads it before use.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import yaml

from ingest.converters import convert_text
from ingest.row_chunk import RowChunk
from ingest.table_shape import ROW
from ingest.tables import read_chunks
from ontology.schema import EntityClass, SourceKind

_LOOKED_AT: Final = 2_000  # rows
_MOST: Final = 0.6  # share of filled cells that must be of a kind: real columns are dirty
_LISTED: Final = 0.1  # share of cells with a list mark from which a column is taken to hold lists
_HEADER: Final = re.compile(r"(?P<period>\d{4}年?)?(?P<name>.+?)(?:[（(](?P<unit>[^（）()]+)[）)])?")


@dataclass(frozen=True, slots=True)
class _Role:
    """What a column may be: words in its header, and the converter its cells must pass."""

    name: str
    header: str
    kind: str = "text"


# The first role that fits a column is taken; each of the first group is taken once.
_ROLES: Final = (
    _Role("code", r"信用代码|credit_?code|uscc", "code"),
    _Role("stock_code", r"(股票|证券)代码|stock_?code|ticker", "stock_code"),
    _Role("stock_code", r"^(?!.*(行政|行业|区划|邮)).*(代码|code)$", "stock_code"),
    _Role("share", r"占比|比重|份额|share$|ratio$", "ratio"),
    _Role("alias", r"简称|曾用名|别名|品牌|商号|short_?name|alias"),
    _Role("product", r"产品|服务内容|product"),
    _Role("industry", r"行业名称|所属行业|行业类别|行业门类|^行业$|industry(_name)?$"),
    _Role("address", r"地址|住所|address", "address"),
    _Role("region", r"省|市|区|县|地区|辖区|所在地|region|city|province", "region"),
    _Role("status", r"状态|status", "status"),
    _Role("firm", r"(企业|公司|单位|机构|厂商|供应商|主体)(名称|全称)|^(企业|公司|单位)$|full_?name|company(_name)?$"),
)
_ONCE: Final = frozenset({"share", "code", "stock_code", "firm", "industry", "address", "region", "status"})


@dataclass(frozen=True, slots=True)
class _Guess:
    column: str
    role: str  # a role above, `date`, `number`, `name`, or empty
    kind: str


def draft_card(path: Path) -> str:
    """The text of a mapping card for a table file.

    Columns are guessed from the words of the header, converters by trying them on the first 2,000 rows.

    Raises:
        BadTable: the file is no table.
    """
    chunk = _first_rows(path)
    guesses = _guess(chunk)
    table = {"file": path.name, "things": _things(guesses), "facts": _facts(guesses), "observations": _numbers(guesses)}
    source = {"name": path.name.partition(".")[0], "publisher": "", "licence": "", "kind": "registry"}
    card = {"source": source, "tables": [{key: part for key, part in table.items() if part}]}
    body = yaml.safe_dump(card, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    return _heading(path, len(chunk), guesses) + body


def _heading(path: Path, rows: int, guesses: Sequence[_Guess]) -> str:
    unused = "、".join(guess.column for guess in guesses if not guess.role) or "无"
    lines = (
        f"根据 {path.name} 的表头和前 {rows} 行拟出，请核对后使用 · drafted from header and values: read it before use",
        "请补上发布单位、许可与来源类别 · add publisher, licence and kind of source:",
        f"  kind: {' '.join(kind.value for kind in SourceKind)}",
        f"没有用到的列 · columns not used：{unused}",
    )
    return "".join(f"# {line}\n" for line in lines)


def _first_rows(path: Path) -> RowChunk:
    first = next(read_chunks(path))
    return RowChunk(first.rows.slice(0, _LOOKED_AT).combine_chunks(), path.name)


def _guess(chunk: RowChunk) -> list[_Guess]:
    guesses: list[_Guess] = []
    for column in chunk.rows.column_names:
        if column != ROW:
            taken = {guess.role for guess in guesses} & _ONCE
            guesses.append(_guess_column(column, chunk.text(column), taken))
    if not any(guess.role == "firm" for guess in guesses):
        guesses = _with_a_name(guesses)
    return guesses


def _guess_column(column: str, text: pa.Array, taken: set[str]) -> _Guess:
    filled = text.filter(pc.not_equal(text, ""))
    for role in _ROLES:
        if role.name not in taken and re.search(role.header, column, re.IGNORECASE) and _fits(role.kind, filled):
            kind = "list" if role.name in ("product", "alias") and _holds_lists(filled) else role.kind
            return _Guess(column, role.name, kind)
    if "code" not in taken and len(filled) and _fits("code", filled):
        return _Guess(column, "code", "code")
    if re.search(r"日期|时间|date|_on$", column, re.IGNORECASE) and _fits("date", filled):
        return _Guess(column, "date", "date")
    if not _fits("number", filled):
        return _Guess(column, "", "text")
    label = re.search(r"代码|编号|序号|电话|邮编|id$|code|phone", column, re.IGNORECASE)
    return _Guess(column, "" if label else "number", "number")


def _fits(kind: str, filled: pa.Array) -> bool:
    if kind == "text" or not len(filled):
        return kind == "text"
    good = pc.sum(pc.is_valid(convert_text(kind, filled).values).cast(pa.int64())).as_py()
    return bool(good >= _MOST * len(filled))


def _holds_lists(filled: pa.Array) -> bool:
    marked = pc.sum(pc.match_substring_regex(filled, "[、；;|]").cast(pa.int64())).as_py() or 0
    return bool(marked > _LISTED * len(filled))


def _with_a_name(guesses: list[_Guess]) -> list[_Guess]:
    """Without a column of firms, the first column called a name, or the first of text, names the thing of a row."""
    free = [guess for guess in guesses if not guess.role and guess.kind == "text"] or guesses[:1]
    chosen = next((guess for guess in free if re.search(r"名称|name", guess.column, re.IGNORECASE)), free[0])
    return [_Guess(guess.column, "name", "text") if guess is chosen else guess for guess in guesses]


def _of(guesses: Sequence[_Guess], *roles: str) -> list[_Guess]:
    return [guess for guess in guesses if guess.role in roles]


def _cell(guess: _Guess) -> str | dict[str, str]:
    return guess.column if guess.kind == "text" else {"column": guess.column, "as": guess.kind}


def _things(guesses: Sequence[_Guess]) -> dict[str, dict[str, Any]]:
    """The firm of a row, or what else it names, then its products and its industry."""
    subject = _of(guesses, "firm") or _of(guesses, "name")
    cls = EntityClass.ENTERPRISE if subject[0].role == "firm" else EntityClass.TECHNOLOGY
    things = {"subject": {"class": cls.value, "name": subject[0].column, **_described(guesses)}}
    if subject[0].role == "firm":
        for place, product in enumerate(_of(guesses, "product"), start=1):
            things[f"product_{place}"] = {"class": EntityClass.TECHNOLOGY.value, "name": _cell(product)}
        for industry in _of(guesses, "industry"):
            things["industry"] = {"class": EntityClass.INDUSTRY.value, "name": industry.column}
    return things


def _described(guesses: Sequence[_Guess]) -> dict[str, Any]:
    """What the row says of its subject beside the name; parts that are empty are left out."""
    places = _of(guesses, "region") or _of(guesses, "address")
    properties = {_property_name(guess): _cell(guess) for guess in _of(guesses, "date", "status")}
    parts: dict[str, Any] = {
        "aliases": [_cell(guess) for guess in _of(guesses, "alias")],
        "code": next((guess.column for guess in _of(guesses, "code")), ""),
        "keys": {guess.role: guess.column for guess in _of(guesses, "stock_code")},
        "region": next(({"column": guess.column, "as": guess.kind} for guess in places), {}),
        "properties": properties,
    }
    return {name: part for name, part in parts.items() if part}


def _property_name(guess: _Guess) -> str:
    if guess.role == "status":
        return "status"
    return "founded" if re.search(r"成立|注册|设立|founded|established", guess.column, re.IGNORECASE) else guess.column


def _facts(guesses: Sequence[_Guess]) -> list[dict[str, Any]]:
    """The firm produces its products, with their share where one column tells it, and is of its industry."""
    things = _things(guesses)
    shares = {"properties": {guess.role: _cell(guess) for guess in _of(guesses, "share")}}
    facts: list[dict[str, Any]] = []
    for name in things:
        if name == "industry":
            facts.append({"subject": "subject", "relation": "part_of", "object": name})
        elif name != "subject":
            more = shares if shares["properties"] and len(_of(guesses, "product")) == 1 else {}
            facts.append({"subject": "subject", "relation": "produces", "object": name, **more})
    return facts


def _numbers(guesses: Sequence[_Guess]) -> list[dict[str, str]]:
    """Numbers with the unit and the period that the header gives: `2024年产值（万元）`."""
    found = []
    for guess in _of(guesses, "number"):
        said = _HEADER.fullmatch(guess.column)
        parts = {name: part or "" for name, part in said.groupdict().items()} if said else {"name": guess.column}
        told = {"about": "subject", "indicator": parts.pop("name"), "value": guess.column, **parts}
        found.append({name: part for name, part in told.items() if part})
    return found
