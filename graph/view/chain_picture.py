"""The chain as an SVG: columns from 上游 to 下游, gap colours and signs, firm counts; nothing from outside."""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from graph.analysis.results import Gap, GapReport, type_word
from graph.view.colours import GAP_LOOKS, NOT_ASKED, kind_of, look_of
from graph.view.layers import Place, layout
from ontology.chains import Chain, node_id
from ontology.schema import MARK_SHORT

BOX_WIDTH: Final = 132
BOX_HEIGHT: Final = 40
COLUMN: Final = 186
ROW: Final = 56
TOP: Final = 74
LEFT: Final = 24
_FONT: Final = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"


def chain_svg(chain: Chain, report: GapReport, *, link: str = "") -> str:
    """The picture as SVG text.

    Args:
        chain: the definition.
        report: a report made with `healthy=True`, so that every node has its finding.
        link: a URL with `{id}` that a click on a node opens; empty for none.
    """
    places = layout(chain)
    findings = {gap.node.id: gap for gap in report.gaps}
    width = LEFT * 2 + COLUMN * max((place.column for place in places.values()), default=0) + BOX_WIDTH
    height = TOP + ROW * (max((place.row for place in places.values()), default=0) + 1) + 48
    title = f"{chain.name}产业链{'·' + report.region.name if report.region else ''}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label={quoteattr(title)} font-family="{_FONT}" font-size="13">'
    )
    parts = [
        head,
        f"<title>{escape(title)}</title>",
        _ARROW,
        *_stages(chain, places),
        *_links(chain, places),
        *(_box(chain, node.id, places[node.id], findings.get(node_id(chain, node)), link) for node in chain.nodes),
        *_legend(height),
        _mark(report),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


_ARROW: Final = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
    '<path d="M0 0 8 4 0 8z" fill="#9aa5b4"/></marker></defs>'
)


def _stages(chain: Chain, places: Mapping[str, Place]) -> Iterator[str]:
    for stage in chain.stages:
        columns = [places[node.id].column for node in chain.nodes if node.stage == stage]
        if columns:
            left, right = LEFT + COLUMN * min(columns), LEFT + COLUMN * max(columns) + BOX_WIDTH
            yield f'<text x="{left}" y="40" fill="#1f2a37" font-weight="600" font-size="15">{escape(stage)}</text>'
            yield f'<path d="M{left} 52H{right}" stroke="#1f2a37" stroke-width="2"/>'


def _links(chain: Chain, places: Mapping[str, Place]) -> Iterator[str]:
    for link in chain.links:
        for option in link.options:
            dash = "" if option == link.source else ' stroke-dasharray="4 3"'
            yield _arrow(places[option], places[link.target], dash)


def _arrow(source: Place, target: Place, dash: str) -> str:
    x1, y1 = float(LEFT + COLUMN * source.column + BOX_WIDTH), TOP + ROW * source.row + BOX_HEIGHT / 2
    x2, y2 = float(LEFT + COLUMN * target.column), TOP + ROW * target.row + BOX_HEIGHT / 2
    if x2 <= x1:  # an input of an earlier stage: loop below the boxes
        x1, x2 = x1 - BOX_WIDTH / 2, x2 + BOX_WIDTH / 2
        y1, y2 = y1 + BOX_HEIGHT / 2, y2 + BOX_HEIGHT / 2
        path = f"M{x1} {y1}C{x1} {y1 + 26} {x2} {y2 + 26} {x2} {y2}"
    else:
        bend = min(60.0, (x2 - x1) / 2)
        path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    return f'<path d="{path}" fill="none" stroke="#c3cbd6" stroke-width="1.2"{dash} marker-end="url(#tip)"/>'


def _box(chain: Chain, short: str, place: Place, gap: Gap | None, link: str) -> str:
    node = chain.node(short)
    look, kind = look_of(gap), kind_of(gap)
    x, y = LEFT + COLUMN * place.column, TOP + ROW * place.row
    count = "" if gap is None else f"{gap.observed} 家"
    sign = f"{look.sign} · " if look.sign else ""
    hint = f"{node.name}：{kind}，{count}" + (f"；{gap.explanation}" if gap else "")
    body = (
        f"<title>{escape(hint)}</title>"
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6" fill="{look.fill}" '
        f'stroke="{look.line}" stroke-width="1.4"/>'
        f'<text x="{x + 9}" y="{y + 17}" fill="#111827">{escape(_short(node.name))}</text>'
        f'<text x="{x + 9}" y="{y + 33}" fill="{look.ink}" font-size="11">{sign}{count}</text>'
    )
    key = node_id(chain, node)
    group = f'<g data-node={quoteattr(key)} data-type="{kind}">{body}</g>'
    return f"<a href={quoteattr(link.replace('{id}', key))}>{group}</a>" if link else group


def _short(name: str, room: int = 9) -> str:
    return name if len(name) <= room else name[: room - 1] + "…"


def _legend(height: int) -> Iterator[str]:
    x = LEFT
    looks = [(type_word(kind), look) for kind, look in GAP_LOOKS.items()]
    for label, look in (*looks, ("不作缺口", NOT_ASKED)):
        yield (
            f'<rect x="{x}" y="{height - 30}" width="14" height="14" rx="3" fill="{look.fill}" stroke="{look.line}"/>'
            f'<text x="{x + 19}" y="{height - 18}" fill="#374151" font-size="12">{label}</text>'
        )
        x += 34 + 13 * len(label)


def _mark(report: GapReport) -> str:
    if not report.tainted:
        return ""
    return f'<text x="{LEFT}" y="18" fill="#b42318" font-size="13" font-weight="600">{MARK_SHORT}</text>'
