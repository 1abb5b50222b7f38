"""What stands around an entity, as an SVG to be read: who acts on it at the left, what it acts on at the right.

Facts of one relation stand together under its word. A page needs no script for it, and it prints.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from graph.view.tile_map import FONT

_WIDTH: Final = 1100
_SIDE: Final = 330  # width of a column of names
_ROW: Final = 26
_HEAD: Final = 30
_GAP: Final = 10
_TOP: Final = 14
_MIDDLE: Final = 190
_ROOM: Final = 21  # characters of a name
_COLOURS: Final[Mapping[str, str]] = {
    "Enterprise": "#2f6fb0", "Technology": "#3f7d5b", "ChainNode": "#c4570c", "Platform": "#86379b",
    "Region": "#5f6b7a", "Policy": "#b42318",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie:
    """A fact seen from the entity in the middle."""

    word: str  # of the relation, in the reader's language
    outgoing: bool
    name: str
    cls: str
    href: str = ""
    planned: bool = False  # or past, or denied: drawn with dashes


def ego_svg(name: str, ties: Sequence[Tie], title: str) -> str:
    """SVG of the entity with its ties; the caller leaves out those there is no room for."""
    left, left_height = _column([tie for tie in ties if not tie.outgoing], at_left=True)
    right, right_height = _column([tie for tie in ties if tie.outgoing], at_left=False)
    height = max(left_height, right_height, 110)
    middle = height / 2
    box = (
        f'<rect x="{(_WIDTH - _MIDDLE) / 2}" y="{middle - 28}" width="{_MIDDLE}" height="56" rx="9" fill="#0f4c5c"/>'
        + _wrapped(name, middle)
    )
    lines = "".join(_line(spot, middle) for spot in (*left, *right))
    names = "".join(spot.drawn for spot in (*left, *right))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="group" aria-label={quoteattr(title)} font-family="{FONT}" font-size="13"><title>{escape(title)}</title>'
        f"{lines}{names}{box}</svg>"
    )


@dataclass(frozen=True, slots=True)
class _Spot:
    """A name in its column."""

    y: float
    at_left: bool
    dashed: bool
    drawn: str


def _column(ties: Sequence[Tie], *, at_left: bool) -> tuple[list[_Spot], int]:
    """Names of one side under the words of their relations, and the height they take."""
    spots: list[_Spot] = []
    y, word = _TOP, ""
    x = _SIDE if at_left else _WIDTH - _SIDE
    anchor = "end" if at_left else "start"
    for tie in sorted(ties, key=lambda one: one.word):
        head = ""
        if tie.word != word:
            word = tie.word
            y += _GAP if spots else 0
            head = (
                f'<text x="{x}" y="{y + 15}" text-anchor="{anchor}" fill="#4b5563" font-size="12">{escape(word)}</text>'
            )
            y += _HEAD - 6
        spots.append(_Spot(y + 9, at_left, tie.planned, head + _name(tie, x, y, anchor)))
        y += _ROW
    return spots, y + _TOP


def _name(tie: Tie, x: int, y: int, anchor: str) -> str:
    colour = _COLOURS.get(tie.cls, "#4b5563")
    dot = x + 12 if anchor == "end" else x - 12
    body = (
        f'<title>{escape(tie.name)}</title><circle cx="{dot}" cy="{y + 9}" r="5" fill="{colour}"/>'
        f'<text x="{x}" y="{y + 14}" text-anchor="{anchor}" fill="#111827">{escape(_short(tie.name))}</text>'
    )
    return f"<a href={quoteattr(tie.href)}>{body}</a>" if tie.href else body


def _line(spot: _Spot, middle: float) -> str:
    x1 = _SIDE + 18 if spot.at_left else _WIDTH - _SIDE - 18
    x2 = (_WIDTH - _MIDDLE) / 2 if spot.at_left else (_WIDTH + _MIDDLE) / 2
    bend = (x1 + x2) / 2
    dash = ' stroke-dasharray="4 3"' if spot.dashed else ""
    return (
        f'<path d="M{x1} {spot.y}C{bend} {spot.y} {bend} {middle} {x2} {middle}" fill="none" '
        f'stroke="#c3cbd6" stroke-width="1.2"{dash}/>'
    )


def _wrapped(name: str, middle: float) -> str:
    """The name in one line or two."""
    half = -(-len(name) // 2)
    lines = [name] if len(name) <= 13 else [_short(name[:half], 13), _short(name[half:], 13)]
    top = middle + 5 - 9 * (len(lines) - 1)
    return "".join(
        f'<text x="{_WIDTH / 2}" y="{top + 19 * number}" text-anchor="middle" fill="#ffffff">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _short(name: str, room: int = _ROOM) -> str:
    return name if len(name) <= room else name[: room - 1] + "…"
