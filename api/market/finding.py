"""Providers for one need under hard constraints, and under quotas for those who are shown too little."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api import answers
from api.market.terms import TermsGiven, terms_of
from api.workspace import Workspace
from graph.analysis.market.constraints import Refusal, admit
from graph.analysis.market.quota import Quota, rerank
from graph.analysis.market.sizes import SMALLER, among, sizes_of
from graph.analysis.matching.results import Candidate, MatchReport
from graph.analysis.results import Named
from graph.snapshot import Snapshot
from ontology.values.regions import is_inside

_LOOKED_AT = 200  # candidates from which the constraints choose


@dataclass(frozen=True, slots=True)
class QuotaNote:
    """What a quota did to the list."""

    group: str  # 中小企业 or 本地企业
    share: float
    most_loss: float
    raised: tuple[Named, ...]  # went before a better one
    short: tuple[int, ...]  # places at which the group has less than its share: nobody of it is good enough


@dataclass(frozen=True, slots=True)
class Found:
    """Providers that meet every constraint, who was left out, and what the quotas did."""

    report: MatchReport
    refused: tuple[Refusal, ...]
    doubtful: tuple[Refusal, ...] = ()  # of those shown, what is not known of them
    quotas: tuple[QuotaNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotas:
    """Shares that small and local firms are to have; None for no quota."""

    small: float | None = None
    local: float | None = None
    most_loss: float = 0.1


@dataclass(frozen=True, slots=True)
class Place:
    """Where the need is, and how many are shown."""

    region: str | None = None
    top: int = 10


def find(workspace: Workspace, text: str, place: Place, terms: TermsGiven, quotas: Quotas = Quotas()) -> Found:
    """Providers for a need.

    Args:
        workspace: where they are looked for.
        text: the need in the user's own words.
        place: where the user is (a wish, not a constraint), and how many are shown.
        terms: what a provider must be.
        quotas: shares for small and local firms; small ones first, local ones on top.

    Raises:
        UnknownRegion, UnknownEntity, EmptyWorkspace: as `match` does.
        BadMarket: a quota or a constraint makes no sense.
    """
    asked = terms_of(workspace, terms)
    report = answers.match(workspace, text, region=place.region, top=max(_LOOKED_AT, place.top))
    snapshot = workspace.reading.snapshot
    admitted = admit(snapshot, report.results, asked)
    shown, notes = _with_quotas(snapshot, admitted.candidates, report, quotas)
    kept = replace(report, results=tuple(shown[: place.top]))
    ids = {one.id for one in kept.results}
    doubtful = tuple(one for one in admitted.doubtful if one.provider.id in ids)
    return Found(kept, admitted.refused, doubtful, tuple(_cut(note, kept.results, place.top) for note in notes))


def _with_quotas(
    snapshot: Snapshot, candidates: Sequence[Candidate], report: MatchReport, quotas: Quotas
) -> tuple[Sequence[Candidate], list[QuotaNote]]:
    notes = list[QuotaNote]()
    for group, share in (("中小企业", quotas.small), ("本地企业", quotas.local)):
        if share is None:
            continue
        member = _small(snapshot, candidates) if group == "中小企业" else _local(candidates, report.need.region)
        done = rerank([one.score for one in candidates], member, Quota(share, quotas.most_loss))
        raised = tuple(Named(candidates[at].id, candidates[at].name) for at in done.raised)
        notes.append(QuotaNote(group, share, quotas.most_loss, raised, done.short))
        candidates = [candidates[at] for at in done.order]
    return candidates, notes


def _small(snapshot: Snapshot, candidates: Sequence[Candidate]) -> list[bool]:
    numbers = snapshot.index_of([one.id for one in candidates]).tolist()
    sizes = sizes_of(snapshot, numbers)
    return [among(sizes[number], SMALLER) is True for number in numbers]


def _local(candidates: Sequence[Candidate], asked: Named | None) -> list[bool]:
    return [bool(asked and one.region and is_inside(one.region.id, asked.id)) for one in candidates]


def _cut(note: QuotaNote, shown: Sequence[Candidate], top: int) -> QuotaNote:
    """The note on what is shown."""
    ids = {one.id for one in shown}
    return replace(
        note,
        raised=tuple(one for one in note.raised if one.id in ids),
        short=tuple(place for place in note.short if place <= min(top, len(shown))),
    )
