"""Reports under /v1: make one, list what was issued, fetch a file of it, verify a file."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, UploadFile
from fastapi import Path as PathPart
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from api.reports.making import make_report, write_files
from api.reports.reading import Question
from api.reports.register import FOLDER, ISSUED, entries
from api.reports.verifying import verify_report
from api.rest.origin import refuse_foreign_origin
from api.rest.routes import Space
from api.wire import to_wire
from ontology.errors import BadInput, NotFound

router = APIRouter(prefix="/v1/reports", tags=["报告"])

MOST_BYTES = 64 << 20  # of a file to be verified
Fingerprint = Annotated[
    str, PathPart(pattern="^[0-9a-f]{16}$", description="证据包指纹的前 16 位 · of the evidence pack")
]
Form = Literal["docx", "xlsx", "html"]


class ReportRequest(BaseModel):
    """A chain and a region; the whole country without one."""

    model_config = ConfigDict(json_schema_extra={"example": {"chain": "industrial-robot", "region": "浙江"}})

    chain: str = Field(min_length=1, max_length=200)
    region: str | None = Field(default=None, max_length=100)


class NoSuchReport(NotFound):
    """A report that was not issued here, or whose files are gone."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__(
            f"没有指纹为 {fingerprint} 的报告 · no report of this fingerprint",
            "见 GET /v1/reports · see GET /v1/reports",
        )


@router.post("", status_code=201, dependencies=[Depends(refuse_foreign_origin)])
def issue_report(space: Space, asked: ReportRequest) -> dict[str, Any]:
    """Make a report now; its Word, Excel and HTML files are fetched by the paths in `files`."""
    today = date.today().isoformat()
    report = make_report(space, Question(asked.chain, asked.region, today))
    short = report.paper.digest[:16]
    found: dict[str, Any] = to_wire(write_files(space, report, _folder(space.folder) / short))
    return {**found, "files": {form: f"/v1/reports/{short}/{form}" for form in ("docx", "xlsx", "html")}}


@router.get("")
def show_issued(space: Space) -> dict[str, Any]:
    """The reports that this workspace issued, the newest first."""
    return {"reports": to_wire(entries(space.folder)[::-1])}


@router.get("/{fingerprint}/{form}", response_class=FileResponse)
def fetch_report(space: Space, fingerprint: Fingerprint, form: Form) -> FileResponse:
    """A file of a report that was made through the service or by its schedule."""
    known = any(one.digest.startswith(fingerprint) for one in entries(space.folder))
    path = next(_folder(space.folder).glob(f"{fingerprint}/*.{form}"), None) if known else None
    if path is None:
        raise NoSuchReport(fingerprint)
    return FileResponse(
        path, filename=path.name
    )  # as an attachment: a page that others may have edited never runs here


@router.post("/verify")
def verify_upload(space: Space, file: Annotated[UploadFile, File(description=".docx .xlsx .html")]) -> dict[str, Any]:
    """Recompute every number of a report from the evidence it carries, and list every difference with its place."""
    content = file.file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadInput(f"文件超过 {MOST_BYTES >> 20} MB · larger than {MOST_BYTES >> 20} MB")
    found: dict[str, Any] = to_wire(verify_report(content, file.filename or "upload", space.folder))
    return found


def _folder(workspace: Path) -> Path:
    return workspace / FOLDER / ISSUED
