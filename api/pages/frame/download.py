"""Tables and figures of a page as files: `NAME.csv`, `NAME.xlsx`, `NAME.svg`, `NAME.html`.

A PNG is made of the SVG by the browser (`static/picture.js`), which has the reader's fonts.
"""

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from fastapi.responses import Response

from api.pages.frame.cells import Plain
from api.pages.frame.figures import Figure, figure_page
from api.pages.frame.language import Language, half, say
from api.pages.frame.sheets import Sheet
from ontology.errors import NotFound
from ontology.schema import MARK_SHORT

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet reckons a text that begins so


class UnknownDownload(NotFound):
    """A page was asked for a table or figure that it does not have."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"本页没有可下载的 {wanted!r} · this page has no {wanted!r} to download")


def download_of(wanted: str, context: Mapping[str, Any], language: Language) -> Response:
    """The file a page was asked for.

    Args:
        wanted: name of a table with .csv or .xlsx, or of a figure with .svg or .html.
        context: of the page, with `sheets` and `figures`.
        language: of heads and titles.

    Raises:
        UnknownDownload: the page has none of this name and kind.
    """
    name, _, suffix = wanted.rpartition(".")
    sheets: Mapping[str, Sheet] = context.get("sheets", {})
    figures: Mapping[str, Figure] = context.get("figures", {})
    if name in sheets and suffix in _TABLES:
        media, make = _TABLES[suffix]
        return _file(sheets[name].title, suffix, media, make(sheets[name], language))
    if name in figures and suffix in {"svg", "html"}:
        return _figure(figures[name], suffix, sheets, language)
    raise UnknownDownload(wanted)


def _figure(figure: Figure, suffix: str, sheets: Mapping[str, Sheet], language: Language) -> Response:
    if suffix == "svg":
        return _file(figure.title, suffix, "image/svg+xml", figure.alone.encode())
    text = figure_page(figure, sheets.get(figure.sheet), language)
    return _file(figure.title, suffix, "text/html; charset=utf-8", text.encode())


def _file(title: str, suffix: str, media: str, content: bytes) -> Response:
    name = quote(f"{title}.{suffix}".replace("/", "-"))
    return Response(content, media_type=media, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})


def _csv(sheet: Sheet, language: Language) -> bytes:
    """UTF-8 with a mark at its head, by which spreadsheets know it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([[_harmless(cell) for cell in row] for row in _grid(sheet, language)])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(sheet: Sheet, language: Language) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(say(language, sheet.title)[:31].translate(str.maketrans("[]:*?/\\", "·······")))
    for row in _grid(sheet, language):
        page.append([_harmless(cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _grid(sheet: Sheet, language: Language) -> list[list[Plain]]:
    """Head and rows; where the table is marked, a column says so in each row, which nobody cuts off by chance."""
    head: list[Plain] = [say(language, column.head) for column in sheet.columns]
    if not sheet.marked:
        return [head, *sheet.plain_rows()]
    mark = half(language, MARK_SHORT)
    return [[*head, say(language, "标记")], *([*row, mark] for row in sheet.plain_rows())]


def _harmless(cell: Plain) -> Plain:
    """A text that a spreadsheet will not reckon; one that is only a sign, as `-`, stays."""
    return f"'{cell}" if isinstance(cell, str) and len(cell) > 1 and cell.startswith(_FORMULA) else cell


_TABLES: Final[Mapping[str, tuple[str, Callable[[Sheet, Language], bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": (_XLSX, _xlsx),
}
