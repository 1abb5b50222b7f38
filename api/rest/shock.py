"""Shocks and complexity under /v1."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api import diagnosis
from api.rest.routes import Space
from api.wire import to_wire

router = APIRouter(prefix="/v1")

Level = Annotated[str, Query(description="province、city 或 county")]


class ShockRequest(BaseModel):
    """What fails: firms, nodes and regions by id or name."""

    model_config = ConfigDict(json_schema_extra={"example": {"remove": ["减速器"], "region": "浙江", "psi": 1.0}})

    remove: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(min_length=1, max_length=100)
    region: str | None = None
    psi: float = Field(default=1.0, ge=0, le=1)
    level: str = "province"


@router.post("/shock", tags=["冲击"])
def run_shock(space: Space, asked: ShockRequest) -> dict[str, Any]:
    """Loss of all, by node, region and firm, when these fail; with its path, its interval and the facts behind it."""
    found: dict[str, Any] = to_wire(
        diagnosis.shock(space, diagnosis.Shock(tuple(asked.remove), asked.region, asked.psi, asked.level))
    )
    return found


@router.get("/shock/ranking", tags=["冲击"])
def show_risks(
    space: Space, top: Annotated[int, Query(ge=1, le=1000)] = 10, level: Level = "province"
) -> dict[str, Any]:
    """Firms whose failure alone would cost most."""
    found: dict[str, Any] = to_wire(diagnosis.risks(space, top=top, level=level))
    return found


@router.get("/shock/worst", tags=["冲击"])
def show_worst(
    space: Space, size: Annotated[int, Query(ge=1, le=50, description="几家企业 · how many firms")] = 5
) -> dict[str, Any]:
    """Few firms whose failure together would cost most, with a bound on what any as many could cost."""
    found: dict[str, Any] = to_wire(diagnosis.worst(space, size=size))
    return found


@router.get("/shock/second-source", tags=["冲击"])
def show_second_source(space: Space, firm: Annotated[str, Query(min_length=1, max_length=200)]) -> dict[str, Any]:
    """What each rival would save as second source beside a firm."""
    found: dict[str, Any] = to_wire(diagnosis.second_source(space, firm))
    return found


@router.get("/complexity", tags=["复杂度"])
def show_complexity(space: Space, level: Level = "province") -> dict[str, Any]:
    """Economic complexity of regions and nodes, and what lies near to each region."""
    found: dict[str, Any] = to_wire(diagnosis.complexity(space, level))
    return found
