"""A Word document as a reader sees it: runs of a paragraph are one text, however they are cut."""

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from api.reports.verifying.pieces import IMAGE, Piece, Seen
from api.reports.word.carried import NAMESPACE
from ontology.errors import BadPack, NoPack

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MOST: Final = 512 << 20  # bytes that a part may unpack to
_NAMES: Final = {"document": "正文", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_OTHER: Final = ("header", "footer", "diagrams/", "charts/", "embeddings/", "afchunk", "glossary/")
_DRAWN: Final = f"{_W}drawing"


def read_word(content: bytes, name: str) -> Seen:
    """The pieces and the pack of a .docx file. Raises BadPack where it cannot be read, NoPack where it has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {one.filename: archive.read(one) for one in archive.infolist() if one.file_size <= _MOST}
        return Seen(tuple(_pieces(parts)), _pack(parts, name))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, RuntimeError, NotImplementedError, OSError) as problem:
        raise BadPack(f"{name}：{problem}") from problem


def _pieces(parts: Mapping[str, bytes]) -> Iterator[Piece]:
    for path in sorted(parts):
        short = path.removeprefix("word/").removesuffix(".xml")
        if path.startswith("word/media/"):
            yield Piece(IMAGE, short, hashlib.sha256(parts[path]).hexdigest())
        elif path.startswith("word/") and (short in _NAMES or short.startswith(_OTHER)):
            part = _NAMES.get(short, _place_of(short))
            if path.endswith(".xml"):
                yield from _paragraphs(_parsed(parts[path]), part)
            else:
                yield Piece(part, short, hashlib.sha256(parts[path]).hexdigest())
        elif path == "docProps/core.xml":
            yield from _titles(_parsed(parts[path]))


def _place_of(short: str) -> str:
    return {"header": "页眉", "footer": "页脚"}.get(short.rstrip("0123456789"), short)


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _titles(root: Any) -> Iterator[Piece]:
    for element in root:
        if etree.QName(element).localname in {"title", "subject", "description", "keywords"} and element.text:
            yield Piece("文件属性", etree.QName(element).localname, element.text)


def _paragraphs(root: Any, part: str) -> Iterator[Piece]:
    """Each paragraph, in tables with row and column; a drawing's description with them."""
    tables = {table: number for number, table in enumerate(root.iter(f"{_W}tbl"), 1)}
    for number, paragraph in enumerate(root.iter(f"{_W}p"), 1):
        text = _visible(paragraph)
        if text.strip():
            yield Piece(part, _placed(paragraph, tables) or _noted(paragraph) or f"第 {number} 段", text)
    for drawn in root.iter(_PROPERTIES):
        yield Piece(part, "图片说明", drawn.get("descr", ""))
    for text in (one.text or "" for one in root.iter() if etree.QName(one).localname in {"t", "v"} and _foreign(one)):
        yield Piece(part, "图形文字", text)


def _foreign(element: Any) -> bool:
    """Text of charts and diagrams, which is not in a Word paragraph."""
    return not str(element.tag).startswith(_W)


def _placed(paragraph: Any, tables: Mapping[Any, int]) -> str:
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    if cell is None:
        return ""
    row, table = cell.getparent(), next(cell.iterancestors(f"{_W}tbl"))
    at = row.index(cell) - sum(1 for one in row if one.tag != f"{_W}tc") + 1
    rows = [one for one in table if one.tag == f"{_W}tr"]
    return f"表 {tables[table]} 第 {rows.index(row) + 1} 行第 {at} 列"


def _noted(paragraph: Any) -> str:
    for word in ("footnote", "endnote"):
        note = next(paragraph.iterancestors(f"{_W}{word}"), None)
        if note is not None:
            return f"第 {note.get(f'{_W}id')} 条"
    return ""


def _visible(paragraph: Any) -> str:
    """The words of a paragraph as they show: runs put together, deleted and hidden ones left out, no page numbers."""
    text, depth, code = [], 0, ""
    for element in paragraph.iter():
        if next(element.iterancestors(f"{_W}p"), paragraph) is not paragraph or _gone(element):
            continue
        tag = element.tag
        if tag == f"{_W}fldChar":
            kind = element.get(f"{_W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            code = "" if kind == "begin" else code
        elif tag == f"{_W}instrText":
            code += element.text or ""
        elif depth and code.split()[:1] in (["PAGE"], ["NUMPAGES"]):
            continue  # Word fills them each time it shows the page
        elif tag in {f"{_W}t", f"{_W}sym"}:
            text.append(element.text or element.get(f"{_W}char") or "")
        elif tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
            text.append(f"〔{element.get(f'{_W}id')}〕")
    return "".join(text)


def _gone(element: Any) -> bool:
    run = element if element.tag == f"{_W}r" else next(element.iterancestors(f"{_W}r"), None)
    hidden = run is not None and (look := run.find(f"{_W}rPr/{_W}vanish")) is not None and _on(look)
    return hidden or next(element.iterancestors(f"{_W}del", f"{_W}moveFrom"), None) is not None


def _on(look: Any) -> bool:
    return look.get(f"{_W}val") not in {"0", "false", "off"}


def _pack(parts: Mapping[str, bytes], name: str) -> bytes:
    for path, content in parts.items():
        if path.startswith("customXml/item") and NAMESPACE.encode() in content and b"<pack" in content:
            return base64.b64decode(_parsed(content).text or "", validate=True)
    raise NoPack(name)
