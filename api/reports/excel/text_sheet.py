"""The text of a report as a sheet: title, headings and paragraphs, a row each; of a list only its name."""

from typing import Any, Final

from openpyxl.styles import Alignment, Font

from api.reports.excel.looks import fit_height, font, print_wide, put_text
from api.reports.paper import Block, Heading, Notes, Paper, Paragraph, Table

_WIDE: Final = 84  # characters: as wide as A4


def write_text(sheet: Any, paper: Paper) -> None:
    """Fill the sheet."""
    sheet.title = "说明"
    sheet.column_dimensions["A"].width = _WIDE
    lines = [(paper.title, font(16, bold=True)), (paper.subtitle, font())]
    lines += [line for block in paper.blocks if (line := _line(block, paper.notes))]
    lines.append((paper.seal, font(9)))
    for row, (text, look) in enumerate(lines, 1):
        cell = sheet.cell(row, 1)
        put_text(cell, text)
        cell.font, cell.alignment = look, Alignment(wrap_text=True, vertical="top")
        fit_height(sheet, row)
    sheet.sheet_view.showGridLines = False
    print_wide(sheet, landscape=False)


def _line(block: Block, notes: Notes) -> tuple[str, Font] | None:
    """A block as a line; None for the picture, which has a sheet of its own."""
    if isinstance(block, Heading):
        return block.text, font(13 if block.level == 1 else 11, bold=True)
    if isinstance(block, Paragraph):
        warns = block.look == "mark"
        text = "".join(span.text + notes.labels(span.notes) for span in block.spans)
        return text, font(bold=warns, red=warns)
    if isinstance(block, Table):
        return (f"见表“{block.name}”。" if block.rows else f"{block.empty}。"), font()
    return None
