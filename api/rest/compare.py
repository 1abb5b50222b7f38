"""Comparisons under /v1: regions side by side, one region in brief, and what changed since a day."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.comparison import changes_since, checkup, compare_by_index, compare_chains, compare_regions
from api.rest.routes import Space
from api.wire import to_wire

router = APIRouter(prefix="/v1", tags=["对标"])


@router.get("/compare")
def show_comparison(
    space: Space,
    region: Annotated[list[str], Query(description="一个或几个地区 · one or more", examples=[["浙江", "江苏"]])],
    chain: Annotated[str | None, Query(description="不写则列出全部链 · all chains without one")] = None,
) -> dict[str, Any]:
    """Regions against each other, gap by gap; one region alone against its peers and the best.

    Coverages stand beside the findings: `alike` is false where a difference may lie in the data.
    """
    found: dict[str, Any] = to_wire(compare_regions(space, region, chain) if chain else compare_chains(space, region))
    return found


@router.get("/compare/index")
def show_index_comparison(
    space: Space,
    index: Annotated[str, Query(description="指数编号 · id of an index")],
    region: Annotated[list[str], Query(description="一个或几个地区 · one or more")],
) -> dict[str, Any]:
    """Regions by a composite index: scores, ranks, in what they differ, input–output efficiency with its peers."""
    found: dict[str, Any] = to_wire(compare_by_index(space, region, index))
    return found


@router.get("/checkup")
def show_checkup(space: Space, chain: str, region: str | None = None) -> dict[str, Any]:
    """One chain in one region on a page."""
    found: dict[str, Any] = to_wire(checkup(space, chain, region))
    return found


@router.get("/changes")
def show_changes(
    space: Space,
    chain: str,
    since: Annotated[str, Query(examples=["2025-12-31"])],
    region: str | None = None,
) -> dict[str, Any]:
    """What changed since a day, and why; `as_of` is the later day."""
    found: dict[str, Any] = to_wire(changes_since(space, chain, region, since))
    return found
