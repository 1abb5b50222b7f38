"""An HTML file as a reader sees it: each element's own text, what describes it, and all that could change it."""

import base64
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from api.reports.verifying.pieces import ATTRIBUTES, Piece, Seen
from api.reports.web import CARRIED
from ontology.errors import BadPack, NoPack

_BLOCKS: Final = {*"h1 h2 h3 h4 h5 p li td th caption figcaption footer title text script style".split()}  # noqa: SIM905 — words read better
_PLACES: Final = {
    "td": "单元格", "th": "表头", "li": "条目", "p": "段", "caption": "表名", "figcaption": "图题", "footer": "页尾",
    "text": "图中文字", "title": "标题", "style": "样式", "script": "脚本",
}  # fmt: skip


def read_web(content: bytes, name: str) -> Seen:
    """The pieces and the pack of an .html file. Raises BadPack where it cannot be read, NoPack where it has none."""
    try:
        root: Any = html.document_fromstring(content.decode(), parser=html.HTMLParser(huge_tree=True, encoding="utf-8"))
    except (etree.ParserError, UnicodeDecodeError, ValueError) as problem:
        raise BadPack(f"{name}：{problem}") from problem
    carried = root.get_element_by_id(CARRIED, None)
    if carried is None:
        raise NoPack(name)
    pack = base64.b64decode((carried.text or "").strip(), validate=True)
    carried.getparent().remove(carried)
    return Seen(tuple(_pieces(root)), pack)


def _pieces(root: Any) -> Iterator[Piece]:
    counts: dict[str, int] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue  # comments are not seen
        tag = _name(element)
        counts[tag] = counts.get(tag, 0) + 1
        place = f"第 {counts[tag]} 个{_PLACES.get(tag, f' {tag} ')}"
        told = "；".join(f"{key}={value}" for key, value in sorted(element.items()))
        if told:
            yield Piece(ATTRIBUTES, place, told)
        text = "".join(element.itertext()) if tag in _BLOCKS else _own(element)
        if text.strip() and not _inside(element):
            yield Piece("正文", place, " ".join(text.split()))


def _own(element: Any) -> str:
    """Text directly in an element that holds blocks."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _inside(element: Any) -> bool:
    """Whether the text was told already with that of the block that holds it."""
    return any(isinstance(one.tag, str) and _name(one) in _BLOCKS for one in element.iterancestors())


def _name(element: Any) -> str:
    """Its tag without a namespace; editors write tags such as `o:p`, which are no names of XML."""
    return str(element.tag).rpartition("}")[2].lower()
