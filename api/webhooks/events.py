"""What a hook is told: weak links that were none when it was last looked after."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from api.answers import gaps
from api.webhooks.hook import FOLDER, Webhook
from api.wire import to_wire
from api.workspace import Workspace
from graph.analysis.results import NO_GAP, Gap, GapReport, type_word
from ontology.schema import MARK

NEW_WEAK_LINKS: Final = "weak_links.new"
TEST: Final = "test"
_NO_GAP: Final = frozenset({"", *map(type_word, NO_GAP)})  # the empty one is of a node that was not there
_MOST: Final = 50  # weak links told in one message

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a hook's chain and region look like now, and what of it is new to the hook."""

    event: Event | None
    types: Mapping[str, str]  # of each node by its id


def look(workspace: Workspace, hook: Webhook) -> Sight:
    """What is new to a hook since `remember`; nothing is where it was never looked after before.

    Raises:
        UnknownChain, UnknownRegion: what it watches is no more.
        EmptyWorkspace, GraphUnfinished: there is nothing to look at.
    """
    report = gaps(workspace, hook.chain, hook.region or None, healthy=True)
    types = {gap.node.id: type_word(gap.type) for gap in report.gaps}
    before = _seen(workspace.folder, hook)
    if before is None:
        return Sight(None, types)
    fresh = [gap for gap in report.gaps if gap.type not in NO_GAP and before.get(gap.node.id, "") in _NO_GAP]
    return Sight(_event(NEW_WEAK_LINKS, _told(workspace, report, fresh, before)) if fresh else None, types)


def remember(workspace: Path, hook: Webhook, sight: Sight) -> None:
    """Keep what a hook has been told of; to be called when the event is safe in the outbox."""
    file = _file(workspace, hook)
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    half.write_text(json.dumps(sight.types, ensure_ascii=False), encoding="utf-8")
    half.replace(file)


def trial_event(hook: Webhook) -> Event:
    """A message that says nothing but that messages arrive."""
    return _event(TEST, {"hook": hook.id, "chain": hook.chain, "region": hook.region})


def _event(kind: str, data: Mapping[str, Any]) -> Event:
    return {"type": kind, "timestamp": datetime.now(UTC).isoformat(timespec="seconds"), "data": dict(data)}


def _told(workspace: Workspace, report: GapReport, fresh: list[Gap], before: Mapping[str, str]) -> dict[str, Any]:
    told = [{**to_wire(gap), "type_before": before.get(gap.node.id)} for gap in fresh[:_MOST]]
    data = {
        "chain": to_wire(report.chain),
        "region": to_wire(report.region),
        "version": workspace.reading.version,
        "as_of": report.as_of,
        "coverage": to_wire(report.coverage),
        "gaps": told,
        "more": len(fresh) - len(told),
        "tainted": report.tainted,
    }
    return {**data, "mark": MARK} if report.tainted else data


def _seen(workspace: Path, hook: Webhook) -> dict[str, str] | None:
    file = _file(workspace, hook)
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def _file(workspace: Path, hook: Webhook) -> Path:
    return workspace / FOLDER / "seen" / f"{hook.id}.json"
