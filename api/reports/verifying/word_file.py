"""A Word document as a reader sees it: runs of a paragraph are one text, however they are cut."""

import base64
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from api.reports.verifying.pieces import IMAGE, Piece, Seen
from api.reports.verifying.word_text import NOTES, W, notes_in_order, visible
from api.reports.word.carried import NAMESPACE
from ontology.errors import BadPack, NoPack

_PROPERTIES: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MOST: Final = 512 << 20  # bytes that a file may unpack to
_NAMES: Final = {"document": "正文", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_SIDES: Final = re.compile(r"(header|footer)\d*")
# Parts that show nothing by themselves; whatever else lies in the folder is compared.
_SILENT: Final = re.compile(
    r"styles|stylesWithEffects|settings|webSettings|fontTable|numbering|theme/.*|fonts/.*|.*_rels/.*"
    r"|comments(Extended|Ids|Extensible)|people"
)
_EXTERNAL: Final = re.compile(rb"<Relationship [^>]*TargetMode=.External.[^>]*>")


def read_word(content: bytes, name: str) -> Seen:
    """The pieces and the pack of a .docx file. Raises BadPack where it cannot be read, NoPack where it has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST:
                raise BadPack(f"{name} 展开后过大 · too large")
            parts = {one: archive.read(one) for one in archive.namelist()}
        return Seen(tuple(_pieces(parts)), _pack(parts, name))
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.XMLSyntaxError,
        RuntimeError,
        LookupError,
        ValueError,
        OSError,
    ) as problem:
        raise BadPack(f"{name}：{problem}") from problem


def _pieces(parts: Mapping[str, bytes]) -> Iterator[Piece]:
    if "word/document.xml" not in parts:
        raise BadPack("没有 word/document.xml · no document")
    order = notes_in_order(_parsed(parts["word/document.xml"]))
    for path in sorted(parts):
        for link in _EXTERNAL.findall(parts[path]) if path.endswith(".rels") else ():
            yield Piece("外部链接", path, link.decode(errors="replace"))
        if path == "docProps/core.xml":
            yield from _titles(_parsed(parts[path]))
        elif path.startswith("word/") and not _SIDES.fullmatch(path[5:-4]):
            yield from _part(path.removeprefix("word/"), parts[path], order)
    yield from _sides(parts)


def _part(path: str, content: bytes, order: Mapping[str, list[str]]) -> Iterator[Piece]:
    short = path.removesuffix(".xml")
    if short in _NAMES:
        yield from _paragraphs(_parsed(content), _NAMES[short], order)
    elif path.startswith("media/"):
        yield Piece(IMAGE, path, hashlib.sha256(content).hexdigest())
    elif not _SILENT.fullmatch(short):
        yield Piece("其他部件", path, hashlib.sha256(content).hexdigest())


def _sides(parts: Mapping[str, bytes]) -> Iterator[Piece]:
    """Texts of headers and footers, each once: editors write them out again for every section."""
    texts = {
        (side.group(1), visible(paragraph, {}))
        for path in parts
        if (side := _SIDES.fullmatch(path[5:-4]))
        for paragraph in _parsed(parts[path]).iter(f"{W}p")
    }
    for word, text in sorted(texts):
        if text.strip():
            yield Piece({"header": "页眉", "footer": "页脚"}[word], "各页", text)


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _titles(root: Any) -> Iterator[Piece]:
    for element in root:
        if etree.QName(element).localname in {"title", "subject", "description", "keywords"} and element.text:
            yield Piece("文件属性", etree.QName(element).localname, element.text)


def _paragraphs(root: Any, part: str, order: Mapping[str, list[str]]) -> Iterator[Piece]:
    """Each paragraph, in tables with row and column; notes in the order of their references; what drawings tell."""
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
    for number, paragraph in enumerate(_ordered(root, order), 1):
        text = visible(paragraph, order)
        if text.strip():
            yield Piece(
                part, _cell(paragraph, tables) or f"第 {number} {'条' if part in {'脚注', '尾注'} else '段'}", text
            )
    for drawn in root.iter(_PROPERTIES):
        yield Piece(part, "图片说明", drawn.get("descr", ""))
    for other in root.iter():
        if isinstance(other.tag, str) and not other.tag.startswith(W) and etree.QName(other).localname == "t":
            yield Piece(part, "图形文字", other.text or "")


def _ordered(root: Any, order: Mapping[str, list[str]]) -> Iterator[Any]:
    word = etree.QName(root).localname.removesuffix("s")
    if word not in NOTES:
        yield from root.iter(f"{W}p")
        return
    notes = {note.get(f"{W}id"): note for note in root.iter(f"{W}{word}")}
    first = [notes.pop(key) for key in order[word] if key in notes]
    for note in (*first, *notes.values()):
        yield from note.iter(f"{W}p")


def _cell(paragraph: Any, tables: Mapping[Any, int]) -> str:
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return ""
    row, table = next(cell.iterancestors(f"{W}tr")), next(cell.iterancestors(f"{W}tbl"))
    at = [one for one in row if one.tag == f"{W}tc"].index(cell) + 1
    return f"表 {tables[table]} 第 {[one for one in table if one.tag == f'{W}tr'].index(row) + 1} 行第 {at} 列"


def _pack(parts: Mapping[str, bytes], name: str) -> bytes:
    for path, content in parts.items():
        if path.startswith("customXml/item") and NAMESPACE.encode() in content and b"<pack" in content:
            return base64.b64decode("".join((_parsed(content).text or "").split()), validate=True)
    raise NoPack(name)
