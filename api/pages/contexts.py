"""What each template is given."""

from collections.abc import Sequence
from typing import Any, Final

from api import answers
from api.workspace import EmptyWorkspace, Workspace
from ontology.schema import MARKED, EntityClass
from ontology.values.regions import region_of

_PROOFS: Final = (EntityClass.EVIDENCE, EntityClass.OBSERVATION)
_SHOWN_DOCUMENTS: Final = 12
_SHOWN_QUOTES: Final = 12


def start(workspace: Workspace) -> dict[str, Any]:
    """Chains to choose from and the state of the data; an empty workspace has a start page too."""
    try:
        stats, documents = answers.stats(workspace), answers.documents(workspace)
    except EmptyWorkspace:
        stats, documents = None, []
    return {
        "chains": workspace.chains,
        "stats": stats,
        "documents": documents[:_SHOWN_DOCUMENTS],
        "more": len(documents) - _SHOWN_DOCUMENTS,
        "tainted": any(one["kind"] in MARKED for one in documents),
    }


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
    """An entity: its facts grouped by relation, its numbers, and the sentences that speak of it."""
    profile = answers.profile(workspace, key)
    groups: dict[tuple[str, bool], list[answers.Neighbour]] = {}
    for fact in profile.facts:
        if fact.cls not in _PROOFS:
            groups.setdefault((fact.relation, fact.outgoing), []).append(fact)
    return {
        "entity": profile,
        "region": region_of(profile.region).name if profile.region else "",
        "groups": groups,
        "numbers": [fact for fact in profile.facts if fact.cls == EntityClass.OBSERVATION],
        "quotes": _sentences_first(answers.quotes(workspace, _proofs_of(profile)))[:_SHOWN_QUOTES],
    }


def _proofs_of(profile: answers.Profile) -> list[str]:
    return [item for fact in profile.facts if fact.cls not in _PROOFS for item in fact.evidence[:4]]


def _sentences_first(quotes: Sequence[answers.Quote]) -> list[answers.Quote]:
    return sorted(quotes, key=lambda one: one.row is not None)


def network(workspace: Workspace, key: str) -> dict[str, Any]:
    """The entity whose neighbourhood the page frames."""
    return {"entity": answers.profile(workspace, key, limit=1)}


def evidence(workspace: Workspace, ids: Sequence[str]) -> dict[str, Any]:
    """The sentences and rows behind evidence ids."""
    return {"quotes": answers.quotes(workspace, ids)}
