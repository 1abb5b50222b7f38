"""The board of demands: post, match, answer, accept, close. Its state lives in the ledger as a row of events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from api import answers
from api.access.sight import is_shown, refuse_elsewhere, sight
from api.market.finding import Found, Place, find
from api.market.terms import TermsGiven, terms_of
from api.workspace import EmptyWorkspace, Workspace
from graph.ledger.board.book import Board
from graph.ledger.board.state import Demand, Event
from graph.ledger.board.steps import Outcome, State
from ontology.errors import UnknownEntity

_KEPT = 10  # candidates that a match notes


@dataclass(frozen=True, slots=True)
class Post:
    """A demand to be put on the board."""

    text: str
    by: str
    region: str = ""
    terms: TermsGiven = field(default_factory=TermsGiven)


@dataclass(frozen=True, slots=True)
class Matched:
    """A demand after a match, and what the match found."""

    demand: Demand
    found: Found


@dataclass(frozen=True, slots=True)
class History:
    """A demand with all its steps."""

    demand: Demand
    events: tuple[Event, ...]


def post(workspace: Workspace, asked: Post) -> Demand:
    """Put a demand on the board.

    Raises:
        PersonalData, BadInput: the text cannot stand there.
        UnknownRegion, UnknownEntity, BadMarket: a constraint names what is not known.
    """
    place = answers.region_named(asked.region)
    terms_of(workspace, asked.terms)
    asker, name = _firm(workspace, asked.terms.asker) if asked.terms.asker else ("", "")
    told = {
        "text": asked.text,
        "region": asked.region or (place.name if place else ""),
        "asker": asker,
        "asker_name": name,
        "terms": asdict(asked.terms),
    }
    return _board(workspace).post(told, by=asked.by)


def match(workspace: Workspace, demand: str, *, by: str, top: int = _KEPT) -> Matched:
    """Look for candidates under the demand's constraints, and note them. Raises UnknownDemand, StepRefused."""
    held = _board(workspace, demand).demand(demand)
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in held.terms.items()
    }
    found = find(workspace, held.text, Place(held.region or None, top), TermsGiven(**given))
    noted = [_candidate(one) for one in found.report.results[:_KEPT]]
    version = workspace.reading.version
    return Matched(_shown(workspace, _board(workspace, demand).match(demand, noted, version=version, by=by)), found)


def _candidate(one: Any) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "score": round(one.score, 4), "certainty": round(one.certainty, 4)}


def answer(workspace: Workspace, demand: str, *, provider: str, text: str, by: str) -> Demand:
    """A provider, in the graph or not, offers to take a demand. Raises UnknownDemand, StepRefused, PersonalData."""
    key, name = _firm(workspace, provider)
    return _shown(
        workspace, _board(workspace, demand).answer(demand, {"provider": key, "name": name, "text": text}, by=by)
    )


def withdraw(workspace: Workspace, demand: str, offer: str, *, by: str, reason: str = "") -> Demand:
    """An offer is taken back. Raises UnknownDemand, UnknownAnswer, StepRefused."""
    return _shown(workspace, _board(workspace, demand).withdraw(demand, offer, by=by, reason=reason))


def accept(workspace: Workspace, demand: str, offer: str, *, by: str) -> Demand:
    """The order goes to an offer. Raises UnknownDemand, UnknownAnswer, StepRefused."""
    return _shown(workspace, _board(workspace, demand).accept(demand, offer, by=by))


def release(workspace: Workspace, demand: str, *, by: str, reason: str) -> Demand:
    """The order fell through; the demand stands again. Raises UnknownDemand, StepRefused."""
    return _shown(workspace, _board(workspace, demand).release(demand, by=by, reason=reason))


def close(workspace: Workspace, demand: str, outcome: Outcome, *, by: str, reason: str = "") -> Demand:
    """A demand ends. Raises UnknownDemand, StepRefused."""
    return _shown(workspace, _board(workspace, demand).close(demand, outcome, by=by, reason=reason))


def demands(workspace: Workspace, *, everything: bool = False) -> Sequence[Demand]:
    """The demands on the board, the newest first; closed ones too where everything is asked for."""
    found = _board(workspace).demands()
    here = [one for one in found if (everything or one.state is not State.CLOSED) and is_shown(one.region)]
    return [_shown(workspace, one) for one in here]


def history(workspace: Workspace, demand: str) -> History:
    """A demand and every step of it. Raises UnknownDemand."""
    board = _board(workspace, demand)
    events = tuple(_shown_event(workspace, one) for one in board.history(demand))
    return History(_shown(workspace, board.demand(demand)), events)


def _shown(workspace: Workspace, demand: Demand) -> Demand:
    """A demand as the account may see it: one of all regions may have looked for candidates."""
    return replace(demand, candidates=_seen(workspace, demand.candidates))


def _shown_event(workspace: Workspace, event: Event) -> Event:
    noted = event.detail.get("candidates")
    return replace(event, detail={**event.detail, "candidates": _seen(workspace, noted)}) if noted else event


def _seen(workspace: Workspace, candidates: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Those of the graph that are not hidden; of one that is not in it any more nobody knows where it lies."""
    found = tuple(candidates)
    veil = workspace.veil if found and sight().regions else None
    if veil is None:
        return found
    known = veil.whole.index_of([one["id"] for one in found]) >= 0
    return tuple(one for one, there in zip(found, known, strict=True) if there and one["id"] not in veil.ids)


def _board(workspace: Workspace, demand: str = "") -> Board:
    """The board, to do something about a demand. Raises UnknownDemand; OtherRegion where the account may not see it."""
    found = Board(workspace.ledger)
    if demand:
        refuse_elsewhere(demand, found.demand(demand).region)
    return found


def _firm(workspace: Workspace, text: str) -> tuple[str, str]:
    """Id and name of a firm; no id and the name as given where the graph does not have it."""
    try:
        key = answers.entity_id(workspace, text)
    except (UnknownEntity, EmptyWorkspace):
        return "", text
    return key, answers.profile(workspace, key, limit=1).name
