"""A list as a table of a Word document: thin lines, a head that is repeated on each page."""

from collections.abc import Sequence

from docx.document import Document

from api.reports.paper import Cell, Column, Figure, Table
from api.reports.word.looks import WIDTH
from api.reports.word.notes import RAISED, References
from api.reports.word.xml import piece, text_run

_TWIPS = 56.7  # a millimetre


def add_table(document: Document, table: Table, references: References, *, named: bool) -> None:
    """The visible rows, or a sentence that says that there is none; its name above it where no heading says it."""
    if not table.rows:
        document.add_paragraph(f"{table.empty}。")
        return
    if table.left:
        document.add_paragraph(table.left, style="小字")
    if named:
        document.add_paragraph(table.name, style="表题")
    at = [place for place, column in enumerate(table.columns) if column.width]
    columns = [table.columns[place] for place in at]
    widths = _widths(columns)
    rows = [_row([row[place] for place in at], widths, references) for row in table.visible]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = document.element.body
    body.insert(
        len(body) - 1,
        piece(f"<w:tbl>{_LOOK}<w:tblGrid>{grid}</w:tblGrid>{_head(columns, widths)}{''.join(rows)}</w:tbl>"),
    )
    document.add_paragraph(style="注文")


_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LOOK = (
    f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)


def _widths(columns: Sequence[Column]) -> list[int]:
    whole = sum(column.width for column in columns)
    return [round(WIDTH * _TWIPS * column.width / whole) for column in columns]


def _head(columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = "".join(
        _cell(text_run(column.head), width, "表头", shade='<w:shd w:val="clear" w:color="auto" w:fill="E8EDF3"/>')
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(cells: Sequence[Cell], widths: Sequence[int], references: References) -> str:
    markup = "".join(
        _cell(_content(cell, references), width, "表文", centred=isinstance(cell, Figure))
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{markup}</w:tr>"


def _content(cell: Cell, references: References) -> str:
    if isinstance(cell, str):
        return text_run(cell)
    return (text_run(cell.text) if cell.text else "") + references.of(cell.notes, "" if not cell.text else RAISED)


def _cell(content: str, width: int, style: str, *, shade: str = "", centred: bool = False) -> str:
    side = '<w:jc w:val="center"/>' if centred else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>{content}</w:p></w:tc>'
    )
