"""A chain in a region: its picture, its weak links, what to do about them; each view and filter an address."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Final

from fastapi import Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.pages.frame.address import to
from api.pages.frame.asked import RegionName, Space
from api.pages.frame.cells import Link
from api.pages.frame.figures import Figure
from api.pages.frame.findings import Findings, find_later
from api.pages.frame.language import Language, half, language_of, say
from api.pages.frame.rendering import refusal, show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.pages.rooms.gap_tables import all_nodes_sheet, weak_sheet
from api.workspace import Workspace
from graph.analysis.results import Gap
from graph.view.chain_picture import Drawing, chain_svg
from graph.view.chain_points import MOST_SHAPES, chain_points
from graph.view.colours import kind_of
from ontology.errors import LiantuError

VIEWS: Final = {"weak": "薄弱环节", "plan": "补链", "policies": "政策对缺口", "all": "全部环节"}

router = page_router()
ROOM = Room(router, (Entry("看短板", "产业链", "/chains"),))


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a chain is shown: the view, and which findings stand out."""

    view: str
    types: tuple[str, ...]
    least: float  # certainty, 0..1

    def has(self, gap: Gap) -> bool:
        """Whether a finding stands out."""
        return (not self.types or kind_of(gap) in self.types) and gap.certainty >= self.least

    @property
    def filters(self) -> bool:
        return bool(self.types) or self.least > 0


def _shown(
    view: str = "weak",
    type: Annotated[list[str] | None, Query()] = None,  # noqa: A002 — the wire name
    least: Annotated[str, Query(max_length=8)] = "",
) -> Shown:
    return Shown(view if view in VIEWS else "weak", tuple(type or ()), _share(least))


def _share(text: str) -> float:
    """A part of 1 from a form; 0 for an empty field, and for what is no number."""
    try:
        return min(max(float(text), 0.0), 1.0) if text else 0.0
    except ValueError:
        return 0.0


@router.get("/chains")
def choose_chain(request: Request, space: Space, chain: str = "", region: RegionName = "") -> Response:
    """All chains; from a form that names one, on to the chain's own address."""
    if chain:
        return RedirectResponse(to(f"/chains/{chain}", region=region), status_code=303)
    return show(request, "chains/list.html", lambda: chain_list(space, language_of(request)))


@router.get("/chains/{chain}")
def show_chain(
    request: Request, space: Space, chain: str, shown: Annotated[Shown, Depends(_shown)], region: RegionName = ""
) -> Response:
    """The chain's picture and its weak links."""
    try:
        found = find_later(space, chain, region)
    except LiantuError as problem:
        return refusal(request, problem)
    if found is None:
        return show(request, "chains/begun.html", lambda: begun_page(space, chain, region))
    return show(request, "chains/chain.html", lambda: chain_page(space, found, shown, language_of(request)))


def chain_list(workspace: Workspace, language: Language) -> dict[str, Any]:
    """Chains with their sizes."""
    chains = workspace.chains
    columns = (Column("产业链"), Column("环节", "count"), Column("联系", "count"), Column("出处", "long"))
    rows = [
        (Link(chain.name, f"/chains/{chain.id}"), len(chain.nodes), len(chain.links), half(language, chain.origin))
        for chain in chains
    ]
    return {"chains": chains, "sheets": {"chains": Sheet("产业链", columns, rows)}}


def begun_page(workspace: Workspace, text: str, region: str) -> dict[str, Any]:
    """A chain of thousands of nodes before its findings are there: what it consists of."""
    chain = workspace.chain(text)
    return {"chain": chain, "region": region, "points": chain_points(chain, ())}


def chain_page(workspace: Workspace, found: Findings, shown: Shown, language: Language) -> dict[str, Any]:
    """Picture, counts of types, and the table of the view."""
    report, chain = found.report, found.chain
    lit = {gap.node.id for gap in report.gaps if shown.has(gap)} if shown.filters else None
    many = len(chain.nodes) > MOST_SHAPES
    weak = [gap for gap in found.weak if shown.has(gap)]
    return {
        "chains": workspace.chains,
        "found": found,
        "shown": shown,
        "views": VIEWS,
        "types": Counter(kind_of(gap) for gap in report.gaps),
        "weak": weak,
        "points": chain_points(chain, report.gaps, lit) if many else None,
        "figures": {} if many else {"chain": _figure(found, lit, language)},
        "sheets": {"gaps": weak_sheet(found, weak), "nodes": all_nodes_sheet(found, shown.has)},
    }


def _figure(found: Findings, lit: set[str] | None, language: Language) -> Figure:
    drawing = Drawing(found.address("{short}").replace("%7B", "{").replace("%7D", "}"), lit, partial(say, language))
    title = f"{found.chain.name}产业链" + (f"·{found.region}" if found.region else "")
    return Figure(title, chain_svg(found.chain, found.report, drawing=drawing), "nodes", found.report.tainted)
