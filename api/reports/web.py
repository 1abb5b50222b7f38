"""A report as one HTML file that asks nothing of any host: text, lists, picture, notes, evidence pack."""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from api.reports.paper import Block, Cell, Figure, Heading, Note, NoteKind, Notes, Paper, Paragraph, Picture, Table

CARRIED: Final = "evidence-pack"  # id of the script element that holds the pack; no program runs it
_FOLDER: Final = Path(__file__).parent


def write_web(paper: Paper, pack: bytes) -> bytes:
    """The report as the bytes of an .html file."""
    engine = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
    page = engine.get_template("page.html").render(
        paper=paper,
        body=Markup("\n").join(_block(block, paper.notes) for block in paper.blocks),
        carried=CARRIED,
        pack=base64.b64encode(pack).decode(),
    )
    return page.encode()


def _block(block: Block, notes: Notes) -> Markup:
    if isinstance(block, Heading):
        return Markup("<h{0}>{1}</h{0}>").format(block.level + 1, block.text)
    if isinstance(block, Paragraph):
        return Markup('<p class="{}">{}</p>').format(block.look, _spans(block, notes))
    return _table(block, notes) if isinstance(block, Table) else _picture(block)


def _spans(block: Paragraph, notes: Notes) -> Markup:
    parts = (
        (Markup("<strong>{}</strong>").format(span.text) if span.strong else escape(span.text))
        + _refer(span.notes, notes)
        for span in block.spans
    )
    return Markup("").join(parts)


def _refer(found: Sequence[Note], notes: Notes) -> Markup:
    links = (Markup('<sup><a href="#{}">{}</a></sup>').format(anchor(note, notes), notes.label(note)) for note in found)
    return Markup("").join(links)


def anchor(note: Note, notes: Notes) -> str:
    """Id of a note in the page."""
    return f"{'k' if note.kind is NoteKind.RECKONED else 'e'}{notes.number(note)}"


def _table(table: Table, notes: Notes) -> Markup:
    if not table.rows:
        return Markup("<p>{}。</p>").format(table.empty)
    shown = [at for at, column in enumerate(table.columns) if column.width]
    whole = sum(table.columns[at].width for at in shown)
    head = Markup("").join(
        Markup('<th scope="col" style="width:{}%">{}</th>').format(
            round(100 * table.columns[at].width / whole), table.columns[at].head
        )
        for at in shown
    )
    rows = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(_cell(row[at], notes) for at in shown)) for row in table.visible
    )
    left = Markup("<p class='small'>{}</p>").format(table.left) if table.left else ""
    return Markup(
        '{}<div class="wide"><table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(left, table.name, head, rows)


def _cell(cell: Cell, notes: Notes) -> Markup:
    if isinstance(cell, str):
        return Markup("<td>{}</td>").format(cell)
    look = Markup(' class="figure"') if isinstance(cell, Figure) else ""
    return Markup("<td{}>{}{}</td>").format(look, cell.text, _refer(cell.notes, notes))


def _picture(picture: Picture) -> Markup:
    return Markup('<figure><div class="wide">{}</div><figcaption>{}</figcaption></figure>').format(
        Markup(picture.svg),  # noqa: S704 — our own picture: its words are escaped where it is drawn
        picture.caption,
    )
