"""Web pages and web archives → parts and tables, without what a site puts around its articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from ingest import limits
from ingest.encoding import claimed_encoding, decode
from ingest.grid import read_grid
from ingest.html_table import element_text, grid_of, is_data_table
from ingest.layout.paragraphs import headed, tidy
from ingest.markup import local
from ingest.parts import Draft, Part
from ingest.reasons import BLANK, DAMAGED, too_large, unreadable
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
_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|crumbs?|breadcrumbs?|share|bdsharebuttonbox|side|sidebar|footer|foot|header|top|topbar|"
    r"copyright|pn|prev|next|pager|paging|page-?nav|related|recommend|hot|ad|ads|advert|banner|search|login|qr|qrcode|wxqr|"
    r"tools?|toolbar|hide|hidden|comments?|print|close|font-?size|location|position)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_RULE: Final = re.compile(r"([.#][\w-]+)\s*\{[^}]*display\s*:\s*none", re.IGNORECASE)
_META: Final = re.compile(
    r"(?:发布(?:日期|时间)|来源|浏览(?:次数|量)|字号|作者|阅读(?:次数|量)?|点击(?:数|量|次数)?|责任编辑|编辑)\s*[：:]"
)
_LINK_SHARE: Final = 0.6  # of the characters of a block; articles link less, menus more
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
    walk = _Walk(_hiding_rules(root))
    walk.visit(_article(root), 0)
    walk.end_block()
    if not walk.parts and not walk.tables:
        raise unreadable(BLANK)
    return Draft(
        tuple(headed(walk.parts)), tuple(walk.tables), notes=() if whole else ("部分字节无法解码 · undecoded bytes",)
    )


def read_mht(content: bytes) -> Draft:
    """A web archive: its first page that holds text.

    Raises:
        Unreadable: there is no page in it.
    """
    message = message_from_bytes(content, policy=policy.default)
    for page in _pages(message):
        payload = page.get_payload(decode=True)
        charset = page.get_content_charset() or ""
        if isinstance(payload, bytes) and payload.strip():
            return read_html(payload, {"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset))
    raise unreadable(DAMAGED, "MHTML")


def _pages(message: Message) -> Iterator[Message]:
    for count, part in enumerate(message.walk()):
        if count > limits.MAIL_PARTS:
            raise too_large("网页存档 · web archive", f"{limits.MAIL_PARTS} parts")
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            yield part


def _parsed(text: str) -> etree._Element:
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    unlabelled = re.sub(r"^\s*<\?xml[^>]*>", "", text)  # its encoding no longer holds for decoded text
    try:
        root = lxml_html.document_fromstring(unlabelled, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(BLANK, str(error)) from error
    return root


def _hiding_rules(root: etree._Element) -> frozenset[str]:
    """Classes and ids that the page's own style sheet does not display."""
    sheets = "\n".join(sheet.text or "" for sheet in root.iter("style"))
    return frozenset(_HIDING_RULE.findall(sheets))


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

    hiding: frozenset[str]
    parts: list[Part] = field(default_factory=list)
    tables: list[TextTable] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0

    def visit(self, element: etree._Element, depth: int) -> None:
        if depth > limits.NESTING:
            raise too_large("网页嵌套 · nesting of the page", str(limits.NESTING))
        name = local(element)
        if not name or name in _DROPPED or self._is_furniture(element, name):
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
        self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", element.text or ""))
        for child in element:
            self.visit(child, depth + 1)
            self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", child.tail or ""))
        if is_block:
            self.end_block()

    def _begin(self, name: str) -> None:
        self.level = _HEADINGS.get(name, 0)
        self.kind = BlockKind.HEADING if self.level else BlockKind.ITEM if name == "li" else BlockKind.PARAGRAPH
        if name == "h1" and not any(part.kind is BlockKind.TITLE for part in self.parts):
            self.kind, self.level = BlockKind.TITLE, 0

    def end_block(self) -> None:
        """Close the block: a double line break within it starts a new paragraph, a single one may be a wrap."""
        for piece in re.split(r"\n\s*\n+", "".join(self.pieces)):
            self.parts.extend(tidy(piece, kind=self.kind, level=self.level))
        self.pieces, self.kind, self.level = [], BlockKind.PARAGRAPH, 0

    def _is_furniture(self, element: etree._Element, name: str) -> bool:
        words = f"{element.get('class', '')} {element.get('id', '')}"
        if (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or _HIDDEN.search(element.get("style", ""))
        ):
            return True
        selectors = {f".{word}" for word in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
        if selectors & self.hiding:
            return True
        if name not in ("div", "ul", "ol", "section", "p", "span", "table", "td"):
            return False
        return (
            bool(_FURNITURE.search(words) and len(element_text(element)) < 600)
            or _is_link_list(element)
            or _is_meta_line(element)
        )

    def _take_table(self, element: etree._Element) -> None:
        for reading in read_grid(grid_of(element)):
            self.parts.extend(Part(line) for line in reading.before)
            if reading.table:
                self.tables.append(reading.table)
            self.parts.extend(Part(line, BlockKind.NOTE) for line in reading.after)


def _is_link_list(element: etree._Element) -> bool:
    """Mostly links: a menu, a list of other articles."""
    links = element.findall(".//a")
    whole = len(element_text(element))
    return len(links) > 1 and whole > 0 and sum(len(element_text(link)) for link in links) >= _LINK_SHARE * whole


def _is_meta_line(element: etree._Element) -> bool:
    """The line under a title that gives date, source, clicks and letter size."""
    text = element_text(element)
    return len(text) < 200 and len(_META.findall(text)) > 1
