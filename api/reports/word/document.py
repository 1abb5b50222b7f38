"""The blocks of a report, one after the other, as a Word document."""

import io
from datetime import UTC, datetime
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from api.reports.paper import Block, Heading, Paper, Paragraph, Picture, Span, Table
from api.reports.word.carried import carry
from api.reports.word.looks import set_looks
from api.reports.word.notes import References, add_notes
from api.reports.word.picture import add_picture
from api.reports.word.tables import add_table
from api.reports.word.xml import piece, text_run

_RED: Final = '<w:color w:val="B42318"/>'
_BOLD: Final = "<w:b/>"
_AUTHOR: Final = "链图 Liantu"


def write_word(paper: Paper, pack: bytes) -> bytes:
    """The report as the bytes of a .docx file."""
    document = docx.Document()
    set_looks(document)
    _properties(document, paper)
    references = References(paper.notes)
    for line in (paper.name, paper.kind):
        document.add_paragraph(line, style="报告标题")
    document.add_paragraph(paper.subtitle, style="报告副题")
    before: Block | None = None
    for block, following in zip(paper.blocks, (*paper.blocks[1:], None), strict=True):
        if isinstance(following, Picture) and isinstance(block, Heading):
            _turn(document, WD_ORIENT.LANDSCAPE)  # the heading of the picture goes with it
        _add(document, block, references, headed=isinstance(before, Heading))
        before = block
    _close(document, paper)
    add_notes(document, references)
    carry(document, pack)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _properties(document: Document, paper: Paper) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = paper.title, _AUTHOR, ""
    about.created = about.modified = datetime(2000, 1, 1, tzinfo=UTC)  # the day it was made stands in its text


def _add(document: Document, block: Block, references: References, *, headed: bool) -> None:
    if isinstance(block, Heading):
        document.add_paragraph(block.text, style=f"Heading {block.level}")
    elif isinstance(block, Paragraph):
        _add_paragraph(document, block, references)
    elif isinstance(block, Table):
        add_table(document, block, references, named=not headed)
    else:
        if document.sections[-1].orientation != WD_ORIENT.LANDSCAPE:
            _turn(document, WD_ORIENT.LANDSCAPE)
        add_picture(document, block)
        _turn(document, WD_ORIENT.PORTRAIT)


def _add_paragraph(document: Document, block: Paragraph, references: References) -> None:
    added = document.add_paragraph(style="小字" if block.look == "small" else None)
    for markup in (_markup(span, block.look, references) for span in block.spans):
        for run in piece(f"<w:p>{markup}</w:p>"):
            added._p.append(run)


def _markup(span: Span, look: str, references: References) -> str:
    shown = (_BOLD if span.strong or look == "mark" else "") + (_RED if look == "mark" else "")
    return text_run(span.text, shown) + references.of(span.notes)


def _turn(document: Document, way: Any) -> None:
    """A new page that lies or stands: the picture of a chain is wide."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = way
    lies = way == WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(297), Mm(210)) if lies else (Mm(210), Mm(297))
    margins = (20, 20, 20, 20) if lies else (37, 35, 28, 26)
    for side, size in zip(("top", "bottom", "left", "right"), margins, strict=True):
        setattr(section, f"{side}_margin", Mm(size))
    section.footer_distance = Mm(10 if lies else 24)


def _close(document: Document, paper: Paper) -> None:
    """How to verify the report, then the heading of the endnotes, which Word sets at the end."""
    document.add_paragraph(paper.seal, style="小字")
    if paper.notes.evidence:
        document.add_paragraph("出处（方括号内的编号）", style="Heading 1")
