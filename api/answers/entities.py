"""Entities: found by name, and shown with their facts, their writings, and what sources differ in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from api.workspace import Workspace
from graph.analysis.valid_time import holds_on
from graph.queries import ENTITY, NEIGHBOURHOOD
from graph.veil import Veil
from graph.view.ego_page import ego_page
from ontology.errors import OtherRegion, UnknownEntity, UnknownWord, WorkspaceLocked
from ontology.schema import EntityClass
from ontology.values.credit_code import is_valid
from ontology.values.names import fold
from ontology.values.regions import region_of

if TYPE_CHECKING:
    from graph.ledger.variants import Conflict, Value, Variant, Voice

_HIDDEN_AMONG: Final = 10_000  # facts that are looked at where some are hidden from the account
_PART: Final = 4  # characters of a firm's name that name it
_ACTORS: Final = frozenset({EntityClass.ENTERPRISE, EntityClass.ORGANIZATION})


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One fact of an entity, seen from it."""

    relation: str
    outgoing: bool
    id: str
    name: str
    cls: str
    confidence: float
    sources: int
    status: str
    evidence: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity with its facts, how it is written, and what sources differ in."""

    id: str
    name: str
    cls: str
    aliases: tuple[str, ...]
    code: str
    region: str
    properties: Mapping[str, Any]
    marked: bool
    facts: tuple[Neighbour, ...]
    variants: "tuple[Variant, ...]" = ()
    conflicts: "tuple[Conflict, ...]" = ()


def ego_file(workspace: Workspace, entity: str) -> str:
    """Self-contained HTML of an entity's neighbourhood."""
    return ego_page(workspace.view, entity_id(workspace, entity))


def entity_id(workspace: Workspace, text: str) -> str:
    """Id of the entity with this id, or of the one that bears this name; one with a code goes before its namesakes.

    Raises:
        UnknownEntity: none does; the names nearest to it are told.
        OtherRegion: the account may not see where it lies.
    """
    refuse_hidden(workspace, text)
    if workspace.view.query(ENTITY, {"id": text}).rows:
        return text
    hits = workspace.reading.names.find(text, limit=8)
    bearing = [hit.id for hit in hits if _bears(workspace, hit.id, text)]
    if not bearing:
        raise UnknownEntity(text, [hit.name for hit in hits])
    return min(bearing, key=lambda one: not is_valid(one.removeprefix("ent:")))


def refuse_hidden(workspace: Workspace, text: str) -> None:
    """Raises OtherRegion where this is the id or the name of something that the account may not see."""
    veil = workspace.veil
    if veil is not None and veil.hides(text):
        raise OtherRegion(text, [region_of(one).name for one in veil.regions])


def _bears(workspace: Workspace, key: str, text: str) -> bool:
    """Whether an entity has this name or alias; a part of four characters, as 绿的谐波 of a firm, stands for it too."""
    node = workspace.view.query(ENTITY, {"id": key}).records()[0]
    asked, names = fold(text), [fold(name) for name in (node["name"], *(node["aliases"] or ()))]
    return asked in names or (len(asked) >= _PART and node["class"] in _ACTORS and any(asked in one for one in names))


def profile(workspace: Workspace, entity: str, *, limit: int = 200, said: bool = False) -> Profile:
    """An entity and its facts.

    Args:
        workspace: where it is looked up.
        entity: its id or name.
        limit: most facts.
        said: also every way it is written, with the keys of the writings, and every value that sources differ in.
            They stand in the ledger: there are none on a day gone by, nor while another process has it.

    Raises:
        UnknownEntity: there is none.
    """
    key, day = entity_id(workspace, entity), workspace.day
    node = workspace.view.query(ENTITY, {"id": key}).records()[0]
    most = limit if workspace.veil is None else _HIDDEN_AMONG
    edges = _edges(workspace.view.query(NEIGHBOURHOOD, {"id": key, "limit": most}).records(), key, limit)
    variants, conflicts = _said(workspace, key) if said and not day else ((), ())
    return Profile(
        id=key,
        name=node["name"],
        cls=node["class"],
        aliases=tuple(node["aliases"] or ()),
        code=node["code"] or "",
        region=node["region"] or "",
        properties=properties_of(node["properties"]),
        marked=bool(node["marked"]),
        facts=tuple(fact for fact in (_neighbour(key, edge) for edge in edges) if holds_on(fact.properties, day)),
        variants=variants,
        conflicts=conflicts,
    )


def _edges(records: Sequence[Mapping[str, Any]], key: str, limit: int) -> Iterator[Mapping[str, Any]]:
    """So many of each direction, the surest first."""
    for outgoing in (True, False):
        yield from islice((one for one in records if (one["subject"] == key) == outgoing), limit)


def _said(workspace: Workspace, key: str) -> "tuple[tuple[Variant, ...], tuple[Conflict, ...]]":
    if not workspace.has_ledger:
        return (), ()
    from graph.ledger.variants import conflicts_of, variants_of  # other questions need no DuckDB

    try:
        variants, conflicts = variants_of(workspace.ledger, key), conflicts_of(workspace.ledger, key)
    except WorkspaceLocked:
        return (), ()
    veil = workspace.veil
    if veil is None:
        return variants, conflicts
    told = tuple(replace(one, said_by=_voices(veil, one)) for one in variants)
    return told, tuple(replace(one, values=tuple(_value(veil, value) for value in one.values)) for one in conflicts)


def _value(veil: Veil, value: "Value") -> "Value":
    return replace(value, value=veil.told(value.value), said_by=_voices(veil, value))


def _voices(veil: Veil, said: "Variant | Value") -> "tuple[Voice, ...]":
    """Who says it: the ledger, which is asked for that, knows no veil."""
    return tuple(replace(one, source=veil.told(one.source), document=veil.told(one.document)) for one in said.said_by)


def _neighbour(key: str, edge: Mapping[str, Any]) -> Neighbour:
    return Neighbour(
        relation=edge["relation"].lower(),
        outgoing=edge["subject"] == key,
        id=edge["other"],
        name=edge["other_name"],
        cls=edge["other_class"],
        confidence=edge["confidence"],
        sources=edge["sources"],
        status=edge["status"],
        evidence=tuple(edge["evidence"] or ()),
        properties=properties_of(edge["properties"]),
    )


def properties_of(text: str | None) -> dict[str, Any]:
    """Properties of a node or a fact, as the graph keeps them: a JSON object, or nothing."""
    return json.loads(text) if text else {}


def search(workspace: Workspace, text: str, *, cls: str | None = None, limit: int = 200) -> Sequence[Any]:
    """Entities by name that the account may see, best first. Raises UnknownWord for a class that there is not."""
    if cls is not None and cls not in {one.value for one in EntityClass}:
        raise UnknownWord("类别", cls, [one.value for one in EntityClass])
    return workspace.reading.names.find(text, cls=EntityClass(cls) if cls else None, limit=limit)
