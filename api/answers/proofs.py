"""What facts rest on: sentences, rows, and the documents that hold them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.answers.entities import profile, properties_of
from api.workspace import Workspace
from graph.queries import EVIDENCE
from ontology.schema import EntityClass, SourceKind

_WITHHELD: Final = (
    "这条原文说到其他地区，不在本账号范围内 · it speaks of another region, which this account does not see"
)
_SOURCE: Final = ("source", "publisher", "published")


@dataclass(frozen=True, slots=True)
class Quote:
    """An evidence sentence or row with its place."""

    id: str
    sentence: str
    document: str
    document_name: str
    page: int | None
    row: int | None


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
    place = properties_of(row["properties"])
    return Quote(
        id=row["id"],
        sentence=row["sentence"],
        document=row["document"],
        document_name=row["document_name"],
        page=place.get("page"),
        row=place.get("row"),
    )


def evidence_of(workspace: Workspace, entity: str) -> tuple[Quote, ...]:
    """Sentences and rows behind the facts of an entity."""
    facts = profile(workspace, entity, limit=2000).facts
    return quotes(workspace, [key for fact in facts for key in fact.evidence])


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
    given = properties_of(properties)
    return {"kind": given.get("source_kind") or "", **{key: told(given.get(key) or "") for key in _SOURCE}}
