"""Queries as they come: what is asked for, of which kinds, with which properties beside it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ontology.errors import BadInput
from ontology.schema import EntityClass

MOST_QUERIES: Final = 200
MOST_CANDIDATES: Final = 25
_USUAL: Final = 5
_LONGEST: Final = 300  # characters of a name
_KNOWN: Final = frozenset(EntityClass)


@dataclass(frozen=True, slots=True)
class Query:
    """One cell of a table."""

    key: str
    text: str
    kinds: frozenset[EntityClass] = frozenset()  # empty for any
    limit: int = _USUAL
    code: str = ""
    region: str = ""


def read_queries(text: str) -> list[Query]:
    """The queries of a batch. Raises BadInput for what is no batch, or too large a one."""
    given = read_object(text, "queries")
    if len(given) > MOST_QUERIES:
        raise BadInput(f"一批最多 {MOST_QUERIES} 个查询 · at most {MOST_QUERIES} queries a batch")
    return [_query(key, one) for key, one in given.items()]


def read_object(text: str, name: str) -> dict[str, Any]:
    """A JSON object of a form field. Raises BadInput."""
    try:
        given = json.loads(text)
    except ValueError as problem:
        raise BadInput(f"{name} 不是 JSON：{problem} · {name} is no JSON") from problem
    if not isinstance(given, dict):
        raise BadInput(f"{name} 应为一个对象 · {name} has to be an object")
    return given


def _query(key: str, given: Any) -> Query:
    if not isinstance(given, Mapping) or not isinstance(given.get("query"), str):
        raise BadInput(f"查询 {key!r} 没有 query · the query {key!r} lacks `query`")
    said = dict(_properties(given.get("properties")))
    limit = given.get("limit")
    return Query(
        key=key,
        text=given["query"][:_LONGEST],
        kinds=frozenset(_kinds(given.get("type"))),
        limit=min(max(limit, 1), MOST_CANDIDATES) if type(limit) is int else _USUAL,
        code=said.get("code", ""),
        region=said.get("region", ""),
    )


def _kinds(given: Any) -> Iterator[EntityClass]:
    """Classes of the ontology; a type that is none is left out, since the field is a wish."""
    for one in given if isinstance(given, list) else [given]:
        name = one.get("id") if isinstance(one, Mapping) else one
        if isinstance(name, str) and name in _KNOWN:
            yield EntityClass(name)


def _properties(given: Any) -> Iterator[tuple[str, str]]:
    for one in given if isinstance(given, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("pid"), str):
            yield one["pid"], _first_text(one.get("v"))


def _first_text(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    text = first.get("name") or first.get("id") if isinstance(first, Mapping) else first
    return str(text)[:_LONGEST] if isinstance(text, str | int) else ""
