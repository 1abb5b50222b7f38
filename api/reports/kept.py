"""The finding of the report before, with which the next is compared.

A subscription keeps it in `reports/last/`; a report that somebody has as a file carries it in its evidence pack.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from api.comparison import corrections_of
from api.reports.inputs import Before
from api.reports.making import Report
from api.reports.pack import read_pack
from api.reports.register import FOLDER
from api.reports.verifying import read_file
from api.wire import to_wire
from api.workspace import Workspace
from graph.analysis.changes import Correction
from ontology.errors import Unreadable

_LAST: Final = "last"


def keep(workspace: Path, name: str, report: Report) -> None:
    """Keep what the next report under this name is compared with."""
    path = workspace / FOLDER / _LAST / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"made_on": report.inputs.made_on, "finding": to_wire(report.result.findings)}
    half = path.with_suffix(".half")
    half.write_text(json.dumps(told, ensure_ascii=False, default=str), encoding="utf-8")
    half.replace(path)


def kept_under(workspace: Workspace, name: str) -> Before | None:
    """What was kept under a name, None where nothing was."""
    path = workspace.folder / FOLDER / _LAST / f"{name}.json"
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return _before(workspace, told["made_on"], told["finding"])


def kept_in(workspace: Workspace, file: Path) -> Before:
    """The finding of a report that lies as a file. Raises Unreadable, NoPack, BadPack."""
    try:
        content = file.read_bytes()
    except OSError as problem:
        raise Unreadable(f"读不到：{problem.strerror} · cannot read it", name=file.name) from problem
    pack = read_pack(read_file(content, file.name).pack)
    return _before(workspace, pack.inputs.made_on, pack.result["findings"])


def _before(workspace: Workspace, made_on: str, finding: Mapping[str, Any]) -> Before:
    firms = {firm["id"] for gap in finding["gaps"] for firm in gap["firms"]}
    return Before(made_on, finding, tuple(_touching(corrections_of(workspace), firms)))


def _touching(corrections: Iterable[Correction], firms: set[str]) -> Iterator[Correction]:
    """The judgements on firms of the report before: others explain nothing of what came of them."""
    return (one for one in corrections if one.entities & firms)
