"""Flows between two sides as ribbons whose width is their size: who supplies on the left, who takes on the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from graph.view.tile_map import FONT

_WIDTH: Final = 1000
_HEIGHT: Final = 460  # of all bars of a side together
_BAR: Final = 14
_GAP: Final = 12
_SIDE: Final = 130  # room for names
_TOP: Final = 16
_COLOURS: Final = ("#2a7389", "#b45309", "#5b9a78", "#86379b", "#a67c00", "#4a5361", "#9c1458", "#2f6fb0")


@dataclass(frozen=True, slots=True)
class Flow:
    """So much from one to another."""

    source: str
    target: str
    value: float


@dataclass(slots=True)
class _End:
    """A bar of one side, and how far its ribbons have filled it."""

    y: float
    height: float
    filled: float = 0.0


def sankey(flows: Sequence[Flow], title: str) -> str:
    """SVG of flows with a positive value; the same name may stand on both sides."""
    shown = [flow for flow in flows if flow.value > 0]
    total = sum(flow.value for flow in shown) or 1.0
    left, right = (
        _ends([(one.source, one.value) for one in shown], total),
        _ends([(one.target, one.value) for one in shown], total),
    )
    colours = {name: _COLOURS[number % len(_COLOURS)] for number, name in enumerate(left)}
    height = _TOP * 2 + max((end.y + end.height for side in (left, right) for end in side.values()), default=0)
    ordered = sorted(shown, key=lambda flow: (list(left).index(flow.source), list(right).index(flow.target)))
    ribbons = "".join(_ribbon(flow, left, right, (colours[flow.source], total)) for flow in ordered)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" '
        f'height="{height:.0f}" role="img" aria-label={quoteattr(title)} font-family="{FONT}" font-size="13">'
        f"<title>{escape(title)}</title>{ribbons}"
        + "".join(_bars(left, _SIDE, "end", colours))
        + "".join(_bars(right, _WIDTH - _SIDE - _BAR, "start", colours))
        + "</svg>"
    )


def _ends(parts: Sequence[tuple[str, float]], total: float) -> dict[str, _End]:
    """Bars of one side, the largest first."""
    sums: dict[str, float] = {}
    for name, value in parts:
        sums[name] = sums.get(name, 0.0) + value
    ends, y = {}, float(_TOP)
    for name, value in sorted(sums.items(), key=lambda one: (-one[1], one[0])):
        ends[name] = _End(y, max(_HEIGHT * value / total, 2.0))
        y += ends[name].height + _GAP
    return ends


def _ribbon(flow: Flow, left: dict[str, _End], right: dict[str, _End], drawn: tuple[str, float]) -> str:
    colour, total = drawn
    source, target = left[flow.source], right[flow.target]
    wide = _HEIGHT * flow.value / total
    y1, y2 = source.y + source.filled + wide / 2, target.y + target.filled + wide / 2
    source.filled += wide
    target.filled += wide
    x1, x2, middle = _SIDE + _BAR, _WIDTH - _SIDE - _BAR, _WIDTH / 2
    hint = f"{flow.source} → {flow.target}：{flow.value:,.10g}"
    return (
        f'<path d="M{x1} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {x2} {y2:.1f}" fill="none" stroke="{colour}" '
        f'stroke-opacity="0.38" stroke-width="{max(wide, 1):.1f}"><title>{escape(hint)}</title></path>'
    )


def _bars(ends: dict[str, _End], x: int, anchor: str, colours: dict[str, str]) -> Iterator[str]:
    text_x = x - 8 if anchor == "end" else x + _BAR + 8
    for name, end in ends.items():
        yield (
            f'<rect x="{x}" y="{end.y:.1f}" width="{_BAR}" height="{end.height:.1f}" rx="2" '
            f'fill="{colours.get(name, "#8a94a3")}"/>'
            f'<text x="{text_x}" y="{end.y + end.height / 2 + 5:.1f}" text-anchor="{anchor}" fill="#111827">'
            f"{escape(name)}</text>"
        )
