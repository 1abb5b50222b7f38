"""An entity: what is known of it, how it is written, what sources differ in, and what stands around it."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from api import answers
from api.pages.frame.asked import Space
from api.pages.frame.figures import Figure
from api.pages.frame.language import Language, language_of
from api.pages.frame.quotes import profile_of, quotes_of
from api.pages.frame.rendering import show
from api.pages.frame.room import Room, page_router
from api.pages.frame.words import word_of
from api.pages.rooms.entity_tables import conflict_sheet, fact_sheet, number_sheet, variant_sheet
from api.workspace import Workspace
from graph.view.ego_picture import Tie, ego_svg
from ontology.schema import EntityClass, Status
from ontology.values.regions import region_of

_PROOFS: Final = (EntityClass.EVIDENCE, EntityClass.OBSERVATION)
_QUOTES: Final = 12  # shown
_TIES: Final = 44  # drawn
_TIMES: Final = ("since", "until", "date", "period")

router = page_router()
ROOM = Room(router)


@router.get("/search")
def show_search(request: Request, space: Space, q: str = "") -> Response:
    """Entities by name."""
    return show(request, "entities/search.html", lambda: search_page(space, q))


@router.get("/entities/{entity:path}/network.html")
def show_network_file(space: Space, entity: str) -> Response:
    """The entity's neighbourhood as an interactive file of its own, to be kept."""
    headers = {"Content-Disposition": "attachment; filename=network.html"}
    return Response(answers.ego_file(space, entity), media_type="text/html; charset=utf-8", headers=headers)


@router.get("/entities/{entity:path}")
def show_entity(request: Request, space: Space, entity: str) -> Response:
    """An entity: names, properties, facts."""
    language = language_of(request)
    return show(request, "entities/entity.html", lambda: entity_page(space, entity, language))


def search_page(workspace: Workspace, text: str) -> dict[str, Any]:
    """Entities by name."""
    return {"text": text, "hits": answers.search(workspace, text, limit=50) if text.strip() else ()}


def entity_page(workspace: Workspace, key: str, language: Language) -> dict[str, Any]:
    """Facts by relation, numbers, sentences, names and conflicts, what happened when, and the picture around it."""
    profile = profile_of(workspace, key)
    facts = [fact for fact in profile.facts if fact.cls not in _PROOFS]
    numbers = [fact for fact in profile.facts if fact.cls == EntityClass.OBSERVATION]
    groups = _grouped(facts)
    sheets = {f"facts{number}": fact_sheet(profile, group, language) for number, group in enumerate(groups)}
    sheets |= {"numbers": number_sheet(profile, numbers)} if numbers else {}
    sheets |= {"variants": variant_sheet(profile)} if profile.variants else {}
    sheets |= {"conflicts": conflict_sheet(profile)} if profile.conflicts else {}
    proofs = [item for fact in facts for item in fact.evidence[:4]]
    quotes = quotes_of(workspace, proofs)
    return {
        "entity": profile,
        "region": region_of(profile.region).name if profile.region else "",
        "groups": groups,
        "timeline": _timeline(facts),
        "quotes": sorted(quotes, key=lambda one: one.row is not None)[:_QUOTES],
        "figures": {"network": _picture(profile, facts, language)} if facts else {},
        "sheets": sheets,
    }


def _grouped(facts: Sequence[answers.Neighbour]) -> list[list[answers.Neighbour]]:
    """Facts of one relation and direction together."""
    groups: dict[tuple[str, bool], list[answers.Neighbour]] = {}
    for fact in facts:
        groups.setdefault((fact.relation, fact.outgoing), []).append(fact)
    return list(groups.values())


def _timeline(facts: Sequence[answers.Neighbour]) -> list[tuple[str, answers.Neighbour]]:
    """Facts that say since or until when they hold, the newest first; the time as they say it."""
    dated = [(_when(fact), fact) for fact in facts]
    return sorted(((when, fact) for when, fact in dated if when), key=lambda one: one[0], reverse=True)


def _when(fact: answers.Neighbour) -> str:
    told = [fact.properties.get(name) for name in _TIMES]
    texts = [str(one[0] if isinstance(one, list) else one) for one in told if one]
    return "–".join(texts[:2])


def _picture(profile: answers.Profile, facts: Sequence[answers.Neighbour], language: Language) -> Figure:
    word = partial(word_of, language=language)
    ties = [
        Tie(
            word(fact.relation), fact.outgoing, fact.name, fact.cls, f"/entities/{fact.id}",
            planned=fact.status != Status.STATED,
        )
        for fact in facts[:_TIES]
    ]  # fmt: skip
    return Figure(profile.name, ego_svg(profile.name, ties, profile.name), "facts0", profile.marked)
