"""Composite indices under /v1."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from api.indices import index_outline, known_indices, measure
from api.rest.routes import Space
from api.wire import to_wire
from graph.analysis.indices.measure import DRAWS, Asked

router = APIRouter(prefix="/v1")


def _asked(
    year: Annotated[int | None, Query(description="不写则最近有得分的一年 · the newest year without it")] = None,
    since: Annotated[int | None, Query(description="与哪一年比 · the year changes are told from")] = None,
    peer: Annotated[str | None, Query(description="与谁对标 · the unit to compare with")] = None,
    draws: Annotated[int, Query(ge=0, le=100_000)] = DRAWS,
) -> Asked:
    return Asked(year, since, peer, draws)


@router.get("/indices", tags=["指数"])
def list_indices(space: Space) -> dict[str, Any]:
    """Definitions of composite indices: the bundled ones and the workspace's own."""
    return {"indices": [index_outline(one) for one in known_indices(space)]}


@router.get("/indices/{name}", tags=["指数"])
def show_index(space: Space, name: str, asked: Annotated[Asked, Depends(_asked)]) -> dict[str, Any]:
    """An index of a year from the figures in the graph: scores, rank intervals, tiers, and what each is made of."""
    found: dict[str, Any] = to_wire(measure(space, name, asked))
    return found
