"""Constraints, assignment and the exposure audit under /v1/market."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.market.assigning import DemandGiven, MarketGiven, Way, assign
from api.market.auditing import audit
from api.market.finding import Place, Quotas, find
from api.market.served import note_served
from api.market.terms import TermsGiven
from api.rest.routes import Space
from api.wire import to_wire
from api.workspace import day_of

router = APIRouter(prefix="/v1/market")

Word = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class TermsBody(BaseModel):
    """What a provider must be; what is left out does not bind."""

    within: str = Field(default="", max_length=100, description="地区 · its seat must lie in it")
    certificates: list[Word] = Field(default_factory=list, max_length=20)
    capacity: str = Field(default="", max_length=50, description="如 5000台 · at least this much a year")
    asker: str = Field(default="", max_length=200, description="需求方企业 · the firm that asks; no rivals of it")
    excluded: list[Word] = Field(default_factory=list, max_length=200)
    unknown_too: bool = False

    def given(self) -> TermsGiven:
        """The same as the command line's."""
        lists = tuple(self.certificates), tuple(self.excluded)
        return TermsGiven(self.within, lists[0], self.capacity, self.asker, lists[1], self.unknown_too)


class FindBody(BaseModel):
    """A need with hard constraints and quotas."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"text": "需要谐波减速器", "terms": {"within": "浙江"}, "small": 0.3}}
    )

    text: Text
    region: str | None = Field(default=None, max_length=100)
    top: int = Field(default=10, ge=1, le=200)
    terms: TermsBody = Field(default_factory=TermsBody)
    small: float | None = Field(default=None, ge=0, le=1, description="中小企业配额 · share of small firms")
    local: float | None = Field(default=None, ge=0, le=1, description="本地企业配额 · share of local firms")
    most_loss: float = Field(default=0.1, ge=0, le=1)


class DemandBody(BaseModel):
    """One need of many."""

    id: Word
    text: Text
    region: str | None = Field(default=None, max_length=100)
    amount: float | None = Field(default=None, ge=0, description="订单金额（万元）")
    terms: TermsBody = Field(default_factory=TermsBody)


class AssignBody(BaseModel):
    """Needs and capacities."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"demands": [{"id": "d1", "text": "需要谐波减速器"}, {"id": "d2", "text": "需要RV减速器"}]}
        }
    )

    demands: list[DemandBody] = Field(min_length=1, max_length=2000)
    capacity: dict[str, Annotated[int, Field(ge=0, le=1_000_000)]] = Field(default_factory=dict, max_length=20_000)
    each: int = Field(default=1, ge=0, le=1_000_000)
    candidates: int = Field(default=30, ge=1, le=200)
    way: Way = Way.BEST


@router.post("/find", tags=["供需"])
def find_under_terms(space: Space, body: FindBody) -> dict[str, Any]:
    """Providers that meet every hard constraint, with who was left out and why, and what the quotas did."""
    quotas = Quotas(body.small, body.local, body.most_loss)
    found = find(space, body.text, Place(body.region, body.top), body.terms.given(), quotas)
    note_served(space, found.report)
    shown: dict[str, Any] = to_wire(found)
    return shown


@router.post("/assign", tags=["供需"])
def assign_demands(space: Space, body: AssignBody) -> dict[str, Any]:
    """Who serves which need under capacity: the optimum with its proof, or a stable matching."""
    demands = [DemandGiven(one.id, one.text, one.region, one.amount, one.terms.given()) for one in body.demands]
    found: dict[str, Any] = to_wire(
        assign(space, MarketGiven(demands, body.capacity, body.each, body.candidates), body.way)
    )
    return found


@router.get("/exposure", tags=["供需"])
def show_exposure(
    space: Space,
    since: Annotated[str | None, Query(examples=["2026-01-01"])] = None,
    until: str | None = None,
) -> dict[str, Any]:
    """Who was shown how much, against who could have been."""
    found: dict[str, Any] = to_wire(audit(space, day_of(since), day_of(until)))
    return found
