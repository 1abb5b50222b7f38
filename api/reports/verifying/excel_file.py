"""A workbook as a reader sees it: each cell with its number as it is shown and as it is."""

import base64
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from api.reports.excel import CARRIED
from api.reports.verifying.pieces import IMAGE, Piece, Seen
from ontology.errors import BadPack, NoPack

_MOST: Final = 512 << 20  # bytes that a file may unpack to
_LETTERS: Final = re.compile(r"<a:t[^>]*>([^<]+)</a:t>")


def read_excel(content: bytes, name: str) -> Seen:
    """The pieces and the pack of an .xlsx file. Raises BadPack where it cannot be read, NoPack where it has none."""
    try:
        check_size(content, name)
        book = load_workbook(io.BytesIO(content))
        drawn = tuple(_drawn(content))
    except (
        InvalidFileException, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, ParseError, OSError,
    ) as problem:  # fmt: skip
        raise BadPack(f"{name}：{problem}") from problem
    if CARRIED not in book.sheetnames:
        raise NoPack(name)
    pack = "".join(str(row[0].value or "") for row in book[CARRIED].iter_rows(max_col=1))
    pieces = [piece for sheet in book.worksheets if sheet.title != CARRIED for piece in _sheet(sheet)]
    pieces += [Piece("文件属性", "标题", text) for text in (book.properties.title, book.properties.description) if text]
    return Seen((*pieces, *drawn), base64.b64decode(pack, validate=True))


def _sheet(sheet: Any) -> Iterator[Piece]:
    yield Piece(f"表“{sheet.title}”", "表名", f"{sheet.title}{'' if sheet.sheet_state == 'visible' else '（隐藏）'}")
    yield from (
        Piece(f"表“{sheet.title}”", f"第 {at} 行", "隐藏") for at, one in sheet.row_dimensions.items() if one.hidden
    )
    yield from (
        Piece(f"表“{sheet.title}”", f"{at} 列", "隐藏") for at, one in sheet.column_dimensions.items() if one.hidden
    )
    yield from (Piece(f"表“{sheet.title}”", str(one.sqref), "条件格式") for one in sheet.conditional_formatting)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield Piece(f"表“{sheet.title}”", cell.coordinate, _shown(cell))
            if cell.comment is not None:
                yield Piece(f"表“{sheet.title}”", f"{cell.coordinate} 批注", cell.comment.text)
    for side in ("oddHeader", "oddFooter"):
        for place in ("left", "center", "right"):
            if text := getattr(getattr(sheet, side), place).text:
                yield Piece(f"表“{sheet.title}”", "页眉页脚", text)


def _shown(cell: Any) -> str:
    """A number as it is shown; where its shown digits are not all of it, with what it is."""
    value, form = cell.value, cell.number_format
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    shown = f"{value:.0%}" if form == "0%" else f"{value:.{len(form.partition('.')[2])}f}"
    if form not in {"0", "0.0", "0.00", "0%"}:
        return f"{value!r}（格式 {form}）"
    exact = round(value, 2 if form == "0%" else len(form.partition(".")[2])) == value
    return shown if exact else f"{shown}（实为 {value!r}）"


def check_size(content: bytes, name: str) -> None:
    """Raises BadPack for a workbook that unpacks to more than a report can be."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(one.file_size for one in archive.infolist()) > _MOST:
            raise BadPack(f"{name} 展开后过大 · too large")


def _drawn(content: bytes) -> Iterator[Piece]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for path in sorted(archive.namelist()):
            if path.startswith(("xl/media/", "xl/charts/", "xl/embeddings/")):
                yield Piece(IMAGE, path, hashlib.sha256(archive.read(path)).hexdigest())
            elif path.startswith("xl/drawings/") and path.endswith(".xml"):
                yield from (Piece("图形文字", path, text) for text in _LETTERS.findall(archive.read(path).decode()))
