"""Who supplies whom over the borders of regions: the purchases that are recorded, as ribbons and as a table."""

from typing import Any, Final, Literal

import numpy as np
from fastapi import Request
from fastapi.responses import Response

from api.kept import kept
from api.pages.frame.asked import Space
from api.pages.frame.figures import Figure
from api.pages.frame.landscape import census_at
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.analysis.region_flows import RegionFlows, region_flows
from graph.view.sankey import Flow, sankey
from ontology.values.regions import region_of

router = page_router()
ROOM = Room(router, (Entry("看格局", "地区间流向", "/flows"),))

_DRAWN: Final = 60  # ribbons; more are a tangle

Level = Literal["province", "city"]


@router.get("/flows")
def show_flows(request: Request, space: Space, level: Level = "province", inside: Literal["", "1"] = "") -> Response:
    """Flows between provinces or cities; with `inside=1` those within one too."""
    return show(request, "flows/flows.html", lambda: flows_page(space, level, inside=bool(inside)))


def flows_page(workspace: Workspace, level: Level, *, inside: bool) -> dict[str, Any]:
    """The largest flows as a picture, all of them as a table."""
    found = kept(workspace, ("flows", level), lambda space: _flows(space, level))
    listed = _listed(found, inside=inside)
    title = "地区间的采购"
    flows = [Flow(source, target, records) for source, target, records, _ in listed[:_DRAWN]]
    columns = (Column("供方地区"), Column("需方地区"), Column("采购记录", "count"), Column("金额（元）", "count"))
    return {
        "level": level,
        "inside": inside,
        "unplaced": found.unplaced,
        "some": bool(listed),
        "figures": {"flows": Figure(title, sankey(flows, title), "flows")},
        "sheets": {"flows": Sheet(title, columns, listed)},
    }


def _flows(workspace: Workspace, level: Level) -> RegionFlows:
    return region_flows(workspace.reading.snapshot, census_at(workspace, level))


def _listed(found: RegionFlows, *, inside: bool) -> list[tuple[str, str, float, float | None]]:
    names = [region_of(key).name for key in found.regions]
    rows, columns = np.nonzero(found.records)
    flows = [
        (names[a], names[b], float(found.records[a, b]), float(found.amounts[a, b]) or None)
        for a, b in zip(rows.tolist(), columns.tolist(), strict=True)
        if inside or a != b
    ]
    return sorted(flows, key=lambda one: (-one[2], one[0], one[1]))
