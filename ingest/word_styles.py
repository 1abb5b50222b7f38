"""Styles of a Word file: which are headings, which number their paragraphs, which hide their text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ingest.word_numbering import W, attribute

_CHAIN: Final = 20  # styles based on each other; a longer chain is a loop
_OFF: Final = frozenset({"0", "false", "off"})


def is_on(element: etree._Element | None) -> bool:
    """A toggle such as `w:vanish` is set and not switched off."""
    return element is not None and attribute(element) not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a style: heading level 1..4 (0: none), list and its level, hidden, title, contents."""

    name: str = ""
    level: int = 0
    number: str = ""
    depth: int = 0
    hidden: bool = False

    @property
    def is_title(self) -> bool:
        return self.name in ("title", "标题", "文章标题")

    @property
    def is_contents(self) -> bool:
        return self.name.startswith(("toc ", "目录", "table of figures"))


def styles_of(root: etree._Element | None) -> Mapping[str, Style]:
    """Styles of word/styles.xml by their id, what they inherit filled in."""
    elements = {} if root is None else {attribute(style, "styleId"): style for style in root.iter(f"{W}style")}
    return {key: _style(key, elements) for key in elements}


def _style(key: str, elements: Mapping[str, etree._Element]) -> Style:
    chain: list[etree._Element] = []
    while key in elements and len(chain) < _CHAIN:
        chain.append(elements[key])
        key = attribute(elements[key].find(f"{W}basedOn"))
    name = attribute(chain[0].find(f"{W}name")).lower()
    number = _first(chain, f"{W}pPr/{W}numPr/{W}numId")
    depth = _first(chain, f"{W}pPr/{W}numPr/{W}ilvl")
    return Style(name, _level(name, chain), number, int(depth or 0), is_on(chain[0].find(f"{W}rPr/{W}vanish")))


def _first(chain: list[etree._Element], path: str) -> str:
    return next((attribute(found) for style in chain if (found := style.find(path)) is not None), "")


def _level(name: str, chain: list[etree._Element]) -> int:
    outline = _first(chain, f"{W}pPr/{W}outlineLvl")
    if outline.isdigit() and int(outline) < 9:
        return min(4, int(outline) + 1)
    for prefix in ("heading ", "标题 "):
        if name.startswith(prefix) and name[len(prefix) :].strip().isdigit():
            return min(4, int(name[len(prefix) :]))
    return 0
