"""Footnotes (口径) and endnotes (出处) of a document: python-docx has none of its own."""

from collections.abc import Sequence
from typing import Any, Final

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from api.reports.paper import Note, NoteKind, Notes
from api.reports.word.xml import W, piece, text_run

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
RAISED: Final = '<w:vertAlign w:val="superscript"/>'
_FORMS: Final = {"footnote": "decimalEnclosedCircleChinese", "endnote": "decimal"}
_WORDS: Final = {NoteKind.RECKONED: "footnote", NoteKind.EVIDENCE: "endnote"}


class References:
    """Markup of the references to notes: the first to each is Word's own, later ones repeat its number."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._met: set[Note] = set()

    def of(self, notes: Sequence[Note], look: str = RAISED) -> str:
        """Runs that refer to these notes: raised in a text, of the size of the text in a cell of their own."""
        return "".join(self._one(note, look) for note in notes)

    def cited(self, kind: NoteKind) -> list[Note]:
        """The notes that were referred to, by number."""
        return sorted((note for note in self._met if note.kind is kind), key=self._notes.number)

    def _one(self, note: Note, look: str) -> str:
        number, fresh = self._notes.number(note), note not in self._met
        self._met.add(note)
        word = _WORDS[note.kind]
        if fresh:
            mark = f'<w:r><w:rPr>{look}</w:rPr><w:{word}Reference w:id="{number}"/></w:r>'
        else:
            mark = text_run(str(number), look)
        if note.kind is NoteKind.RECKONED:
            return mark if fresh else ""  # it was explained where the number was first met
        return f"{text_run('[', look)}{mark}{text_run(']', look)}"


def add_notes(document: Document, references: References) -> None:
    """Put the notes that were referred to into the document."""
    for kind, word in _WORDS.items():
        notes = references.cited(kind)
        markup = _part(word, notes)
        part = Part(PackURI(f"/word/{word}s.xml"), _TYPE.format(f"{word}s"), markup.encode(), document.part.package)
        document.part.relate_to(part, _RELATION.format(f"{word}s"))
    _settings(document)


def _part(word: str, notes: Sequence[Note]) -> str:
    body = "".join(_note(word, number, note) for number, note in enumerate(notes, 1))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{word}s xmlns:w="{W}">'
        f'<w:{word} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{word}>'
        f'<w:{word} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{word}>'
        f"{body}</w:{word}s>"
    )


def _note(word: str, number: int, note: Note) -> str:
    sign = f"<w:r><w:rPr>{RAISED}</w:rPr><w:{word}Ref/></w:r>"
    style = '<w:pPr><w:pStyle w:val="注文"/></w:pPr>'
    return f'<w:{word} w:id="{number}"><w:p>{style}{sign}{text_run(" " + note.text)}</w:p></w:{word}>'


def _settings(document: Document) -> None:
    """The separators in the settings; in every section how notes are numbered: ① for footnotes, 1 for endnotes."""
    settings, compat = document.settings.element, document.settings.element.find(qn("w:compat"))
    for word in _WORDS.values():
        held = f'<w:{word} w:id="-1"/><w:{word} w:id="0"/>'
        markup = piece(f"<w:{word}Pr>{held}</w:{word}Pr>")
        compat.addprevious(markup) if compat is not None else settings.append(markup)
    for section in document.sections:
        size: Any = section._sectPr.find(qn("w:pgSz"))
        for word, form in _FORMS.items():
            size.addprevious(piece(f'<w:{word}Pr><w:numFmt w:val="{form}"/></w:{word}Pr>'))
