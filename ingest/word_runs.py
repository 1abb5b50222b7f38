"""Text of one Word paragraph, all changes accepted: no deleted, hidden or field-code text, rubies by their base."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ingest.markup import local
from ingest.word_numbering import W, attribute
from ingest.word_signs import sign_of
from ingest.word_styles import Style, is_on

_SKIPPED: Final = frozenset(
    [
        "del",
        "moveFrom",
        "rt",
        "rPr",
        "pPr",
        "instrText",
        "delText",
        "commentReference",
        "annotationRef",
        "Fallback",
        "sdtPr",
        "object",
    ]
)
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}
_SHOWN: Final = frozenset({"t", "sym", *_SIGNS})
_BOX: Final = "txbxContent"


@dataclass(slots=True)
class Fields:
    """Fields that are open, innermost last: text of a table of contents is furniture over all its paragraphs."""

    open: list[str] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        return any(code.strip().upper().startswith("TOC") for code in self.open)

    def meet(self, element: etree._Element) -> None:
        """Take note of a field's begin, code or end."""
        match local(element), attribute(element, "fldCharType"):
            case "fldChar", "begin":
                self.open.append("")
            case "fldChar", "end" if self.open:
                self.open.pop()
            case "instrText", _ if self.open:
                self.open[-1] += element.text or ""


@dataclass(frozen=True, slots=True)
class RunText:
    """A paragraph's text and the text boxes anchored in it."""

    text: str
    boxes: tuple[etree._Element, ...]


def run_text(paragraph: etree._Element, styles: Mapping[str, Style], fields: Fields) -> RunText:
    """What a reader sees of the paragraph."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    for item in _walk(paragraph, styles, fields):
        if isinstance(item, str):
            pieces.append(item)
        else:
            boxes.append(item)
    return RunText("".join(pieces), tuple(boxes))


def _walk(element: etree._Element, styles: Mapping[str, Style], fields: Fields) -> Iterator[str | etree._Element]:
    for child in element:
        name = local(child)
        if name in ("fldChar", "instrText"):
            fields.meet(child)
        elif name == _BOX:
            yield child
        elif name == "AlternateContent":
            yield from _walk(_chosen(child), styles, fields)
        elif name in _SHOWN:
            if not (name == "t" and fields.in_contents):
                yield _shown(name, child)
        elif name and name not in _SKIPPED and not (name == "r" and is_hidden(child, styles)):
            yield from _walk(child, styles, fields)


def _shown(name: str, sign: etree._Element) -> str:
    """Text, or the character that an element stands for."""
    if name == "t":
        return sign.text or ""
    if name == "sym":
        return sign_of(attribute(sign, "font"), attribute(sign, "char"))
    return "" if name == "br" and attribute(sign, "type") in ("page", "column") else _SIGNS[name]


def _chosen(alternatives: etree._Element) -> etree._Element:
    """What a current program shows; the fallback says the same once more for old ones."""
    named = {local(child): child for child in reversed(alternatives)}
    return named.get("Choice", named.get("Fallback", alternatives))


def is_hidden(run: etree._Element, styles: Mapping[str, Style]) -> bool:
    """Whether a run is formatted as hidden text, by itself or by its style."""
    vanish = run.find(f"{W}rPr/{W}vanish")
    if vanish is not None:
        return is_on(vanish)
    style = styles.get(attribute(run.find(f"{W}rPr/{W}rStyle")))
    return style is not None and style.hidden


def is_mark_deleted(paragraph: etree._Element) -> bool:
    """The paragraph's own mark is deleted: its text goes on in the next paragraph."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)
