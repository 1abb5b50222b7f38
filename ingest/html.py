"""Web pages and web archives → parts and tables, without what a site puts around its articles."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from ingest import limits
from ingest.encoding import claimed_encoding, decode
from ingest.grid import read_grid
from ingest.html_furniture import Furniture, furniture_of, is_site_line
from ingest.html_table import element_text, grid_of, is_data_table
from ingest.layout.paragraphs import headed, tidy
from ingest.markup import local
from ingest.parts import Draft, Part
from ingest.reasons import BLANK, UNDECODED, too_large, unreadable
from ingest.text import draft_of_text
from ontology.errors import Unreadable
from ontology.facts import BlockKind, TextTable

_DROPPED: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "header",
        "form",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "head",
        "link",
        "meta",
        "rt",
        "rp",
        "dialog",
        "menu",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "center",
        "address",
        "table",
        "caption",
        "body",
        "tr",
        "td",
        "th",
        "hr",
        "fieldset",
        "details",
        "summary",
    ]
)
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_HEADINGS: Final = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 4}


def read_html(content: bytes, claimed: str = "") -> Draft:
    """A web page.

    Args:
        content: the bytes of the page.
        claimed: its encoding by the mail header around it, if any.

    Raises:
        Unreadable: it holds no text, or is nested deeper than `limits.NESTING`.
    """
    text, whole = decode(content, claimed or claimed_encoding(content))
    root = _parsed(text)
    article = _article(root)
    walk = _Walk(furniture_of(root, article))
    walk.visit(article, 0)
    walk.end_block()
    if not walk.parts and not walk.tables:
        raise unreadable(BLANK)
    return Draft(tuple(headed(walk.parts)), tuple(walk.tables), notes=() if whole else (UNDECODED,))


def read_mht(content: bytes) -> Draft:
    """A web archive or a mail: its first page that holds text, else its plain text.

    Raises:
        Unreadable: there is no text in it.
    """
    message = message_from_bytes(content, policy=policy.default)
    leaves = list(_leaves(message))
    for page in leaves:
        if page.get_content_type() in _PAGES and (payload := _payload(page)).strip():
            with suppress(Unreadable):  # a page of frames; the frames follow
                return read_html(payload, _charset(page))
    for leaf in leaves:
        if leaf.get_content_type() == "text/plain" and (payload := _payload(leaf)).strip():
            return draft_of_text(decode(payload, _charset(leaf))[0])
    raise unreadable(BLANK, "MHTML")


def _leaves(message: Message) -> Iterator[Message]:
    for count, part in enumerate(message.walk()):
        if count > limits.MAIL_PARTS:
            raise too_large("网页存档 · web archive", f"{limits.MAIL_PARTS} parts")
        if not part.is_multipart() and part.get_content_disposition() != "attachment":
            yield part


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str:
    charset = part.get_content_charset() or ""
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset)


def _parsed(text: str) -> etree._Element:
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    unlabelled = re.sub(r"^\s*<\?xml[^>]*>", "", text)  # its encoding no longer holds for decoded text
    try:
        root = lxml_html.document_fromstring(unlabelled, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(BLANK, str(error)) from error
    return root


def _article(root: etree._Element) -> etree._Element:
    """The element the page marks as its article, else its body."""
    for name in ("article", "main"):
        found = [element for element in root.iter(name) if len(element_text(element)) > 100]
        if len(found) == 1:
            return found[0]
    body = root.find("body")
    return root if body is None else body


@dataclass(slots=True)
class _Walk:
    """State of one walk through a page: the block being filled, and what is done."""

    furniture: Furniture
    parts: list[Part] = field(default_factory=list)
    tables: list[TextTable] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0

    def visit(self, element: etree._Element, depth: int) -> None:
        if depth > limits.NESTING:
            raise too_large("网页嵌套 · nesting of the page", str(limits.NESTING))
        name = local(element)
        if not name or name in _DROPPED or self.furniture.includes(element, name):
            return
        if name == "br":
            self.pieces.append("\n")
        elif name == "table" and is_data_table(element):
            self.end_block()
            self._take_table(element)
        else:
            self._visit_children(element, name, depth)

    def _visit_children(self, element: etree._Element, name: str, depth: int) -> None:
        is_block = name in _BLOCKS
        if is_block:
            self.end_block()
            self._begin(name)
        shown = str if name == "pre" else _collapsed
        self.pieces.append(shown(element.text or ""))
        for child in element:
            self.visit(child, depth + 1)
            self.pieces.append(shown(child.tail or ""))
        if is_block:
            self.end_block()

    def _begin(self, name: str) -> None:
        self.level = _HEADINGS.get(name, 0)
        self.kind = BlockKind.HEADING if self.level else BlockKind.ITEM if name == "li" else BlockKind.PARAGRAPH
        if name == "h1" and not any(part.kind is BlockKind.TITLE for part in self.parts):
            self.kind, self.level = BlockKind.TITLE, 0

    def end_block(self) -> None:
        """Close the block: a double line break within it starts a new paragraph, a single one may be a wrap."""
        shown = [line for line in "".join(self.pieces).split("\n") if not is_site_line(line)]
        for piece in re.split(r"\n\s*\n+", "\n".join(shown)):
            self.parts.extend(tidy(piece, kind=self.kind, level=self.level))
        self.pieces, self.kind, self.level = [], BlockKind.PARAGRAPH, 0

    def _take_table(self, element: etree._Element) -> None:
        caption = element.find("caption")
        if caption is not None:
            self.parts.extend(tidy(element_text(caption), kind=BlockKind.CAPTION))
        for reading in read_grid(grid_of(element)):
            self.parts.extend(Part(line) for line in reading.before)
            if reading.table:
                self.tables.append(reading.table)
            self.parts.extend(Part(line, BlockKind.NOTE) for line in reading.after)


def _collapsed(text: str) -> str:
    """Line breaks of the source are blanks on the page."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)
