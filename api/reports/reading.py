"""Workspace → Inputs: the part of the graph that the answer rests on, checked to give the answer of the whole."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from api.answers import region_named
from api.reports.carve import carve
from api.reports.inputs import Before, Inputs, Place
from api.reports.result import Result, cited, find_findings, find_result
from api.workspace import Workspace, day_of
from graph.queries import EVIDENCE
from graph.snapshot import Snapshot
from ontology.chains import chain_key
from ontology.errors import BadInput, BadTemplate

BUNDLED: Final = Path(__file__).with_name("report.txt")
OWN: Final = "report.txt"  # in the folder of reports of a workspace


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked about."""

    chain: str
    region: str | None
    made_on: str  # ISO day
    before: Before | None = None
    as_of: str | None = None  # a day gone by, None for what is known now


def read_inputs(workspace: Workspace, question: Question) -> tuple[Inputs, Result]:
    """Everything that a report rests on, and its result.

    Where a part of the graph does not give the very findings of the whole, the whole graph is taken.

    Raises:
        UnknownChain, UnknownRegion, EmptyWorkspace: as `gaps` does.
        BadTemplate: the workspace's own template cannot be read.
        BadInput: the report before is of another chain or region.
    """
    then = workspace.at(day_of(question.as_of))
    snapshot = then.reading.snapshot
    whole = Inputs(
        snapshot=snapshot,
        chain=workspace.chain(question.chain),
        chains=workspace.chains,
        region=region_named(question.region),
        limits=workspace.limits,
        made_on=question.made_on,
        template=template_of(workspace),
        places={},
        before=question.before,
    )
    _same_question(whole)
    inputs = replace(whole, snapshot=carve(snapshot, whole.chains))
    result = find_result(inputs)
    if result.findings != find_findings(whole):
        inputs, result = whole, find_result(whole)
    return replace(inputs, places={one.id: one for one in _places(then, snapshot, cited(result))}), result


def _same_question(inputs: Inputs) -> None:
    if inputs.before is None:
        return
    region = inputs.before.finding["region"]
    asked = (chain_key(inputs.chain), inputs.region.id if inputs.region else None)
    if (inputs.before.finding["chain"]["id"], region and region["id"]) != asked:
        raise BadInput("上一份报告是另一条链或另一个地区的 · the report before is of another chain or region")


def template_of(workspace: Workspace) -> str:
    """The workspace's own template, or the bundled one. Raises BadTemplate where it is no text in UTF-8."""
    own = workspace.folder / "reports" / OWN
    try:
        return (own if own.is_file() else BUNDLED).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadTemplate(f"{own} 读不出：{problem} · cannot be read") from problem


def own_template(workspace: Workspace) -> Path:
    """The workspace's own template, to be edited: a copy of the bundled one where there was none."""
    own = workspace.folder / "reports" / OWN
    if not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(BUNDLED.read_text(encoding="utf-8"), encoding="utf-8")
    return own


def _places(workspace: Workspace, snapshot: Snapshot, ids: Iterable[str]) -> Iterable[Place]:
    rows = workspace.view.query(EVIDENCE, {"ids": list(ids)}).records()
    documents = sorted({row["document"] for row in rows})
    numbers = snapshot.index_of(documents).tolist()
    told = {
        key: _given(snapshot.nodes["properties"][number].as_py()) if number >= 0 else {}
        for key, number in zip(documents, numbers, strict=True)
    }
    for row in rows:
        given, source = _given(row["properties"]), told[row["document"]]
        yield Place(
            id=row["id"],
            sentence=row["sentence"],
            document=row["document_name"],
            publisher=source.get("publisher") or "",
            published=source.get("published") or "",
            kind=source.get("source_kind") or "",
            page=given.get("page"),
            row=given.get("row"),
        )


def _given(properties: str | None) -> dict[str, Any]:
    return json.loads(properties) if properties else {}
