"""The routes of /v1. Each asks the workspace of the app and returns the answer's JSON."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from api import answers
from api.jobs import Job, Jobs
from api.market.served import note_served
from api.rest.bodies import CypherRequest, MatchRequest, Page
from api.rest.origin import refuse_foreign_origin
from api.rest.paging import page_of
from api.wire import to_wire
from api.workspace import Workspace, day_of

router = APIRouter(prefix="/v1")


def _workspace(
    request: Request,
    as_of: Annotated[
        str | None, Query(description="某日的情形 · as it was known and valid on a day", examples=["2025-06-30"])
    ] = None,
) -> Workspace:
    found: Workspace = request.app.state.workspace
    return found.at(day_of(as_of))


def _jobs(request: Request) -> Jobs:
    found: Jobs = request.app.state.jobs
    return found


Space = Annotated[Workspace, Depends(_workspace)]
Queue = Annotated[Jobs, Depends(_jobs)]
Cursor = Annotated[str | None, Query(description="上一页给出的 next · `next` of the page before")]
Size = Annotated[int, Query(ge=1, le=500)]


@router.get("/health", tags=["状态"])
def show_health(space: Space) -> dict[str, Any]:
    """Whether the service answers, and the version of its graph (empty before the first ingest)."""
    return {"status": "ok", "version": answers.version(space)}


@router.get("/stats", tags=["状态"])
def show_stats(space: Space) -> dict[str, Any]:
    """Nodes by class, edges by relation, sources."""
    found: dict[str, Any] = to_wire(answers.stats(space))
    return found


@router.get("/entities", tags=["实体"])
def find_entities(
    space: Space,
    q: Annotated[str, Query(min_length=1, max_length=200, examples=["减速器"])],
    cls: Annotated[str | None, Query(alias="class", examples=["Enterprise"])] = None,
    cursor: Cursor = None,
    size: Size = 20,
) -> Page:
    """Entities by name, best first."""
    return page_of(answers.search(space, q, cls=cls), cursor, size=size)


@router.get("/entities/{entity:path}/neighbourhood", tags=["实体"])
def show_neighbourhood(space: Space, entity: str, cursor: Cursor = None, size: Size = 100) -> Page:
    """Facts of an entity, each with its evidence ids."""
    return page_of(answers.profile(space, entity, limit=2000).facts, cursor, size=size)


@router.get("/entities/{entity:path}/evidence", tags=["实体"])
def show_evidence_of(space: Space, entity: str, cursor: Cursor = None, size: Size = 50) -> Page:
    """Sentences and rows that speak of an entity."""
    return page_of(answers.evidence_of(space, entity), cursor, size=size)


@router.get("/entities/{entity:path}", tags=["实体"])
def show_entity(space: Space, entity: str) -> dict[str, Any]:
    """An entity with its facts, every way it is written, and every value that sources differ in."""
    found: dict[str, Any] = to_wire(answers.profile(space, entity, said=True))
    return found


@router.get("/evidence", tags=["实体"])
def show_evidence(space: Space, id: Annotated[list[str], Query()]) -> dict[str, Any]:  # noqa: A002 — the wire name
    """The sentence or row behind each evidence id."""
    return {"evidence": to_wire(answers.quotes(space, id))}


@router.get("/chains", tags=["产业链"])
def show_chains(space: Space, cursor: Cursor = None, size: Size = 100) -> Page:
    """Chain definitions."""
    return page_of([answers.chain_outline(chain) for chain in space.chains], cursor, size=size)


@router.get("/chains/{chain}", tags=["产业链"])
def show_chain(space: Space, chain: str) -> dict[str, Any]:
    """One definition with its nodes and links."""
    found: dict[str, Any] = to_wire(space.chain(chain))
    return found


@router.get("/chains/{chain}/gaps", tags=["产业链"])
def show_gaps(
    space: Space,
    chain: str,
    region: str | None = None,
    everything: Annotated[bool, Query(alias="all")] = False,
) -> dict[str, Any]:
    """Weak links of a chain; with `all=true` healthy nodes too."""
    found: dict[str, Any] = to_wire(answers.gaps(space, chain, region, healthy=everything))
    return found


@router.get("/chains/{chain}/view", tags=["产业链"], response_class=Response)
def show_chain_view(
    space: Space, chain: str, region: str | None = None, form: Literal["svg", "html"] = "svg"
) -> Response:
    """The chain's picture: `form=svg` or `form=html`."""
    if form == "html":
        return HTMLResponse(answers.chain_file(space, chain, region))
    return Response(answers.chain_picture(space, chain, region), media_type="image/svg+xml")


@router.post("/match", tags=["供需"])
def find_match(space: Space, need: MatchRequest) -> dict[str, Any]:
    """Providers for a need, each with the parts of its score."""
    report = answers.match(space, need.text, region=need.region, industry=need.industry, top=need.top)
    note_served(space, report)
    found: dict[str, Any] = to_wire(report)
    return found


@router.post("/cypher", tags=["查询"])
def run_cypher(space: Space, request: CypherRequest) -> dict[str, Any]:
    """Rows of a read-only statement; writes are refused, time and rows are limited."""
    rows = answers.query(space, request.cypher, request.parameters)
    found: dict[str, Any] = to_wire(rows)
    return found


@router.post("/ingest", tags=["入库"], status_code=202, dependencies=[Depends(refuse_foreign_origin)])
def start_ingest(jobs: Queue, files: Annotated[list[UploadFile], File(description="文档、表格、映射卡")]) -> Job:
    """Upload documents, tables and cards; they are read in the background."""
    return jobs.start([(file.filename or "upload", file.file) for file in files])


@router.get("/jobs/{job}", tags=["入库"])
def show_job(jobs: Queue, job: str) -> Job:
    """State of an ingest, and its result when it is done."""
    return jobs.job(job)


@router.delete("/documents/{document}", tags=["入库"], dependencies=[Depends(refuse_foreign_origin)])
def retract_document(jobs: Queue, document: str) -> dict[str, Any]:
    """Take a document and all that only it says out of the graph."""
    found: dict[str, Any] = to_wire(jobs.retract(document))
    return found
