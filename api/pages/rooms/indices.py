"""Composite indices: scores with intervals of rank and tiers, and what each score is made of."""

from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response

from api.indices import known_indices, measure
from api.kept import kept
from api.pages.frame.address import to
from api.pages.frame.asked import Space
from api.pages.frame.cells import Cell, Link, Proof, Span
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.analysis.indices.measure import DRAWS, Asked
from graph.analysis.indices.report import IndexReport, UnitScore

router = page_router()
ROOM = Room(router, (Entry("看格局", "指数", "/indices"),))


@router.get("/indices")
def show_indices(request: Request, space: Space) -> Response:
    """All definitions."""
    return show(request, "indices/list.html", lambda: indices_page(space))


@router.get("/indices/{name}")
def show_index(
    request: Request,
    space: Space,
    name: str,
    year: Annotated[str, Query(max_length=4, pattern=r"^\d*$")] = "",
    unit: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """One index of a year; with `unit` also what its score is made of."""
    return show(request, "indices/index.html", lambda: index_page(space, name, int(year) if year else None, unit))


def indices_page(workspace: Workspace) -> dict[str, Any]:
    """Names, sizes, sources."""
    columns = (Column("指数"), Column("维度", "count"), Column("指标", "count"), Column("出处", "long"))
    rows = [
        (Link(one.name, f"/indices/{one.id}"), len(one.dimensions), len(one.indicators), one.source)
        for one in known_indices(workspace)
    ]
    return {"sheets": {"indices": Sheet("综合指数", columns, rows)}}


def index_page(workspace: Workspace, name: str, year: int | None, unit: str) -> dict[str, Any]:
    """Scores of all units, and the parts of one."""
    report = kept(workspace, ("index", name, year), lambda space: measure(space, name, Asked(year, None, None, DRAWS)))
    chosen = next((one for one in report.units if unit in {one.id, one.name}), None)
    sheets = {"units": _units_sheet(report)}
    if chosen:
        sheets["parts"] = _parts_sheet(chosen)
    return {"report": report, "chosen": chosen, "indices": known_indices(workspace), "sheets": sheets}


def _units_sheet(report: IndexReport) -> Sheet:
    names = [one.name for one in report.units[0].dimensions] if report.units else []
    columns = (
        Column("地区"), Column("得分", "figure"), Column("名次及区间", "count"), Column("档", "count"),
        Column("在此档的概率", "percent"), *(Column(name, "figure") for name in names), Column("缺的指标", "long"),
    )  # fmt: skip
    ranked = sum(one.rank is not None for one in report.units)
    rows = [_unit_row(report, one, ranked) for one in report.units]
    return Sheet(report.index.name, columns, rows, marked=report.tainted)


def _unit_row(report: IndexReport, one: UnitScore, ranked: int) -> tuple[Cell, ...]:
    address = to(f"/indices/{report.index.id}", year=report.year, unit=one.id)
    rank: Cell = one.rank
    if one.rank is not None and one.rank_interval is not None:
        rank = Span(one.rank, *one.rank_interval, least=1, most=ranked)
    missing = "、".join(one.missing)
    return (
        Link(one.name, address), one.score, rank, one.tier, one.tier_probability,
        *(part.score for part in one.dimensions), missing,
    )  # fmt: skip


def _parts_sheet(unit: UnitScore) -> Sheet:
    columns = (
        Column("指标"), Column("数值", "figure"), Column("归一", "figure"), Column("权重", "figure"),
        Column("贡献", "figure"), Column("证据"),
    )  # fmt: skip
    rows = [
        (one.name, one.value, one.normalised, one.weight, one.contribution, Proof(one.evidence))
        for one in unit.indicators
    ]  # fmt: skip
    return Sheet("得分的构成", columns, rows, marked=unit.tainted)
