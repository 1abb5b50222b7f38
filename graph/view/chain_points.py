"""A chain too large for a picture of its own shapes, as points and lines that a page draws on a canvas.

A browser lays out some thousand SVG shapes a second; 5,000 boxes with their texts and lines are 30,000 of them.
"""

from collections.abc import Container, Iterable, Mapping
from typing import Any, Final

from graph.analysis.results import Gap
from graph.view.chain_picture import BOX_HEIGHT, BOX_WIDTH, Spot, spots_of, stage_widths
from graph.view.colours import kind_of, look_of
from ontology.chains import Chain, ChainNode, node_id

MOST_SHAPES: Final = 1500  # nodes that an SVG still shows quickly


def chain_points(chain: Chain, found: Iterable[Gap], lit: Container[str] | None = None) -> Mapping[str, Any]:
    """What a canvas draws, in pixels.

    Args:
        chain: the definition.
        found: the findings on its nodes; none while they are being made.
        lit: ids of the nodes that stand out; None for all alike.

    Returns:
        `box` [width, height]; `looks` with fill, line and ink of each type; `nodes` rows of short id, name, x, y,
        firms, number of its look, whether it stands out; `links` pairs of row numbers; `stages` name, left, right.
    """
    spots = spots_of(chain)
    findings = {gap.node.id: gap for gap in found}
    gaps = [findings.get(node_id(chain, node)) for node in chain.nodes]
    kinds = list(dict.fromkeys(kind_of(gap) for gap in gaps))
    row = {node.id: number for number, node in enumerate(chain.nodes)}
    return {
        "box": [BOX_WIDTH, BOX_HEIGHT],
        "looks": [_look(kind, gaps) for kind in kinds],
        "nodes": [
            [*_drawn(node, spots[node.id], gap), kinds.index(kind_of(gap)), lit is None or node_id(chain, node) in lit]
            for node, gap in zip(chain.nodes, gaps, strict=True)
        ],
        "links": [[row[source], row[target]] for source, target in chain.arrows()],
        "stages": list(stage_widths(chain, spots)),
    }


def _drawn(node: ChainNode, spot: Spot, gap: Gap | None) -> tuple[str, str, int, int, int | None]:
    return node.id, node.name, spot.x, spot.y, gap.observed if gap else None


def _look(kind: str, gaps: list[Gap | None]) -> Mapping[str, str]:
    look = look_of(next(gap for gap in gaps if kind_of(gap) == kind))
    return {"type": kind, "fill": look.fill, "line": look.line, "ink": look.ink, "sign": look.sign}
