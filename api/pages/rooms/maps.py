"""The country as a map: a chain's firms, coverage and local purchases by province, and the cities of one."""

import json
from typing import Annotated, Any, Final

import numpy as np
from fastapi import Query, Request
from fastapi.responses import Response

from api.access.sight import is_shown, shown_region
from api.kept import kept
from api.pages.frame.address import to
from api.pages.frame.asked import RegionName, Space
from api.pages.frame.cells import Cell, Link
from api.pages.frame.figures import Figure
from api.pages.frame.landscape import census_at
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Kind, Sheet
from api.workspace import Workspace
from graph.analysis.census import Census
from graph.view.tile_map import Tile, outline_map, tile_map
from ontology.errors import BadInput
from ontology.values.regions import Region, find_region, is_inside, region_of, regions

router = page_router()
ROOM = Room(router, (Entry("看格局", "地图", "/map"),))

MEASURES: Final = {"firms": "企业", "nodes": "有企业的环节", "coverage": "覆盖率", "unseen": "估计未见的企业"}
OUTLINES: Final = "map.geojson"  # of the workspace: a user's own


@router.get("/map")
def show_map(
    request: Request,
    space: Space,
    chain: Annotated[str, Query(max_length=100)] = "",
    region: RegionName = "",
    measure: str = "firms",
) -> Response:
    """Provinces, or the cities of one."""
    asked = measure if measure in MEASURES else "firms"
    return show(request, "maps/map.html", lambda: map_page(space, chain, region, asked))


def map_page(workspace: Workspace, chain: str, region: str, measure: str) -> dict[str, Any]:
    """Tiles and the same as a table. Raises OtherRegion for the cities of a province elsewhere."""
    place = shown_region(find_region(region)) if region else None
    if place is not None and place.level != "province":
        place = region_of(place.parent) if place.level == "city" else None
    definition = workspace.chain(chain) if chain else None
    key = definition.id if definition else ""
    values = kept(workspace, ("map", key, place.id if place else ""), lambda space: _values(space, key, place))
    tiles = [_tile(one, found, measure, key) for one, found in values]
    title = f"{definition.name if definition else '全部产业链'}·{place.name if place else '全国'}·{MEASURES[measure]}"
    figure = Figure(title, _drawn(workspace, tiles, title, whole=place is None), "regions")
    return {
        "chains": workspace.chains,
        "chain": key,
        "place": place,
        "measure": measure,
        "measures": MEASURES,
        "figures": {"map": figure},
        "sheets": {"regions": _sheet(values, key)},
    }


Values = dict[str, float | None]


def _values(workspace: Workspace, chain: str, place: Region | None) -> list[tuple[Region, Values]]:
    """Figures of each province, or of each city of one; regions without a firm have none but 0."""
    census = census_at(workspace, "city" if place else "province")
    columns = [number for number, node in enumerate(census.makings.nodes) if not chain or _is_of(node, chain)]
    rows = {key: _figures(census, number, columns) for number, key in enumerate(census.regions)}
    nothing: Values = {"firms": 0, "nodes": 0, "coverage": None, "unseen": None}
    level, inside = ("city", place.id) if place else ("province", "")
    listed = [one for one in regions() if one.level == level and (not inside or is_inside(one.id, inside))]
    return [(one, rows.get(one.id, nothing)) for one in listed]


def _is_of(node: str, chain: str) -> bool:
    return node.startswith(f"node:{chain}/")


def _figures(census: Census, row: int, columns: list[int]) -> Values:
    inside = census.home[census.makings.firm] == row
    firms = census.makings.firm[inside & np.isin(census.makings.node, columns)]
    return {
        "firms": int(np.unique(firms).size),
        "nodes": int((census.seen[row, columns] > 0).sum()),
        "coverage": float(census.coverage[row]),
        "unseen": float(census.outlook.unseen[row, columns].sum()),
    }


def _text(measure: str, value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:.0%}" if measure == "coverage" else f"{value:,.0f}"


def _tile(region: Region, found: Values, measure: str, chain: str) -> Tile:
    value = found[measure]
    return Tile(region.code, region.short, value, _text(measure, value), _drill(region, chain, measure))


def _drill(region: Region, chain: str, measure: str) -> str:
    """Into a province its cities; of a city the chain there, or its own page; nowhere out of the account's regions."""
    if not is_shown(region.name):
        return ""
    if region.level == "province":
        return to("/map", chain=chain, region=region.name, measure=measure)
    return to(f"/chains/{chain}", region=region.name) if chain else f"/entities/{region.id}"


def _drawn(workspace: Workspace, tiles: list[Tile], title: str, *, whole: bool) -> str:
    """The user's own outlines of provinces where the workspace has them, else tiles."""
    file = workspace.folder / OUTLINES
    if not whole or not file.exists():
        return tile_map(tiles, title)
    try:
        shapes = json.loads(file.read_text(encoding="utf-8"))
        known = {key: tile for tile in tiles for key in (tile.code, tile.name, region_of(f"reg:{tile.code}").name)}
        return outline_map(shapes, known, title)
    except (ValueError, KeyError, TypeError) as problem:
        raise BadInput(f"{OUTLINES} 不是 GeoJSON · {OUTLINES} is no GeoJSON: {problem}") from problem


def _sheet(values: list[tuple[Region, Values]], chain: str) -> Sheet:
    kinds: dict[str, Kind] = {"coverage": "percent", "unseen": "figure"}
    columns = [Column("地区"), *(Column(word, kinds.get(key, "count")) for key, word in MEASURES.items())]
    ordered = sorted(values, key=lambda one: -(one[1]["firms"] or 0))
    rows: list[list[Cell]] = [
        [_named(region, _drill(region, chain, "firms")), *(found[key] for key in MEASURES)] for region, found in ordered
    ]
    return Sheet("各地区", columns, rows)


def _named(region: Region, href: str) -> Cell:
    return Link(region.name, href) if href else region.name
