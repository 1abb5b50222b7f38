"""The service's own description, suggestions while somebody types, and values to extend a table with."""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

from api.answers import Profile
from api.pages.frame.words import attribute_word, word_of
from api.reading import Reading
from api.reconciliation.candidates import Candidate
from graph.linked_data.addresses import THINGS, word
from ontology.errors import BadInput
from ontology.schema import MARK_SHORT, EntityClass, Relation, Status
from ontology.values.regions import region_of

PATH: Final = "/v1/reconcile"
_HIDDEN: Final = frozenset({EntityClass.EVIDENCE, EntityClass.OBSERVATION, EntityClass.DECISION, EntityClass.DOCUMENT})
_OWN: Final[Mapping[str, str]] = {"code": "代码", "region": "地区", "aliases": "别名", "marked": "含样例数据"}
_MOST_IDS: Final = 500
_SHOWN: Final = 20  # suggestions

Value = dict[str, Any]


def manifest(base: str) -> dict[str, Any]:
    """What the service is and where its parts are.

    Args:
        base: address of the service as the client sees it, without a slash at the end.
    """
    parts = {
        kind: {"service_url": base, "service_path": f"{PATH}/suggest/{kind}"} for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "链图 Liantu",
        "identifierSpace": THINGS,
        "schemaSpace": word(""),
        "defaultTypes": [_type(cls) for cls in (EntityClass.ENTERPRISE, EntityClass.ORGANIZATION)],
        "view": {"url": f"{base}/entities/{{{{id}}}}"},
        "preview": {"url": f"{base}{PATH}/preview?id={{{{id}}}}", "width": 430, "height": 260},
        "suggest": parts,
        "extend": {"propose_properties": {"service_url": base, "service_path": f"{PATH}/properties"}},
        "batchSize": 50,
    }


def result_of(candidate: Candidate) -> dict[str, Any]:
    """A candidate on the wire."""
    return {
        "id": candidate.id,
        "name": candidate.name,
        "description": candidate.description,
        "type": [{"id": candidate.cls, "name": word_of(candidate.cls)}],
        "score": round(candidate.score, 2),
        "match": candidate.match,
        "features": [{"id": name, "value": value} for name, value in candidate.features.items()],
    }


def suggest_types(prefix: str) -> list[dict[str, str]]:
    """Classes whose name or label holds the text."""
    types = (_type(cls) for cls in EntityClass if cls not in _HIDDEN)
    return [one for one in types if _holds(one, prefix)]


def suggest_properties(reading: Reading, prefix: str) -> list[dict[str, str]]:
    """Properties whose name or label holds the text."""
    found = (_property(name) for name in (*_OWN, *Relation, *_attributes(reading)))
    return [one for one in found if _holds(one, prefix)][:_SHOWN]


def suggest_entities(reading: Reading, prefix: str) -> list[dict[str, Any]]:
    """Things whose name begins with or holds the text."""
    hits = reading.names.find(prefix, limit=_SHOWN)
    return [{"id": hit.id, "name": hit.name, "notable": [{"id": hit.cls, "name": word_of(hit.cls)}]} for hit in hits]


def properties_of(reading: Reading, kind: str) -> list[dict[str, str]]:
    """What a table of things of a class may be extended with."""
    relations = {relation.value for relation, edges in reading.snapshot.relations.items() if edges.subject.size}
    names = (*_OWN, *sorted(relations), *_attributes(reading))
    return [_property(name) for name in names] if kind in {*EntityClass, ""} else []


def extend(reading: Reading, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Values of properties of things, as a data extension response. Raises BadInput."""
    ids, wanted = _texts(asked.get("ids")), _listed(asked.get("properties"))
    if ids is None or wanted is None or len(ids) > _MOST_IDS:
        raise BadInput(f"extend 要有 ids（至多 {_MOST_IDS} 个）和 properties · it takes ids and properties")
    names = [one["id"] for one in wanted if isinstance(one, Mapping) and isinstance(one.get("id"), str)]
    rows = {key: {name: _values(reading, key, name) for name in names} for key in ids}
    return {"meta": [_property(name) for name in names], "rows": rows}


def preview_page(found: Profile) -> str:
    """A few lines on a thing as a page of its own, without script or style."""
    names = escape("、".join((found.id, *found.aliases)))
    facts = "".join(f"<li>{escape(word_of(one.relation))} {escape(one.name)}</li>" for one in found.facts)
    mark = f"<p>{MARK_SHORT}</p>" if found.marked else ""
    body = f"<h1>{escape(found.name)}</h1><p>{word_of(found.cls)} {names}</p>{mark}<ul>{facts}</ul>"
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{escape(found.name)}</title>{body}</html>'


def _listed(value: Any) -> list[Any] | None:
    return value if isinstance(value, list) else None


def _texts(value: Any) -> list[str] | None:
    return value if isinstance(value, list) and all(isinstance(one, str) for one in value) else None


def _values(reading: Reading, key: str, name: str) -> list[Value]:
    (at,) = reading.snapshot.index_of([key])
    if at < 0:
        return []
    if name in {relation.value for relation in Relation}:
        return list(_related(reading, int(at), Relation(name)))
    row = reading.snapshot.nodes.slice(int(at), 1).to_pylist()[0]
    value = row[name] if name in _OWN else json.loads(row["properties"]).get(name)
    return [_cell(name, one) for one in (value if isinstance(value, list) else [value]) if one not in (None, "")]


def _cell(name: str, value: Any) -> Value:
    if name == "region":
        return {"id": value, "name": region_of(value).name}
    if isinstance(value, bool):
        return {"bool": value}
    if isinstance(value, int | float):
        return {"float": float(value)}
    return {"str": value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}


def _related(reading: Reading, at: int, relation: Relation) -> Iterator[Value]:
    """What a thing is joined with by a fact that is stated: a plan is no value."""
    stated = reading.snapshot.edges(relation).where(Status.STATED)
    for other in sorted(set(stated.object[stated.subject == at].tolist())):
        yield {"id": reading.snapshot.id(other), "name": reading.snapshot.name(other)}


def _attributes(reading: Reading) -> Sequence[str]:
    """Names of what tables say of organisations beyond the columns, as often as firms have them first."""
    return reading.snapshot.kept("attributes of organisations", lambda: _found_attributes(reading))


def _found_attributes(reading: Reading) -> Sequence[str]:
    from collections import Counter

    firms = reading.snapshot.nodes.filter(reading.snapshot.is_class(EntityClass.ENTERPRISE))
    seen = Counter(name for text in firms["properties"].to_pylist() for name in json.loads(text or "{}"))
    return [name for name, _ in seen.most_common(_SHOWN)]


def _type(cls: EntityClass) -> dict[str, str]:
    return {"id": cls.value, "name": word_of(cls.value)}


def _property(name: str) -> dict[str, str]:
    label = _OWN.get(name) or word_of(name)
    return {"id": name, "name": attribute_word(name) if label == name else label}


def _holds(one: Mapping[str, str], prefix: str) -> bool:
    wanted = prefix.casefold().strip()
    return any(wanted in text.casefold() for text in one.values())
