"""Sources: what was read, a document with the sentences taken from it, uploads with their progress and rejects."""

from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import File, Query, Request, UploadFile
from fastapi.responses import Response

from api import answers
from api.access.sight import told
from api.jobs import Jobs
from api.pages.frame.address import to
from api.pages.frame.asked import Queue, Space
from api.pages.frame.cells import Link, Word
from api.pages.frame.changing import OWN_PAGES, changed
from api.pages.frame.highlight import Piece, pieces_of
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import EmptyWorkspace, Workspace
from graph.ledger.texts import DocumentText, document_text
from ontology.schema import MARKED

router = page_router()
ROOM = Room(router, (Entry("管数据", "来源与入库", "/documents"),))

_JOBS: Final = 8  # ingests shown, the newest


@router.get("/documents")
def show_documents(request: Request, space: Space, jobs: Queue) -> Response:
    """All documents with who published them, and the form to upload more."""
    return show(request, "documents/list.html", lambda: {**documents_page(space), "jobs": jobs.all()[:_JOBS]})


@router.get("/documents/{document}")
def show_document(
    request: Request, space: Space, document: str, evidence: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """A document as it was read; with `evidence` that sentence or row stands out."""
    return show(request, "documents/document.html", lambda: document_page(space, document, evidence))


@router.post("/documents", dependencies=OWN_PAGES)
def upload_documents(request: Request, jobs: Queue, files: Annotated[list[UploadFile], File()]) -> Response:
    """Keep the files and queue their ingest; on to its progress."""

    def upload() -> str:
        return f"/jobs/{jobs.start([(file.filename or 'upload', file.file) for file in files]).id}"

    return changed(request, upload)


@router.post("/jobs/{job}/cancel", dependencies=OWN_PAGES)
def cancel_job(request: Request, jobs: Queue, job: str) -> Response:
    """Stop an ingest; what was recorded until then stays."""
    return changed(request, lambda: f"/jobs/{jobs.cancel(job).id}")


@router.get("/jobs/{job}")
def show_job(request: Request, jobs: Queue, job: str) -> Response:
    """How far an ingest is, and what it did not take."""
    return show(request, "documents/job.html", lambda: job_page(jobs, job))


def documents_page(workspace: Workspace) -> dict[str, Any]:
    """Documents by publisher; none of an empty workspace."""
    try:
        found = answers.documents(workspace)
    except EmptyWorkspace:
        found = []
    columns = (Column("文件"), Column("来源", "long"), Column("发布者", "long"), Column("性质"), Column("日期"))
    rows = [
        (Link(one["name"], to(f"/documents/{one['id']}")), one["source"] or None, one["publisher"] or None,
         Word(one["kind"]), one["published"] or None)
        for one in found
    ]  # fmt: skip
    tainted = any(one["kind"] in MARKED for one in found)
    return {"tainted": tainted, "sheets": {"documents": Sheet("来源", columns, rows, marked=tainted)}}


def document_page(workspace: Workspace, document: str, evidence: str) -> dict[str, Any]:
    """Text in pieces, those that facts rest on marked, or the rows of a table."""
    found = _told(document_text(workspace.ledger, document))
    marked = found.source_kind in MARKED
    sheets = {}
    rows = [(str(one.row or ""), one.sentence) for one in found.spans if one.start is None]
    if rows:
        keys = [f"row-{one.id}" for one in found.spans if one.start is None]
        columns = (Column("行"), Column("内容", "long"))
        sheets["rows"] = Sheet("有事实引用的行", columns, rows, keys, marked, shown=300)
    if found.rejects:
        sheets["rejects"] = Sheet("未采用", (Column("位置"), Column("原因", "long")), found.rejects)
    return {
        "document": found,
        "chosen": next((one for one in found.spans if one.id == evidence), None),
        "pieces": _pieces(found, evidence),
        "marked": marked,
        "sheets": sheets,
    }


def _told(found: DocumentText) -> DocumentText:
    """The document as it may be shown: persons masked, every sign at its place."""
    spans = tuple(replace(one, sentence=told(one.sentence)) for one in found.spans)
    return replace(found, text=told(found.text), spans=spans)


def _pieces(found: DocumentText, evidence: str) -> list[Piece]:
    spans = [(one.start, one.end, one.id) for one in found.spans if one.start is not None and one.end is not None]
    return pieces_of(found.text, spans, evidence)


def job_page(jobs: Jobs, key: str) -> dict[str, Any]:
    """State, message, and the rejects as a table."""
    job = jobs.job(key)
    rejects = (job.result or {}).get("rejects", [])
    rows = [(one["where"], one["reason"]) for one in rejects]
    sheets = {"rejects": Sheet("未采用", (Column("位置"), Column("原因", "long")), rows)} if rows else {}
    return {"job": job, "running": not job.has_ended, "sheets": sheets}
