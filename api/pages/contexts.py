"""What each template is given."""

from collections.abc import Sequence
from typing import Any

from api import answers
from api.workspace import EmptyWorkspace, Workspace


def start(workspace: Workspace) -> dict[str, Any]:
    """Chains to choose from and the state of the data; an empty workspace has a start page too."""
    try:
        stats = answers.stats(workspace)
    except EmptyWorkspace:
        stats = None
    return {"chains": workspace.chains, "stats": stats, "documents": [] if stats is None else _documents(workspace)}


def _documents(workspace: Workspace) -> list[dict[str, Any]]:
    return answers.documents(workspace)[:12]


def chain(workspace: Workspace, text: str, region: str | None) -> dict[str, Any]:
    """Picture, weak links, and the nodes that are healthy."""
    definition = workspace.chain(text)
    report = answers.gaps(workspace, text, region, healthy=True)
    weak = [gap for gap in report.gaps if gap.type is not None and gap.type.value != "长板"]
    return {
        "chain": definition,
        "chains": workspace.chains,
        "report": report,
        "weak": weak,
        "sound": [gap for gap in report.gaps if gap not in weak],
        "picture": answers.chain_picture(workspace, text, region, link="#{id}"),
        "region": report.region.name if report.region else "",
    }


def match(workspace: Workspace, text: str, region: str | None) -> dict[str, Any]:
    """The need as understood, and the providers; only the form for an empty text."""
    report = answers.match(workspace, text, region=region, top=20) if text.strip() else None
    return {"text": text, "region": region or "", "report": report}


def search(workspace: Workspace, text: str) -> dict[str, Any]:
    """Entities by name."""
    return {"text": text, "hits": answers.search(workspace, text, limit=50) if text.strip() else ()}


def entity(workspace: Workspace, key: str) -> dict[str, Any]:
    """An entity, its facts grouped by relation, and quotes of the first."""
    profile = answers.profile(workspace, key)
    groups: dict[tuple[str, bool], list[answers.Neighbour]] = {}
    for fact in profile.facts:
        groups.setdefault((fact.relation, fact.outgoing), []).append(fact)
    first = [item for fact in profile.facts[:20] for item in fact.evidence[:2]]
    return {"entity": profile, "groups": groups, "quotes": answers.quotes(workspace, first)[:12]}


def evidence(workspace: Workspace, ids: Sequence[str]) -> dict[str, Any]:
    """The sentences and rows behind evidence ids."""
    return {"quotes": answers.quotes(workspace, ids)}
