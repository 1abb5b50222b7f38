"""The chain as an SVG: columns from 上游 to 下游, gap colours and signs, firm counts; nothing from outside."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from graph.analysis.results import Gap, GapReport, type_word
from graph.view.colours import GAP_LOOKS, NO_GAP_WORD, NOT_ASKED, kind_of, look_of
from graph.view.layers import layout
from graph.view.tile_map import FONT
from ontology.chains import Chain, ChainNode, node_id
from ontology.schema import MARK_SHORT

BOX_WIDTH: Final = 132
BOX_HEIGHT: Final = 40
COLUMN: Final = 186
ROW: Final = 56
TOP: Final = 74
WIDEST: Final = 1330  # a page shows that much; columns stand further apart while there is room
_FURTHEST: Final = 290
LEFT: Final = 24


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a chain is drawn: where a click leads, what stands out, in which words."""

    link: str = ""  # a URL with `{id}` or `{short}` that a click on a node opens; empty for none
    lit: Container[str] | None = None  # ids of the nodes that stand out, the others faded; None for all alike
    words: Callable[[str], str] = str  # a Chinese word in the reader's language


@dataclass(frozen=True, slots=True)
class Spot:
    """Left upper corner of a node's box, in pixels."""

    x: int
    y: int


def spots_of(chain: Chain) -> Mapping[str, Spot]:
    """Where each node stands, by its short id; columns spread over the width there is."""
    places = layout(chain)
    columns = max((place.column for place in places.values()), default=0)
    room = (WIDEST - 2 * LEFT - BOX_WIDTH) // max(columns, 1)
    pitch = min(max(room, COLUMN), _FURTHEST)
    return {key: Spot(LEFT + pitch * place.column, TOP + ROW * place.row) for key, place in places.items()}


def stage_widths(chain: Chain, spots: Mapping[str, Spot]) -> Iterator[tuple[str, int, int]]:
    """Each stage with the left and right end of the columns it covers."""
    found: dict[str, list[int]] = {}
    for node in chain.nodes:
        found.setdefault(node.stage, []).append(spots[node.id].x)
    for stage in chain.stages:
        if stage in found:
            yield stage, min(found[stage]), max(found[stage]) + BOX_WIDTH


def chain_svg(chain: Chain, report: GapReport, *, link: str = "", drawing: Drawing | None = None) -> str:
    """The picture as SVG text.

    Args:
        chain: the definition.
        report: with a finding of every node.
        link: a URL with `{id}` that a click on a node opens; empty for none.
        drawing: more than that.
    """
    drawing = drawing or Drawing(link)
    spots = spots_of(chain)
    findings = {gap.node.id: gap for gap in report.gaps}
    width = LEFT + BOX_WIDTH + max((spot.x for spot in spots.values()), default=LEFT)
    height = TOP + ROW + 48 + max((spot.y - TOP for spot in spots.values()), default=0)
    title = f"{chain.name}产业链{'·' + report.region.name if report.region else ''}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="{"group" if drawing.link else "img"}" aria-label={quoteattr(title)} '
        f'font-family="{FONT}" font-size="13">'
    )
    parts = [
        head,
        f"<title>{escape(title)}</title>",
        _ARROW,
        *_stages(chain, spots),
        *_links(chain, spots),
        *(_box(node, spots[node.id], findings.get(key), (key, drawing)) for key, node in _keyed(chain)),
        *_legend(height, drawing.words),
        _mark(report),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


_ARROW: Final = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
    '<path d="M0 0 8 4 0 8z" fill="#9aa5b4"/></marker></defs>'
)


def _stages(chain: Chain, spots: Mapping[str, Spot]) -> Iterator[str]:
    for stage, left, right in stage_widths(chain, spots):
        yield f'<text x="{left}" y="40" fill="#1f2a37" font-weight="600" font-size="15">{escape(stage)}</text>'
        yield f'<path d="M{left} 52H{right}" stroke="#1f2a37" stroke-width="2"/>'


def _links(chain: Chain, spots: Mapping[str, Spot]) -> Iterator[str]:
    for link in chain.links:
        for option in link.options:
            dash = "" if option == link.source else ' stroke-dasharray="4 3"'
            yield _arrow(spots[option], spots[link.target], dash)


def _arrow(source: Spot, target: Spot, dash: str) -> str:
    x1, y1 = float(source.x + BOX_WIDTH), source.y + BOX_HEIGHT / 2
    x2, y2 = float(target.x), target.y + BOX_HEIGHT / 2
    if x2 <= x1:  # an input of an earlier stage: loop below the boxes
        x1, x2 = x1 - BOX_WIDTH / 2, x2 + BOX_WIDTH / 2
        y1, y2 = y1 + BOX_HEIGHT / 2, y2 + BOX_HEIGHT / 2
        path = f"M{x1} {y1}C{x1} {y1 + 26} {x2} {y2 + 26} {x2} {y2}"
    else:
        bend = min(60.0, (x2 - x1) / 2)
        path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    return f'<path d="{path}" fill="none" stroke="#c3cbd6" stroke-width="1.2"{dash} marker-end="url(#tip)"/>'


def _keyed(chain: Chain) -> Iterator[tuple[str, ChainNode]]:
    return ((node_id(chain, node), node) for node in chain.nodes)


def _box(node: ChainNode, spot: Spot, gap: Gap | None, drawn: tuple[str, Drawing]) -> str:
    key, drawing = drawn
    look, kind = look_of(gap), kind_of(gap)
    x, y = spot.x, spot.y
    count = "" if gap is None else f"{gap.observed} {drawing.words('家')}"
    sign = f"{look.sign} · " if look.sign else ""
    hint = f"{node.name}：{drawing.words(kind)}，{count}" + (f"；{gap.explanation}" if gap else "")
    body = (
        f"<title>{escape(hint)}</title>"
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6" fill="{look.fill}" '
        f'stroke="{look.line}" stroke-width="1.4"/>'
        f'<text x="{x + 9}" y="{y + 17}" fill="#111827">{escape(_short(node.name))}</text>'
        f'<text x="{x + 9}" y="{y + 33}" fill="{look.ink}" font-size="11">{sign}{count}</text>'
    )
    faded = "" if drawing.lit is None or key in drawing.lit else ' class="faded" opacity="0.22"'
    group = f'<g data-node={quoteattr(key)} data-type="{kind}"{faded}>{body}</g>'
    target = drawing.link.replace("{id}", key).replace("{short}", node.id)
    return f"<a href={quoteattr(target)}>{group}</a>" if target else group


def _short(name: str, room: int = 9) -> str:
    return name if len(name) <= room else name[: room - 1] + "…"


def _legend(height: int, words: Callable[[str], str]) -> Iterator[str]:
    x = LEFT
    looks = [(type_word(kind), look) for kind, look in GAP_LOOKS.items()]
    for word, look in (*looks, (NO_GAP_WORD, NOT_ASKED)):
        label = words(word)
        yield (
            f'<rect x="{x}" y="{height - 30}" width="14" height="14" rx="3" fill="{look.fill}" stroke="{look.line}"/>'
            f'<text x="{x + 19}" y="{height - 18}" fill="#374151" font-size="12">{label}</text>'
        )
        x += 34 + sum(13 if ord(letter) > 0x2E80 else 7 for letter in label)


def _mark(report: GapReport) -> str:
    if not report.tainted:
        return ""
    return f'<text x="{LEFT}" y="18" fill="#b42318" font-size="13" font-weight="600">{MARK_SHORT}</text>'
