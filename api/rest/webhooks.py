"""Webhooks under /v1: who is told of new weak links."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from api.rest.bodies import Page
from api.rest.origin import refuse_foreign_origin
from api.rest.paging import page_of
from api.rest.routes import Cursor, Size, Space
from api.webhooks import registering
from api.webhooks.hook import hook_of
from api.webhooks.outbox import deliveries

router = APIRouter(prefix="/v1/webhooks", tags=["回调"])
_changes = [Depends(refuse_foreign_origin)]


class WebhookRequest(BaseModel):
    """An address, and what it is to be told of."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"url": "http://10.0.0.8:9000/liantu", "chain": "industrial-robot", "region": "浙江"}
        }
    )

    url: str = Field(min_length=1, max_length=2000)
    chain: str = Field(min_length=1, max_length=200)
    region: Annotated[str, Field(max_length=200)] | None = None


@router.get("")
def list_webhooks(space: Space) -> dict[str, Any]:
    """Registered addresses, without their secrets."""
    return registering.listed(space)


@router.post("", status_code=201, dependencies=_changes)
def add_webhook(space: Space, asked: WebhookRequest) -> dict[str, Any]:
    """Register an address; the answer tells its secret, this once."""
    made = registering.register(space, asked.url, asked.chain, asked.region)
    return {**made.as_wire(), "secret": made.secret}


@router.delete("/{hook}", dependencies=_changes)
def remove_webhook(space: Space, hook: str) -> dict[str, Any]:
    """Take an address out."""
    return registering.unregister(space, hook)


@router.post("/{hook}/test", dependencies=_changes)
def try_webhook(space: Space, hook: str) -> dict[str, Any]:
    """Send a test message now; answers how the attempt went."""
    return registering.try_out(space, hook)


@router.get("/{hook}/deliveries")
def list_deliveries(space: Space, hook: str, cursor: Cursor = None, size: Size = 50) -> Page:
    """Attempts to deliver, the newest first."""
    hook_of(space.folder, hook)
    return page_of(deliveries(space.folder, hook), cursor, size=size)
