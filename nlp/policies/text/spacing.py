"""A text as scanners and word processors leave it: letters set apart, full-width digits, half-width brackets.

What is read is the plain text; what is quoted comes from the text as it was handed in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ontology.eligibility.conditions import Condition

_WIDTHS: Final = str.maketrans(
    {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum() or chr(code) in "%.+-"}
    | {"﹪": "%", "(": "（", ")": "）", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "\xa0": " "}
)
_GAP: Final = re.compile(r"(?<=[^\sA-Za-z])[ 　](?=[^\sA-Za-z])")
_SIGN: Final = re.compile(r"(?<=[一-龥）”])[:;](?=[^\d/]|\d{1,2}[.、．])")
_SIGNS: Final = {":": "：", ";": "；"}
_ROW: Final = re.compile(r"(?m)^[ \t]*\|[ \t]*(?P<cells>[^\n]+?)[ \t]*\|[ \t]*$")
_BORDER: Final = re.compile(r"[ \t]*\|[ \t]*|\t+")
_EXPLAINED: Final = re.compile(r"〔([^〔〕\n]{8,})〕")  # no number of a document, as 〔2016〕32号
_OR_OPERATING: Final = re.compile("(?<=销售)（营业）(?=收入)|(?<=服务)（营业）(?=收入)")
_MARKED: Final = re.compile(r"\s*(?:第?[一二三四五六七八九十百]+[章节条编]?|\d{1,2}(?:[.．]\d{1,2})*)")


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain text; its letter `i` is the letter `places[i]` of the text it was made of."""

    text: str
    source: str
    places: Sequence[int]

    def quoted(self, condition: Condition) -> Condition:
        """A condition found in the plain text, as the source words it."""
        assert condition.start is not None  # what is found in a text has its place there
        start, end = self.places[condition.start], self.places[condition.start + len(condition.quote) - 1] + 1
        return replace(condition, quote=self.source[start:end], start=start)


def plain(source: str) -> Plain:
    """A text without the spaces between its letters, with digits and brackets of the usual width."""
    text = _SIGN.sub(lambda sign: _SIGNS[sign.group()], source.translate(_WIDTHS))
    text = _EXPLAINED.sub(lambda found: f"（{found[1]}）", text)
    text, borders = _without_borders(text)
    borders |= {at for found in _OR_OPERATING.finditer(text) for at in range(*found.span())}
    gone = {gap.start() for gap in _GAP.finditer(text) if not _is_kept(text, gap.start())} | borders
    places = [at for at in range(len(text)) if at not in gone]
    return Plain("".join(text[at] for at in places), source, places)


def _without_borders(text: str) -> tuple[str, set[int]]:
    """Rows of a table as 注册地：石家庄市域内: a colon for each border within, and the places of all others."""
    gone: set[int] = set()
    letters = list(text)
    for row in _ROW.finditer(text):
        inner = row.span("cells")
        gone |= set(range(row.start(), inner[0])) | set(range(inner[1], row.end()))
        for border in _BORDER.finditer(text, *inner):
            letters[border.start()] = "："
            gone |= set(range(border.start() + 1, border.end()))
    return "".join(letters), gone


def _is_kept(text: str, at: int) -> bool:
    """Whether a space stands behind the mark of an item, or between two numbers."""
    line = text.rfind("\n", 0, at) + 1
    return bool(_MARKED.fullmatch(text, line, at)) or (text[at - 1].isdecimal() and text[at + 1].isdecimal())
