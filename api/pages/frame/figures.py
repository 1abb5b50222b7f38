"""A picture of a page, as it is shown and as it is taken along; the table beside it says the same."""

import re
from dataclasses import dataclass
from html import escape
from typing import Final

from api.pages.frame.language import Language, half, say
from api.pages.frame.sheets import Sheet
from ontology.schema import MARK

_LINKS: Final = re.compile(r"</?a\b[^>]*>")
_STYLE: Final = """
body{font:15px/1.6 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;color:#111827;margin:24px;
max-width:1400px}h1{font-size:22px}table{border-collapse:collapse;width:100%;margin-top:24px}
th,td{text-align:left;padding:6px 10px;border-bottom:1px solid #e5e7eb;vertical-align:top}
svg{max-width:100%;height:auto}
.mark{color:#b42318;font-weight:600}
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """An SVG with its title and the table that stands beside it."""

    title: str  # Chinese
    svg: str  # without inline styles and scripts, which the pages forbid
    sheet: str = ""  # name of the table that says the same
    marked: bool = False

    @property
    def alone(self) -> str:
        """The SVG without links, for a file: they would lead nowhere."""
        return _LINKS.sub("", self.svg)


def figure_page(figure: Figure, sheet: Sheet | None, language: Language) -> str:
    """A self-contained HTML file of a figure and its table."""
    title = escape(say(language, figure.title))
    mark = f'<p class="mark">{escape(half(language, MARK))}</p>' if figure.marked else ""
    return (
        f'<!doctype html><html lang="{language.tag}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f"<h1>{title}</h1>{mark}{figure.alone}{_table(sheet, language) if sheet else ''}</body></html>"
    )


def _table(sheet: Sheet, language: Language) -> str:
    head = "".join(f"<th>{escape(say(language, column.head))}</th>" for column in sheet.columns)
    rows = (
        "".join(f"<td>{escape('—' if cell is None else str(cell))}</td>" for cell in row) for row in sheet.plain_rows()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
