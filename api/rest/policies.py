"""Policies under /v1: which are in force, which a firm may apply for, goals, clauses for weak links, levels."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api import policies
from api.rest.routes import Space
from api.wire import to_wire

router = APIRouter(prefix="/v1", tags=["政策"])

Region = Annotated[str | None, Query(description="地区名称或代码 · name or code", examples=["浙江"])]
OnDay = Annotated[str, Query(pattern=r"^$|^\d{4}-\d{2}-\d{2}$", description="按哪一天判断 · in force on this day")]


class EligibleRequest(BaseModel):
    """A firm: one of the graph, what it says of itself, or both."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "enterprise": "杭州样例谐动传动科技有限公司",
                "facts": {"rd_expense": {"2025": 3200}, "incidents": [], "titles": ["高新技术企业"]},
                "on": "2026-07-15",
            }
        }
    )

    enterprise: str = Field(default="", max_length=200)
    facts: dict[str, Any] = Field(default_factory=dict, max_length=100)
    base_year: int | None = Field(default=None, ge=1990, le=2200)
    policies: list[Annotated[str, Field(max_length=200)]] = Field(default_factory=list, max_length=200)
    on: str = Field(default="", pattern=r"^$|^\d{4}-\d{2}-\d{2}$")


class AlignRequest(BaseModel):
    """Policies by id or title, the widest level first."""

    model_config = ConfigDict(json_schema_extra={"example": {"policies": ["专精特新管理办法", "浙江省实施细则"]}})

    policies: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(min_length=1, max_length=10)


@router.post("/policies/eligible")
def find_eligible(space: Space, asked: EligibleRequest) -> dict[str, Any]:
    """Which policies a firm may apply for: verdict, each condition with its clause, what is missing, smallest step."""
    who = policies.Applicant(asked.enterprise, asked.facts, asked.base_year)
    found: dict[str, Any] = to_wire(policies.eligible(space, who, on=asked.on, only=asked.policies))
    return found


@router.get("/policies")
def list_policies(space: Space, region: Region = None, on: OnDay = "") -> dict[str, Any]:
    """Policies in force with their conditions; expired, replaced and past ones apart, each with the reason."""
    found: dict[str, Any] = to_wire(policies.policies(space, region, on=on))
    return found


@router.get("/policies/firms")
def list_firms(
    space: Space, policy: Annotated[str, Query(min_length=1)], top: Annotated[int, Query(ge=1, le=400)] = 20
) -> dict[str, Any]:
    """Firms that may apply for a policy, or may be able to."""
    found: dict[str, Any] = to_wire(policies.firms(space, policy, top=top))
    return found


@router.get("/policies/targets")
def list_targets(space: Space, region: Region = None) -> dict[str, Any]:
    """Goals of policies with year and number, and how far each is reached."""
    found: dict[str, Any] = to_wire(policies.targets(space, region))
    return found


@router.get("/policies/clauses")
def list_clauses(space: Space, chain: Annotated[str, Query(min_length=1)], region: Region = None) -> dict[str, Any]:
    """Which clause of which policy serves which weak link of a chain."""
    return {"weak_links": to_wire(policies.clauses(space, chain, region))}


@router.post("/policies/align")
def align_policies(space: Space, asked: AlignRequest) -> dict[str, Any]:
    """Policies of several levels side by side, condition by condition."""
    found: dict[str, Any] = to_wire(policies.align(space, asked.policies))
    return found
