"""What the file holds: one JSON object with short keys, since it has to fit on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api import answers
from api.policies.documents import policy_documents
from api.selfcheck.neighbours import Gathered, chain_content
from api.selfcheck.policies import policies_offered, policy_content
from api.selfcheck.solutions import pain_words, scenarios_of
from api.workspace import Workspace
from ontology.eligibility.conditions import PolicyRules
from ontology.schema import MARK
from ontology.values.regions import Region, ancestors, regions

_QUOTED = 160  # characters of a sentence that are shown


@dataclass(frozen=True, slots=True)
class Asked:
    """Which chain and where; further policies beside those of the workspace; made on which day."""

    chain: str
    region: str | None
    rules: Sequence[PolicyRules] = ()
    today: date | None = None

    @property
    def day(self) -> date:
        return self.today or date.today()


def content_of(workspace: Workspace, asked: Asked) -> dict[str, Any]:
    """Everything that the file shows.

    Raises:
        UnknownChain, UnknownRegion, EmptyWorkspace: as `gaps` does.
        WorkspaceLocked: another process holds the ledger, in which the texts of the policies are.
    """
    place, gathered = answers.region_named(asked.region), Gathered()
    chain = workspace.chain(asked.chain)
    report = answers.gaps(workspace, asked.chain, asked.region, healthy=True)
    body = {
        "nodes": chain_content(workspace, (chain, report), place, gathered),
        "scenarios": scenarios_of(workspace, place, gathered),
        **_policies(workspace, asked, place, gathered),
    }
    return {
        "version": workspace.reading.version,
        "made": asked.day.isoformat(),
        "asOf": report.as_of,
        "coverage": report.coverage.note,
        "chain": chain.name,
        "region": place.name if place else "全国",
        "path": _path(place),
        "places": _places(place),
        "stages": list(chain.stages),
        "links": [[link.source, link.target] for link in chain.links],
        "pains": pain_words(),
        **body,
        "firms": gathered.firms,
        "quotes": _quotes(workspace, gathered.evidence),
        "marked": report.tainted or gathered.marked,
        "markText": MARK,
    }


def _policies(workspace: Workspace, asked: Asked, place: Region | None, gathered: Gathered) -> dict[str, Any]:
    documents = policy_documents(workspace, asked.day.isoformat())
    gathered.marked |= any(one.tainted for one in documents if not one.void)
    offered = policies_offered(documents, asked.rules)
    void = sum(bool(one.void) for one in documents)
    return {"void": void, **policy_content(offered, _path(place), asked.day.year - 1)}


def _path(place: Region | None) -> list[str]:
    """Names from the country down to the region itself."""
    return [one.name for one in ancestors(place.id)[::-1]] if place else []


def _places(place: Region | None) -> list[str]:
    """What lies directly in the region, for a firm to say where it is; provinces for the whole country."""
    if place is None:
        return [one.name for one in regions() if one.level == "province"]
    return [one.name for one in regions() if one.parent == place.id]


def _quotes(workspace: Workspace, evidence: Sequence[str]) -> list[list[str]]:
    """Sentence and place of each evidence, in the order in which the firms point at them."""
    found = {one.id: one for one in answers.quotes(workspace, evidence)}
    return [_quote(found.get(key)) for key in evidence]


def _quote(found: answers.Quote | None) -> list[str]:
    if found is None:
        return ["", ""]
    sentence = found.sentence if len(found.sentence) <= _QUOTED else found.sentence[: _QUOTED - 1] + "…"
    place = f" 第 {found.page} 页" if found.page else f" 第 {found.row} 行" if found.row else ""
    return [sentence, found.document_name + place]
