"""What waits for a person, and what a person decides: the queue, decisions, undoing."""

from dataclasses import dataclass, replace
from typing import Any

from api import pipeline
from api.access.sight import told
from api.wire import to_wire
from api.workspace import Workspace
from graph.derive import derive
from graph.review import Asked, Outcome, Queue, decide, find_queue, outcome_of
from graph.review.consequence import ground_of
from graph.review.queue import OpenConcept, Pair
from ontology.facts import Decision


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision that was taken back, and the version of the graph without it."""

    undone: str
    version: str
    decision: Decision


def show_review(workspace: Workspace, *, limit: int = 50, start: int = 0) -> Queue:
    """Pairs of names that may be one, and concepts on no node: what would change the answers most comes first.

    Raises:
        EmptyWorkspace: nothing was ingested yet.
        WorkspaceLocked: another process writes this workspace; the list is kept in the ledger.
    """
    snapshot = workspace.reading.snapshot
    derive(workspace.ledger)
    ground = ground_of(snapshot, workspace.chains, least_confidence=workspace.limits.least_confidence)
    found = find_queue(workspace.ledger, ground, limit=limit, start=start)
    return replace(found, items=tuple(map(_told, found.items)))


def _told(item: Pair | OpenConcept) -> Pair | OpenConcept:
    """The item as it may be shown: what its sentences say of persons is masked."""
    if not isinstance(item, OpenConcept):
        return item
    return replace(item, places=tuple(replace(one, sentence=told(one.sentence)) for one in item.places))


def record_decision(workspace: Workspace, asked: Asked) -> Outcome:
    """Write down what a person decided, bring the graph up to date, and say whether it holds.

    Raises:
        UnknownEntity, AmbiguousName, SameThing, DifferentKinds: nothing was written.
    """
    derive(workspace.ledger)
    made = decide(workspace.ledger, asked)
    pipeline.publish(workspace, ready=False)
    return outcome_of(workspace.ledger, made.id)


def undo_decision(workspace: Workspace, decision: str, *, by: str, why: str = "") -> Undone:
    """Take a decision back; the graph is as if it had never been made. Raises UnknownDecision."""
    workspace.ledger.undo(decision, by=by, reason=why)
    version = pipeline.publish(workspace, ready=False)
    return Undone(decision, version, next(one for one in workspace.ledger.decisions() if one.id == decision))


def wire_of(outcome: Outcome) -> dict[str, Any]:
    """JSON of a decision that was just made: its own fields, whether it holds, and those that say the opposite."""
    return {**to_wire(outcome.decision), "holds": outcome.holds, "against": to_wire(outcome.against)}
