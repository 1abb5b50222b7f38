"""The questions a workspace answers. CLI, REST and pages call these and nothing below them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from api.access.sight import shown_region
from api.kept import kept
from api.workspace import EmptyWorkspace, Workspace
from graph.analysis.gaps import find_gaps
from graph.analysis.matching.candidates import Known
from graph.analysis.matching.match import find_providers
from graph.analysis.matching.ranking import RANKING, kept_ranking
from graph.analysis.matching.results import MatchReport
from graph.analysis.matching.understanding import Asker
from graph.analysis.results import GapReport
from graph.analysis.valid_time import holds_on
from graph.queries import ENTITY, EVIDENCE, NEIGHBOURHOOD
from graph.store import Rows
from graph.veil import Veil
from graph.view.chain_page import chain_page
from graph.view.chain_picture import chain_svg
from graph.view.ego_page import ego_page
from ontology.chains import Chain
from ontology.errors import OtherRegion, UnknownEntity, UnknownRegion, UnknownWord, WorkspaceLocked
from ontology.schema import EntityClass, SourceKind
from ontology.values.credit_code import is_valid
from ontology.values.names import fold
from ontology.values.regions import Region, find_region, region_of, regions

if TYPE_CHECKING:
    from graph.ledger.variants import Conflict, Value, Variant, Voice

_HIDDEN_AMONG: Final = 10_000  # facts that are looked at where some are hidden from the account
_PART: Final = 4  # characters of a firm's name that name it
_ACTORS: Final = frozenset({EntityClass.ENTERPRISE, EntityClass.ORGANIZATION})

_WITHHELD: Final = (
    "这条原文说到其他地区，不在本账号范围内 · it speaks of another region, which this account does not see"
)
_SOURCE: Final = ("source", "publisher", "published")


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


@dataclass(frozen=True, slots=True)
class Quote:
    """An evidence sentence or row with its place."""

    id: str
    sentence: str
    document: str
    document_name: str
    page: int | None
    row: int | None


def region_named(text: str | None) -> Region | None:
    """The region a user named; None for none, 全国 and 中国. Raises UnknownRegion, OtherRegion."""
    return shown_region(compared_region(text))


def compared_region(text: str | None) -> Region | None:
    """The same of a region whose figures stand beside those of the account's own. Raises UnknownRegion."""
    if not text or text in {"全国", "中国", "all"}:
        return None
    found = find_region(text)
    if found is None:
        raise UnknownRegion(text, [region.name for region in regions() if region.level in {"province", "city"}])
    return found


def gaps(workspace: Workspace, chain: str, region: str | None = None, *, healthy: bool = False) -> GapReport:
    """Weak links of a chain. Raises UnknownChain, UnknownRegion, EmptyWorkspace."""
    definition, place = workspace.chain(chain), region_named(region)

    def found(space: Workspace) -> GapReport:
        snapshot, limits, chains = space.reading.snapshot, space.limits, space.chains
        return find_gaps(snapshot, space.chain(definition.id), place, limits=limits, healthy=True, chains=chains)

    report = kept(workspace, ("gaps", definition.id, place.id if place else ""), found)
    return report if healthy else report.without_healthy()


def match(
    workspace: Workspace, text: str, *, region: str | None = None, industry: str | None = None, top: int = 10
) -> MatchReport:
    """Providers for a need; by the weights in the workspace's `matching.json` where `liantu train match` left some.

    Raises:
        UnknownRegion, EmptyWorkspace, BadInput: no such region, no data, weights that are none.
    """
    asker = Asker(region_named(region), industry or "")
    reading = workspace.reading
    known = Known(reading.dictionary, reading.texts, kept_ranking(workspace.folder / RANKING))
    return find_providers(reading.snapshot, known, text, asker, top=top)


def chain_picture(workspace: Workspace, chain: str, region: str | None = None, *, link: str = "") -> str:
    """SVG of a chain with its gaps."""
    return chain_svg(workspace.chain(chain), gaps(workspace, chain, region, healthy=True), link=link)


def chain_file(workspace: Workspace, chain: str, region: str | None = None) -> str:
    """Self-contained HTML of a chain with its gaps."""
    return chain_page(workspace.chain(chain), gaps(workspace, chain, region, healthy=True))


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
        properties=_properties(node["properties"]),
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
        properties=_properties(edge["properties"]),
    )


def quotes(workspace: Workspace, ids: Iterable[str]) -> tuple[Quote, ...]:
    """The sentences and rows behind evidence ids, in the order asked for; unknown ids are left out.

    One that speaks of what the account may not see says so in place of its sentence.
    """
    asked = list(dict.fromkeys(ids))
    found = {row["id"]: _quote(row) for row in workspace.view.query(EVIDENCE, {"ids": asked}).records()}
    rest = [key for key in asked if key not in found]
    withheld = {key: Quote(key, _WITHHELD, "", "", None, None) for key in _hidden_of(workspace, rest)}
    return tuple((found | withheld)[key] for key in asked if key in found or key in withheld)


def _hidden_of(workspace: Workspace, ids: Sequence[str]) -> list[str]:
    """Those that are evidence though the account is shown no row of them: hidden, or of a document that is."""
    if workspace.veil is None:
        return []
    whole = workspace.veil.whole
    places = zip(ids, whole.index_of(ids).tolist(), strict=True)
    return [key for key, at in places if at >= 0 and whole.nodes["class"][at].as_py() == EntityClass.EVIDENCE]


def _quote(row: Mapping[str, Any]) -> Quote:
    place = _properties(row["properties"])
    return Quote(
        id=row["id"],
        sentence=row["sentence"],
        document=row["document"],
        document_name=row["document_name"],
        page=place.get("page"),
        row=place.get("row"),
    )


def _properties(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}


def query(workspace: Workspace, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
    """Rows of a read-only Cypher statement. Raises QueryRefused, BadInput."""
    return workspace.view.query(cypher, parameters)


def version(workspace: Workspace) -> str:
    """Version of the graph, empty before the first ingest."""
    try:
        return workspace.view.version()
    except EmptyWorkspace:
        return ""


def stats(workspace: Workspace) -> dict[str, Any]:
    """Nodes by class and edges by relation, and the version they belong to."""
    counts = workspace.view.counts()
    labels = {cls.value for cls in EntityClass}
    return {
        "version": version(workspace),
        "as_of": workspace.reading.snapshot.as_of,
        "nodes": {name: count for name, count in counts.items() if name in labels},
        "edges": {name: count for name, count in counts.items() if name not in labels},
    }


def search(workspace: Workspace, text: str, *, cls: str | None = None, limit: int = 200) -> Sequence[Any]:
    """Entities by name that the account may see, best first. Raises UnknownWord for a class that there is not."""
    if cls is not None and cls not in {one.value for one in EntityClass}:
        raise UnknownWord("类别", cls, [one.value for one in EntityClass])
    return workspace.reading.names.find(text, cls=EntityClass(cls) if cls else None, limit=limit)


def evidence_of(workspace: Workspace, entity: str) -> tuple[Quote, ...]:
    """Sentences and rows behind the facts of an entity."""
    facts = profile(workspace, entity, limit=2000).facts
    return quotes(workspace, [key for fact in facts for key in fact.evidence])


def chain_outline(chain: Chain) -> dict[str, Any]:
    """A chain in a list of chains."""
    return {"id": chain.id, "name": chain.name, "nodes": len(chain.nodes), "links": len(chain.links)}


def documents(workspace: Workspace) -> list[dict[str, Any]]:
    """Documents of the graph with their sources, newest first; a publisher that the account may not see is unnamed."""
    table = workspace.view.nodes(EntityClass.DOCUMENT).select(["id", "name", "properties"]).to_pylist()
    told = telling(workspace)
    found = [{"id": row["id"], "name": row["name"], **_document_source(row["properties"], told)} for row in table]
    shown = [one for one in found if one["kind"] != SourceKind.DEFINITION]
    return sorted(shown, key=lambda one: (one["published"] or "", one["name"]), reverse=True)


def telling(workspace: Workspace) -> Callable[[str], str]:
    """Shows a text as the account may see it that asks, where the text is not of the veiled graph."""
    veil = workspace.veil
    return veil.told if veil is not None else str


def _document_source(properties: str | None, told: Callable[[str], str]) -> dict[str, Any]:
    given = _properties(properties)
    return {"kind": given.get("source_kind") or "", **{key: told(given.get(key) or "") for key in _SOURCE}}
