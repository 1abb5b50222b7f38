"""What the columns of an unknown table may be: guessed from the words of the header, proven on the values.

A column is what its header says only if most of its filled cells pass; without a telling header the values alone
can show a code, a firm, a place, a day or a number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from ingest.converters import convert_text
from ingest.row_chunk import RowChunk
from ingest.table_shape import ROW

_MOST: Final = 0.6  # share of filled cells that must be of a kind: real columns are dirty
_NEARLY_ALL: Final = 0.8  # the same where only the values speak
_LISTED: Final = 0.1  # share of cells with a list mark from which a column is taken to hold lists
_NAMED: Final = "公司|集团|厂|院|所|中心|局|委|大学|合作社|银行|基金|协会|联盟|店|部|处|办公室|政府|股份|企业|资本|投资"
_FIRMS: Final = r"(公司|集团|厂|企业|合伙）?|股份)(（[^（）]*）|\([^()]*\))?$"
_NO_DATA: Final = r"序号|编号|电话|手机|邮编|邮箱|传真|联系人|网址|id$|注册号|登记号|phone|email|^no\.?$"
_SPACED: Final = r"\p{Han}\s+\p{Han}"  # names of several in one cell
_CODED: Final = r"(代码|编码|code)$"  # such a column holds no names, whatever else its header says


@dataclass(frozen=True, slots=True)
class Role:
    """What a column may be: words in its header, and the converter that most of its cells must pass."""

    name: str
    header: str
    kind: str
    is_once: bool


@cache
def roles() -> tuple[Role, ...]:
    """What a column may be, in the order in which it is tried; from `column_roles.tsv`."""
    text = Path(__file__).with_name("column_roles.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Role(name, header, kind, once == "once") for name, header, kind, once in lines)


_DATES: Final = r"日期|时间|年月|date|_on$|_at$"


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for."""

    column: str
    role: str  # a role above, `date`, `number`, `name`, or empty
    kind: str  # converter that reads its cells


def guess_columns(chunk: RowChunk) -> list[Guess]:
    """What each column of a chunk of rows is taken for, in their order."""
    guesses: list[Guess] = []
    for column in chunk.rows.column_names:
        if column != ROW:
            guesses.append(_guess(column, chunk.text(column), {guess.role for guess in guesses}))
    if not any(guess.role in MAKERS for guess in guesses):
        guesses = _with_a_firm(guesses, chunk)
    if any(guess.role == "firm" for guess in guesses):
        guesses = [Guess(one.column, "alias", "text") if _is_second_name(one) else one for one in guesses]
    return guesses if any(guess.role in SUBJECTS for guess in guesses) else _with_a_name(_without_stocks(guesses))


def _is_second_name(guess: Guess) -> bool:
    """A column called a name beside the one of firms is what they are known by."""
    return not guess.role and guess.column in ("名称", "名字", "name")


def _without_stocks(guesses: Sequence[Guess]) -> list[Guess]:
    """Six digits are a stock code only beside a firm; else they are the table's own code."""
    return [Guess(one.column, "own_code", "text") if one.role == "stock_code" else one for one in guesses]


# Who or what a row is about, the first of these that a table has.
MAKERS: Final = ("firm", "supplier", "owner", "investor")
SUBJECTS: Final = ("policy", *MAKERS, "project")


def _guess(column: str, text: pa.Array, taken: set[str]) -> Guess:
    filled = text.filter(pc.not_equal(text, ""))
    for role in roles():
        if role.is_once and role.name in taken:
            continue
        if _speaks_of(role, column) and fits(role.kind, filled):
            return Guess(column, role.name, _kind(role, filled))
    if re.search(_NO_DATA, column, re.IGNORECASE):
        return Guess(column, "", "text")
    return _guess_by_values(column, filled) if len(filled) else Guess(column, "", "text")


def _speaks_of(role: Role, column: str) -> bool:
    named = role.kind in ("text", "named") and not role.name.endswith("_code")
    coded = named and re.search(_CODED, column, re.IGNORECASE)
    return not coded and bool(re.search(role.header, column, re.IGNORECASE))


def _kind(role: Role, filled: pa.Array) -> str:
    if role.name in ("product", "alias", "award", "field") and _holds_lists(filled):
        return "list"
    if role.kind == "named" and _share(pc.match_substring_regex(filled, _SPACED)) > _LISTED:
        return "spaced_list"
    return "text" if role.kind == "named" else role.kind


def _guess_by_values(column: str, filled: pa.Array) -> Guess:
    if fits("code", filled):
        return Guess(column, "code", "code")
    if re.search(_DATES, column, re.IGNORECASE) and fits("date", filled):
        return Guess(column, "date", "date")
    if fits("number", filled):
        label = re.search(r"代码|号$|code|lat|lng|lon|经度|纬度", column, re.IGNORECASE)
        return Guess(column, "" if label else "number", "number")
    if fits("region", filled, _NEARLY_ALL):
        return Guess(column, "region", "region")
    return Guess(column, "", "text")


def fits(kind: str, filled: pa.Array, least: float = _MOST) -> bool:
    """Whether at least this share of the filled cells can be read as the kind."""
    if kind == "text":
        return True
    if not len(filled):
        return True  # nothing speaks against what the header says
    if kind == "named":
        return _share(pc.match_substring_regex(filled, _NAMED)) >= least / 2 or _share(_looks_named(filled)) >= least
    return _share(pc.is_valid(convert_text(kind, filled).values)) >= least


def _looks_named(filled: pa.Array) -> pa.Array:
    """Names of firms may be short, such as 台泥; units of measure and numbers are no names."""
    unit = pc.match_substring_regex(filled, r"^([万亿千百]?(元|美元|吨|台|套|个|件|人|家|%|平方米)|[\d.,%-]+)$")
    return pc.invert(unit)


def are_firms(chunk: RowChunk, column: str) -> bool:
    """Whether most cells of a column are names of firms by their form."""
    text = chunk.text(column)
    filled = text.filter(pc.not_equal(text, ""))
    return bool(len(filled)) and _share(pc.match_substring_regex(filled, _FIRMS)) >= _MOST


def _share(flags: pa.Array) -> float:
    """Share of true ones, 0 of none."""
    return float(pc.mean(flags.cast(pa.float64())).as_py() or 0.0)


def _holds_lists(filled: pa.Array) -> bool:
    return bool(len(filled)) and _share(pc.match_substring_regex(filled, "[、；;|]")) > _LISTED


def _with_a_firm(guesses: list[Guess], chunk: RowChunk) -> list[Guess]:
    """Without a header that says so, the first column whose cells are names of firms holds the firms."""
    free = [guess for guess in guesses if guess.role in ("", "alias") and are_firms(chunk, guess.column)]
    return [Guess(one.column, "firm", "text") if free and one is free[0] else one for one in guesses]


def _with_a_name(guesses: Sequence[Guess]) -> list[Guess]:
    """Without anybody, the first column called a name, or the first of text, names the thing of a row."""
    free = [guess for guess in guesses if not guess.role and guess.kind == "text"]
    named = [guess for guess in free if re.search(r"名称|name|^名$", guess.column, re.IGNORECASE)]
    known = [guess for guess in guesses if guess.role in ("product", "patent", "solution", "region")]
    chosen = (named or known or free or list(guesses))[0]
    return [Guess(one.column, "name", one.kind) if one is chosen else one for one in guesses]
