"""The board of demands: post, match, answer, accept, close. Its state lives in the ledger as a row of events."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from api import answers
from api.access.sight import is_shown, refuse_elsewhere
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
    return Matched(_board(workspace, demand).match(demand, noted, version=version, by=by), found)


def _candidate(one: Any) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "score": round(one.score, 4), "certainty": round(one.certainty, 4)}


def answer(workspace: Workspace, demand: str, *, provider: str, text: str, by: str) -> Demand:
    """A provider, in the graph or not, offers to take a demand. Raises UnknownDemand, StepRefused, PersonalData."""
    key, name = _firm(workspace, provider)
    return _board(workspace, demand).answer(demand, {"provider": key, "name": name, "text": text}, by=by)


def withdraw(workspace: Workspace, demand: str, offer: str, *, by: str, reason: str = "") -> Demand:
    """An offer is taken back. Raises UnknownDemand, UnknownAnswer, StepRefused."""
    return _board(workspace, demand).withdraw(demand, offer, by=by, reason=reason)


def accept(workspace: Workspace, demand: str, offer: str, *, by: str) -> Demand:
    """The order goes to an offer. Raises UnknownDemand, UnknownAnswer, StepRefused."""
    return _board(workspace, demand).accept(demand, offer, by=by)


def release(workspace: Workspace, demand: str, *, by: str, reason: str) -> Demand:
    """The order fell through; the demand stands again. Raises UnknownDemand, StepRefused."""
    return _board(workspace, demand).release(demand, by=by, reason=reason)


def close(workspace: Workspace, demand: str, outcome: Outcome, *, by: str, reason: str = "") -> Demand:
    """A demand ends. Raises UnknownDemand, StepRefused."""
    return _board(workspace, demand).close(demand, outcome, by=by, reason=reason)


def demands(workspace: Workspace, *, everything: bool = False) -> Sequence[Demand]:
    """The demands on the board, the newest first; closed ones too where everything is asked for."""
    found = _board(workspace).demands()
    return [one for one in found if (everything or one.state is not State.CLOSED) and is_shown(one.region)]


def history(workspace: Workspace, demand: str) -> History:
    """A demand and every step of it. Raises UnknownDemand."""
    board = _board(workspace, demand)
    return History(board.demand(demand), board.history(demand))


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
