"""What policies have set as goals, by whom, for when, and how far it is reached."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from api.answers import region_named, telling
from api.policies.documents import policy_texts
from api.policies.offers import NO_LEDGER
from api.workspace import Workspace
from graph.analysis.goals import Progress, progress_of
from graph.analysis.results import Named
from nlp.policies.targets import Target, targets_of
from ontology.schema import MARKED
from ontology.values.regions import Region, find_region, is_inside


@dataclass(frozen=True, slots=True)
class Goal:
    """A target of a policy, with what was observed of it."""

    target: Target
    policy: Named  # document and title
    progress: Progress | None
    tainted: bool


@dataclass(frozen=True, slots=True)
class TargetLedger:
    """Targets of the policies of a workspace, nearest year first."""

    goals: tuple[Goal, ...]
    as_of: str
    note: str


def targets(workspace: Workspace, region: str | None = None) -> TargetLedger:
    """What policies have set as goals, by whom, for when, and how far it is reached. Raises UnknownRegion."""
    place = region_named(region)
    snapshot = workspace.reading.snapshot
    goals = [one for one in _goals(workspace) if place is None or _is_goal_of(one.target, place)]
    goals.sort(key=lambda one: (one.target.year, one.policy.name, one.target.start))
    note = "" if workspace.has_ledger else NO_LEDGER
    return TargetLedger(tuple(goals), snapshot.as_of, note)


def _goals(workspace: Workspace) -> Iterator[Goal]:
    snapshot, told = workspace.reading.snapshot, telling(workspace)
    for written, title in policy_texts(workspace):
        for one in targets_of(written.text, title, written.publisher):
            found = progress_of(snapshot, one.metric, (one.value, one.unit), one.place)
            tainted = written.kind in MARKED or bool(found and found.tainted)
            target = replace(one, quote=told(one.quote), metric=told(one.metric))
            yield Goal(target, Named(written.id, title), found, tainted)


def _is_goal_of(target: Target, place: Region) -> bool:
    found = find_region(target.place) if target.place else None
    return bool(found and is_inside(found.id, place.id))
