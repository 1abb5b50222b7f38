"""Who asks, keys, the audit and the backup under /v1."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.background import BackgroundTask

from api.access import keys
from api.access.asked import CallerOf, GuardOf, add_own_key, note
from api.access.register import Key
from api.access.roles import Role
from api.rest.origin import refuse_foreign_origin
from api.rest.routes import Queue
from api.upkeep.backup import backup
from ontology.values.regions import region_of

router = APIRouter(prefix="/v1", tags=["账号"])
_changes = [Depends(refuse_foreign_origin)]


class KeyRequest(BaseModel):
    """A key for the account that asks."""

    model_config = ConfigDict(json_schema_extra={"example": {"role": "reader", "days": 90, "note": "报表程序"}})

    role: Role = Role.READER
    days: int = Field(default=90, ge=1, le=keys.MOST_DAYS)
    note: str = Field(default="", max_length=200)


@router.get("/me")
def show_me(caller: CallerOf) -> dict[str, Any]:
    """Who asks, with which role, for which regions (none: all), and by what (local, session, key)."""
    regions = [region_of(one).name for one in caller.regions]
    return {"name": caller.name, "role": caller.role, "regions": regions, "by": caller.by}


@router.get("/keys")
def list_keys(guard: GuardOf, caller: CallerOf) -> dict[str, Any]:
    """The keys of the account that asks, without their secrets."""
    return {"keys": [_wire(key) for key in guard.register.held.keys if key.account == caller.name]}


@router.post("/keys", status_code=201, dependencies=_changes)
def add_key(request: Request, asked: KeyRequest) -> dict[str, Any]:
    """Make a key; `key` is shown this once. It never has more rights than who asks."""
    made = add_own_key(request, asked.role, asked.days, asked.note)
    return {**_wire(made.key), "key": made.shown}


@router.delete("/keys/{key}", dependencies=_changes)
def revoke_key(request: Request, guard: GuardOf, caller: CallerOf, key: str) -> dict[str, Any]:
    """End one of one's own keys."""
    ended = keys.revoke(guard.register, keys.of_account(guard.register.held, key, caller.name).id)
    note(request, "key revoke", key)
    return _wire(ended)


@router.get("/audit")
def show_audit(guard: GuardOf, last: Annotated[int, Query(ge=1, le=1000)] = 100) -> dict[str, Any]:
    """Whether the chain of the audit is whole, and its newest entries."""
    verdict = guard.trail.verify()
    return {"entries": verdict.entries, "head": verdict.head, "faults": verdict.faults,
            "items": guard.trail.entries(last=last)}  # fmt: skip


@router.post("/backup", dependencies=_changes, response_class=Response)
def make_backup(jobs: Queue) -> Response:
    """The workspace as one checked file, after the ingests queued before; `liantu restore` reads it."""
    with ExitStack() as opened:
        file = Path(opened.enter_context(TemporaryDirectory(prefix="liantu-backup-"))) / "liantu-backup.zip"
        jobs.write(lambda space: backup(space, file))
        sent = opened.pop_all()  # there until the answer is sent
    return FileResponse(file, media_type="application/zip", filename=file.name, background=BackgroundTask(sent.close))


def _wire(key: Key) -> dict[str, Any]:
    return {"id": key.id, "account": key.account, "role": key.role, "made": key.made, "ends": key.ends,
            "note": key.note, "revoked": key.revoked}  # fmt: skip
