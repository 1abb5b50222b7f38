"""An entity: its facts, its numbers, the sentences that speak of it; and the search that leads there."""

from collections.abc import Sequence
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from api import answers
from api.pages.frame.asked import Space
from api.pages.frame.rendering import show
from api.pages.frame.room import Room, page_router
from api.workspace import Workspace
from ontology.schema import EntityClass
from ontology.values.regions import region_of

_PROOFS: Final = (EntityClass.EVIDENCE, EntityClass.OBSERVATION)
_QUOTES: Final = 12  # shown

router = page_router()
ROOM = Room(router)


@router.get("/search")
def show_search(request: Request, space: Space, q: str = "") -> Response:
    """Entities by name."""
    return show(request, "entities/search.html", lambda: search_page(space, q))


@router.get("/entities/{entity:path}/network.html")
def show_network_file(space: Space, entity: str) -> Response:
    """The entity's neighbourhood as a file of its own."""
    return HTMLResponse(answers.ego_file(space, entity))


@router.get("/entities/{entity:path}/network")
def show_network(request: Request, space: Space, entity: str) -> Response:
    """The entity's neighbourhood, framed by the way back."""
    return show(request, "entities/network.html", lambda: {"entity": answers.profile(space, entity, limit=1)})


@router.get("/entities/{entity:path}")
def show_entity(request: Request, space: Space, entity: str) -> Response:
    """An entity: names, properties, facts."""
    return show(request, "entities/entity.html", lambda: entity_page(space, entity))


def search_page(workspace: Workspace, text: str) -> dict[str, Any]:
    """Entities by name."""
    return {"text": text, "hits": answers.search(workspace, text, limit=50) if text.strip() else ()}


def entity_page(workspace: Workspace, key: str) -> dict[str, Any]:
    """Facts grouped by relation, numbers, and sentences."""
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
        "quotes": _sentences_first(answers.quotes(workspace, _proofs_of(profile)))[:_QUOTES],
    }


def _proofs_of(profile: answers.Profile) -> list[str]:
    return [item for fact in profile.facts if fact.cls not in _PROOFS for item in fact.evidence[:4]]


def _sentences_first(quotes: Sequence[answers.Quote]) -> list[answers.Quote]:
    return sorted(quotes, key=lambda one: one.row is not None)
