"""The product space: nodes of all chains as points, what is made together near each other (Hidalgo et al. 2007).

Drawn are the strongest ties that hold everything together (a maximum spanning tree) and the strongest beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from numpy.typing import NDArray

from graph.view.tile_map import FONT

Floats = NDArray[np.float64]

_WIDTH: Final = 1200
_HEIGHT: Final = 760
_EDGE: Final = 30
_STRONG: Final = 1.0  # further ties a node
_ROUNDS: Final = 80  # of the layout; more move points by less than their size
_COLOURS: Final = (
    "#2a7389", "#b45309", "#5b9a78", "#86379b", "#a67c00", "#9c1458", "#2f6fb0", "#6b7280", "#3f7d20", "#c2410c",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A node of the space."""

    name: str
    group: str  # of one colour, as the chain
    weight: float  # that sets its size
    made: bool  # by the region shown
    href: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the points stand and which are tied: made once, drawn for each region."""

    places: Floats  # n x 2 in 0..1
    ties: tuple[tuple[int, int], ...]


def layout_of(nearness: Floats) -> Layout:
    """The layout of n nodes. `nearness`: n x n, symmetric, 0..1."""
    import networkx as nx  # only where it is asked for: a third of a second

    size = len(nearness)
    if not size:
        return Layout(np.zeros((0, 2)), ())
    rows, columns = np.nonzero(np.triu(nearness, 1))
    whole: nx.Graph[int] = nx.Graph()
    whole.add_nodes_from(range(size))
    whole.add_weighted_edges_from(zip(rows.tolist(), columns.tolist(), nearness[rows, columns].tolist(), strict=True))
    tree = nx.maximum_spanning_tree(whole)
    strongest: list[tuple[int, int, float]] = sorted(
        whole.edges(data="weight"), key=lambda edge: (-edge[2], edge[0], edge[1])
    )
    tree.add_weighted_edges_from(strongest[: int(_STRONG * size)])
    start = {node: (np.cos(node * 2.399963), np.sin(node * 2.399963)) for node in tree}  # a sunflower: no chance
    placed = nx.spring_layout(tree, pos=start, iterations=_ROUNDS, k=1.6 / max(size, 1) ** 0.5, seed=1)
    found = np.array([placed[node] for node in range(size)], np.float64).reshape(size, 2)
    low, high = found.min(axis=0, initial=0.0), found.max(axis=0, initial=1.0)
    return Layout((found - low) / (high - low), tuple((a, b) for a, b in tree.edges()))


def layout_svg(layout: Layout, points: Sequence[Point], title: str) -> str:
    """SVG of the space: full points are made in the region, hollow ones are not."""
    groups = {name: number for number, name in enumerate(dict.fromkeys(point.group for point in points))}
    x = _EDGE + layout.places[:, 0] * (_WIDTH - 2 * _EDGE)
    y = _EDGE + layout.places[:, 1] * (_HEIGHT - 2 * _EDGE)
    lines = "".join(f"M{x[a]:.0f} {y[a]:.0f}L{x[b]:.0f} {y[b]:.0f}" for a, b in layout.ties)
    drawn = "".join(_point(point, (x[at], y[at]), groups) for at, point in enumerate(points))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT + 60}" width="{_WIDTH}" '
        f'height="{_HEIGHT + 60}" role="group" aria-label={quoteattr(title)} font-family="{FONT}" font-size="12">'
        f'<title>{escape(title)}</title><path d="{lines}" fill="none" stroke="#d3dae2"/>{drawn}{_legend(groups)}</svg>'
    )


def _point(point: Point, at: tuple[float, float], groups: Mapping[str, int]) -> str:
    colour = _COLOURS[groups[point.group] % len(_COLOURS)]
    fill = colour if point.made else "#ffffff"
    radius = 3.5 + min(point.weight, 60.0) ** 0.5
    body = (
        f"<title>{escape(point.name)} · {escape(point.group)}</title>"
        f'<circle cx="{at[0]:.0f}" cy="{at[1]:.0f}" r="{radius:.1f}" fill="{fill}" stroke="{colour}" '
        'stroke-width="1.5"/>'
    )
    return f"<a href={quoteattr(point.href)}>{body}</a>" if point.href else body


def _legend(groups: Mapping[str, int]) -> str:
    parts, x, y = [], _EDGE, _HEIGHT + 20
    for name, number in groups.items():
        parts.append(
            f'<circle cx="{x}" cy="{y - 4}" r="6" fill="{_COLOURS[number % len(_COLOURS)]}"/>'
            f'<text x="{x + 11}" y="{y}" fill="#374151">{escape(name)}</text>'
        )
        x += 36 + 13 * len(name)
        if x > _WIDTH - 140:
            x, y = _EDGE, y + 22
    return "".join(parts)
