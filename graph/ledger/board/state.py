"""A demand as its events make it: the only way its state comes about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, cast

from graph.ledger.board.steps import Outcome, State, Step


@dataclass(frozen=True, slots=True)
class Event:
    """One step of one demand, as it was recorded."""

    demand: str
    step: Step
    by: str
    at: datetime
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """An offer of a provider."""

    id: str
    provider: str  # id in the graph, empty where the graph does not have it
    name: str
    text: str
    at: datetime
    standing: bool = True  # not taken back


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand on the board."""

    id: str
    text: str
    region: str  # as given
    asker: str  # id of the firm that asks, empty where the graph does not have it
    asker_name: str
    terms: Mapping[str, Any]  # hard constraints, as given
    state: State
    posted: datetime
    changed: datetime
    candidates: tuple[Mapping[str, Any], ...] = ()  # what the last match found
    answers: tuple[Answer, ...] = ()
    accepted: str = ""  # id of the answer that was accepted
    outcome: Outcome | None = None
    reason: str = ""

    def standing(self) -> tuple[Answer, ...]:
        """The answers that were not taken back."""
        return tuple(one for one in self.answers if one.standing)


def demands_of(events: Iterable[Event]) -> dict[str, Demand]:
    """Every demand, in the order in which they were posted.

    Args:
        events: of any demands, oldest first.
    """
    found: dict[str, Demand] = {}
    for event in events:
        found[event.demand] = _after(found.get(event.demand), event)
    return found


def _after(before: Demand | None, event: Event) -> Demand:
    if event.step is Step.POST:
        return _posted(event)
    return _EFFECTS[event.step](replace(cast("Demand", before), changed=event.at), event)


def _posted(event: Event) -> Demand:
    told = event.detail
    return Demand(
        id=event.demand,
        text=told["text"],
        region=told["region"],
        asker=told["asker"],
        asker_name=told["asker_name"],
        terms=told["terms"],
        state=State.OPEN,
        posted=event.at,
        changed=event.at,
    )


def _matched(demand: Demand, event: Event) -> Demand:
    return replace(demand, candidates=tuple(event.detail["candidates"]))


def _answered(demand: Demand, event: Event) -> Demand:
    told = event.detail
    fresh = Answer(told["answer"], told["provider"], told["name"], told["text"], event.at)
    return replace(demand, answers=(*demand.answers, fresh), state=State.ANSWERED)


def _withdrawn(demand: Demand, event: Event) -> Demand:
    """Without an answer: open again where none is left."""
    gone = event.detail["answer"]
    answers = tuple(replace(one, standing=False) if one.id == gone else one for one in demand.answers)
    waiting = any(one.standing for one in answers)
    return replace(demand, answers=answers, state=State.ANSWERED if waiting else State.OPEN)


def _accepted(demand: Demand, event: Event) -> Demand:
    return replace(demand, accepted=event.detail["answer"], state=State.TAKEN)


def _released(demand: Demand, event: Event) -> Demand:
    return replace(_withdrawn(demand, event), accepted="")


def _closed(demand: Demand, event: Event) -> Demand:
    told = event.detail
    return replace(demand, state=State.CLOSED, outcome=Outcome(told["outcome"]), reason=told["reason"])


_EFFECTS: Final[Mapping[Step, Callable[[Demand, Event], Demand]]] = MappingProxyType(
    {
        Step.MATCH: _matched,
        Step.ANSWER: _answered,
        Step.WITHDRAW: _withdrawn,
        Step.ACCEPT: _accepted,
        Step.RELEASE: _released,
        Step.CLOSE: _closed,
    }
)
