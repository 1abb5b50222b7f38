"""Reports: made with a button, fetched as Word, Excel and HTML, and verified number by number."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import File, Form, Request, UploadFile
from fastapi.responses import Response

from api.pages.frame.address import to
from api.pages.frame.asked import Space
from api.pages.frame.changing import OWN_PAGES, changed
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.reports.making import make_report, write_files
from api.reports.reading import Question
from api.reports.register import FOLDER, ISSUED, entries
from api.reports.verifying import Verdict, verify_report
from api.workspace import Workspace
from ontology.errors import BadInput
from ontology.values.regions import region_of

router = page_router()
ROOM = Room(router, (Entry("看短板", "报告", "/reports"),))

FORMS: Final = {"docx": "Word", "xlsx": "Excel", "html": "HTML"}
_MOST: Final = 64 << 20  # bytes of a file to be verified
_SHORT: Final = 16  # characters of a fingerprint in addresses


@router.get("/reports")
def show_reports(request: Request, space: Space) -> Response:
    """The reports that were issued, and the forms to make and to verify one."""
    return show(request, "reports/list.html", lambda: reports_page(space))


@router.post("/reports", dependencies=OWN_PAGES)
def issue_report(
    request: Request,
    space: Space,
    chain: Annotated[str, Form(min_length=1, max_length=200)],
    region: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Make a report and go on to its files."""

    def issue() -> str:
        report = make_report(space, Question(chain, region or None, date.today().isoformat()))
        short = report.paper.digest[:_SHORT]
        write_files(space, report, _folder(space) / short)
        return to("/reports", made=short)

    return changed(request, issue)


@router.post("/reports/verify", dependencies=OWN_PAGES)
def verify_upload(request: Request, space: Space, file: Annotated[UploadFile, File()]) -> Response:
    """Every difference between a report and what its evidence says, with its place."""
    return show(request, "reports/verdict.html", lambda: verdict_page(space, file))


def reports_page(workspace: Workspace) -> dict[str, Any]:
    """Reports whose files are still here, the newest first."""
    issued = [
        {
            "short": one.digest[:_SHORT],
            "chain": one.chain,
            "region": region_of(one.region).name if one.region else "",
            "made_on": one.made_on,
            "version": one.version[:12],
            "forms": [form for form in FORMS if any((_folder(workspace) / one.digest[:_SHORT]).glob(f"*.{form}"))],
        }
        for one in reversed(entries(workspace.folder))
    ]
    return {"chains": workspace.chains, "issued": issued, "forms": FORMS}


def _folder(workspace: Workspace) -> Path:
    return workspace.folder / FOLDER / ISSUED


def verdict_page(workspace: Workspace, file: UploadFile) -> dict[str, Any]:
    """The verdict and its differences as a table."""
    content = file.file.read(_MOST + 1)
    if len(content) > _MOST:
        raise BadInput(f"文件超过 {_MOST >> 20} MB · larger than {_MOST >> 20} MB")
    found = verify_report(content, file.filename or "upload", workspace.folder)
    return {"verdict": found, "name": file.filename, "sheets": {"differences": _sheet(found)}}


def _sheet(found: Verdict) -> Sheet:
    columns = (Column("位置"), Column("种类"), Column("应为"), Column("文件中"), Column("内容", "long"))
    rows = [
        (f"{one.part} {one.place}", one.kind, " ".join(one.expected) or None, " ".join(one.found) or None, one.text)
        for one in found.differences
    ]
    return Sheet("不一致之处", columns, rows)
