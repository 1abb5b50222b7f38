"""Findings as tables: the weak links with what counts most, and every node of a chain."""

from collections.abc import Callable, Sequence
from typing import Final

from api.pages.frame.cells import Cell, Link, Links, Proof, Share, Tag
from api.pages.frame.findings import Findings
from api.pages.frame.sheets import Column, Rows, Sheet
from graph.analysis.results import Gap
from graph.view.colours import kind_of

_REMEDIES: Final = 2  # shown in the row; all of them stand on the page of the node
_FIRMS: Final = 5

_FIGURES: Final = (
    Column("类型"),
    Column("得分", "figure"),
    Column("把握", "percent"),
    Column("稳健", "percent"),
    Column("见到", "count"),
    Column("应见", "figure"),
)


def weak_sheet(found: Findings, gaps: Sequence[Gap]) -> Sheet:
    """Weak links, worst first."""
    columns = (Column("环节"), *_FIGURES, Column("原因", "long"), Column("首选对策", "long"), Column("证据"))

    def row(gap: Gap) -> Sequence[Cell]:
        return found.link(gap), *_figures(gap), gap.explanation, _remedies(gap), Proof(gap.evidence)

    return _sheet(found, "薄弱环节", columns, Rows(gaps, row))


def all_nodes_sheet(found: Findings, has: Callable[[Gap], bool]) -> Sheet:
    """Every node in the order of the chain, with the firms seen there."""
    gaps = [gap for gap in map(found.of, found.chain.nodes) if has(gap)]
    columns = (Column("环节"), *_FIGURES, Column("企业", "long"), Column("说明", "long"), Column("证据"))

    def row(gap: Gap) -> Sequence[Cell]:
        return found.link(gap), *_figures(gap), _firms(gap), gap.explanation, Proof(gap.evidence)

    return _sheet(found, "全部环节", columns, Rows(gaps, row))


def _sheet(found: Findings, kind: str, columns: Sequence[Column], rows: Rows[Gap]) -> Sheet:
    anchors = [gap.node.id for gap in rows.things]
    return Sheet(kind, columns, rows, anchors, found.report.tainted, shown=120)


def _figures(gap: Gap) -> tuple[Cell, ...]:
    return Tag(kind_of(gap)), Share(gap.score), gap.certainty, gap.robustness, gap.observed, gap.expected


def _remedies(gap: Gap) -> Links:
    shown = gap.remedies[:_REMEDIES]
    return Links([Link(f"{one.kind}：{one.target.name}", f"/entities/{one.target.id}") for one in shown])


def _firms(gap: Gap) -> Links:
    return Links([Link(firm.name, f"/entities/{firm.id}") for firm in gap.firms[:_FIRMS]])
