"""`liantu report`: one result, three files, each with its evidence pack inside."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from api.reports.compose import Sealed, compose, picture_of
from api.reports.excel import write_excel
from api.reports.inputs import Inputs
from api.reports.pack import digest_of, write_pack
from api.reports.paper import Paper
from api.reports.reading import Question, read_inputs
from api.reports.register import Entry, add_entry
from api.reports.result import Result
from api.reports.web import write_web
from api.reports.word import write_word
from api.workspace import Workspace

WRITERS: Final[Mapping[str, Callable[[Paper, bytes], bytes]]] = {
    ".docx": write_word,
    ".xlsx": write_excel,
    ".html": write_web,
}


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was made, before it is written."""

    inputs: Inputs
    result: Result
    paper: Paper
    pack: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Name of its files, without a suffix."""
        return f"{self.paper.name}一图一表一策-{self.inputs.made_on}"


@dataclass(frozen=True, slots=True)
class Written:
    """Where a report lies, with what it says in a line."""

    title: str
    files: tuple[str, ...]
    digest: str
    weak: int
    changed: int | None
    tainted: bool


def make_report(workspace: Workspace, question: Question) -> Report:
    """A report. Raises as `read_inputs`, and UnknownTable."""
    inputs, result = read_inputs(workspace, question)
    picture = drawn(picture_of(inputs, result))
    pack = write_pack(inputs, result, picture)
    paper = compose(inputs, result, Sealed(picture, digest_of(pack)))
    return Report(inputs, result, paper, pack)


def write_report(workspace: Workspace, question: Question, out: Path) -> Written:
    """Make a report and write its three files into a folder; the workspace's register notes its fingerprint."""
    return write_files(workspace, make_report(workspace, question), out)


def write_files(workspace: Workspace, report: Report, out: Path) -> Written:
    """Write the three files of a report and note its fingerprint."""
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / f"{report.name}{suffix}" for suffix in WRITERS]
    for path, write in zip(paths, WRITERS.values(), strict=True):
        path.write_bytes(write(report.paper, report.pack))
    findings, changes = report.result.findings, report.result.changes
    add_entry(workspace.folder, Entry.of(report.inputs, report.paper.digest))
    return Written(
        title=report.paper.title,
        files=tuple(str(path) for path in paths),
        digest=report.paper.digest,
        weak=len(report.result.weak),
        changed=len(changes.changes) if changes else None,
        tainted=findings.tainted,
    )


def drawn(svg: str) -> bytes:
    """A picture as PNG, for programs that cannot show SVG; its letters are those of a Chinese font of the machine."""
    from resvg_py import svg_to_bytes  # a report alone needs it

    return io.BytesIO(svg_to_bytes(svg_string=svg, zoom=2, background="#ffffff")).getvalue()
