"""Taking a step on the board, and reading it: a step that the state does not allow is not recorded."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from graph.ledger.board import table
from graph.ledger.board.state import Demand, Event, demands_of
from graph.ledger.board.steps import OUTCOMES, POSSIBLE, WORDS, Outcome, Step
from graph.ledger.book import Ledger
from ontology.errors import BadInput, PersonalData, StepRefused, UnknownAnswer, UnknownDemand
from ontology.ids import short_hash
from ontology.values.personal import personal_in

Detail = Mapping[str, Any]


def _now() -> datetime:
    return datetime.now(UTC)


class Board:
    """The demands of one ledger. Each step is one transaction."""

    def __init__(self, ledger: Ledger, *, clock: Callable[[], datetime] = _now) -> None:
        self._ledger = ledger
        self._clock = clock

    def post(self, detail: Detail, *, by: str) -> Demand:
        """Put a demand on the board.

        Args:
            detail: text, region, asker, asker_name and terms, as `Demand` has them.
            by: the role or firm that posts it.

        Raises:
            PersonalData: the text holds what belongs to a person.
            BadInput: there is no text.
        """
        if not str(detail["text"]).strip():
            raise BadInput("需求是空的 · the demand is empty", "写明需要什么 · say what is needed")
        at = self._clock()
        key = f"dem:{short_hash(str(detail['text']), by, at.isoformat())}"
        with self._ledger.transaction() as connection:
            return _append(connection, Event(key, Step.POST, by, at, detail), ())

    def match(self, demand: str, candidates: Sequence[Detail], *, version: str, by: str) -> Demand:
        """Note whom a match found, of which version of the graph. Raises UnknownDemand, StepRefused."""
        return self._take(demand, Step.MATCH, by, lambda _: {"candidates": list(candidates), "version": version})

    def answer(self, demand: str, detail: Detail, *, by: str) -> Demand:
        """Note the offer of a provider: provider, name and text. Raises UnknownDemand, StepRefused, PersonalData."""
        return self._take(demand, Step.ANSWER, by, lambda held: {**detail, "answer": f"a{len(held.answers) + 1}"})

    def withdraw(self, demand: str, answer: str, *, by: str, reason: str = "") -> Demand:
        """Take an offer back. Raises UnknownDemand, UnknownAnswer, StepRefused."""
        return self._take(demand, Step.WITHDRAW, by, lambda held: {"answer": _standing(held, answer), "reason": reason})

    def accept(self, demand: str, answer: str, *, by: str) -> Demand:
        """Give the order to an offer. Raises UnknownDemand, UnknownAnswer, StepRefused."""
        return self._take(demand, Step.ACCEPT, by, lambda held: {"answer": _standing(held, answer)})

    def release(self, demand: str, *, by: str, reason: str) -> Demand:
        """The order fell through: its offer no longer stands, the others do. Raises UnknownDemand, StepRefused."""
        return self._take(demand, Step.RELEASE, by, lambda held: {"answer": held.accepted, "reason": reason})

    def close(self, demand: str, outcome: Outcome, *, by: str, reason: str = "") -> Demand:
        """End a demand. Raises UnknownDemand, StepRefused: what was never taken cannot be fulfilled."""
        return self._take(demand, Step.CLOSE, by, lambda held: _closing(held, outcome, reason))

    def demands(self) -> tuple[Demand, ...]:
        """All demands, the newest first."""
        with self._ledger.transaction() as connection:
            rows = connection.execute(table.OF_ALL).fetchall()
        return tuple(demands_of(map(_event, rows)).values())[::-1]

    def demand(self, key: str) -> Demand:
        """One demand. Raises UnknownDemand."""
        return demands_of(self.history(key))[key]

    def history(self, key: str) -> tuple[Event, ...]:
        """All steps of a demand, oldest first. Raises UnknownDemand."""
        with self._ledger.transaction() as connection:
            return _history(connection, key)

    def _take(self, key: str, step: Step, by: str, detail_of: Callable[[Demand], Detail]) -> Demand:
        with self._ledger.transaction() as connection:
            history = _history(connection, key)
            held = demands_of(history)[key]
            if step not in POSSIBLE[held.state]:
                raise StepRefused(WORDS[step], held.state, [WORDS[one] for one in POSSIBLE[held.state]])
            return _append(connection, Event(key, step, by, self._clock(), detail_of(held)), history)


def _append(connection: Any, event: Event, before: Sequence[Event]) -> Demand:
    texts = (event.by, *(str(event.detail.get(name) or "") for name in ("text", "reason", "name", "asker_name")))
    found = personal_in(" ".join(texts))
    if found:
        raise PersonalData(found)
    number = connection.execute(table.NEXT).fetchall()[0][0]
    detail = json.dumps(event.detail, ensure_ascii=False)
    connection.execute(table.APPEND, [number, event.demand, event.step.value, event.by, event.at, detail])
    return demands_of((*before, event))[event.demand]


def _history(connection: Any, key: str) -> tuple[Event, ...]:
    rows = connection.execute(table.OF_ONE, [key]).fetchall()
    if not rows:
        raise UnknownDemand(key)
    return tuple(map(_event, rows))


def _event(row: Sequence[Any]) -> Event:
    demand, step, by, at, detail = row
    return Event(demand, Step(step), by, at, json.loads(detail))


def _standing(demand: Demand, answer: str) -> str:
    standing = [one.id for one in demand.standing()]
    if answer not in standing:
        raise UnknownAnswer(answer, standing)
    return answer


def _closing(demand: Demand, outcome: Outcome, reason: str) -> Detail:
    possible = OUTCOMES[demand.state]
    if outcome not in possible:
        raise StepRefused(f"以“{WORDS[outcome]}”关闭", demand.state, [f"以“{WORDS[one]}”关闭" for one in possible])
    return {"outcome": outcome.value, "reason": reason}
