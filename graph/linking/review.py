"""The review list: concepts on no node, the most met first, each with the nodes it might belong to and why.

Candidates that names give were kept when the graph was derived; where there is none, likeness of writing proposes
some (see `graph.linking.likeness`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from graph.ledger import Ledger
from graph.linking.likeness import Likeness
from graph.linking.terms import CONCEPTS
from ontology.errors import AmbiguousName, UnknownEntity

_MOST: Final = 3  # places shown
# What a concept without any candidate weighs beside one with.
_UNKNOWN: Final = 0.05
_OPEN: Final = f"""
WITH concept AS (
    SELECT id, class, name FROM derived.nodes n WHERE class IN {CONCEPTS} AND NOT (class = 'Industry' AND code <> '')
      AND id NOT IN (SELECT object FROM derived.edges WHERE relation = 'realises')),
part AS (
    SELECT subject AS mention, document, evidence FROM claims UNION ALL
    SELECT object, document, evidence FROM claims UNION ALL
    SELECT id, document, NULL FROM mentions),
met AS (
    SELECT o.entity AS id, greatest(count(p.evidence), count(DISTINCT p.document)) AS met,
           count(DISTINCT p.document) AS documents
    FROM derived.entity_of o JOIN concept c ON c.id = o.entity JOIN part p ON p.mention = o.mention GROUP BY o.entity),
best AS (
    SELECT concept, max(score) AS score, first(node ORDER BY score DESC, node) AS node
    FROM derived.candidates WHERE NOT decided GROUP BY concept)
SELECT c.id, coalesce(b.node, '') AS node, coalesce(b.score, 0.0) AS score, m.met, m.documents
FROM concept c JOIN met m USING (id) LEFT JOIN best b ON b.concept = c.id
ORDER BY coalesce(b.score, {_UNKNOWN}) * ln(1 + m.met) DESC, c.name, c.id"""

_NAMED_ONES: Final = "SELECT id, name, class FROM derived.nodes WHERE id IN (SELECT unnest($ids))"

_CANDIDATES: Final = """
SELECT c.concept, c.node, n.name, c.score, c.how, c.term, c.tree, c.objections
FROM derived.candidates c JOIN derived.nodes n ON n.id = c.node
WHERE c.concept IN (SELECT unnest($ids)) AND NOT c.decided ORDER BY c.concept, c.score DESC, c.node"""

_PLACES: Final = f"""
WITH said AS (
    SELECT o.entity, c.evidence FROM derived.entity_of o JOIN claims c ON c.subject = o.mention
    WHERE o.entity IN (SELECT unnest($ids))
  UNION
    SELECT o.entity, c.evidence FROM derived.entity_of o JOIN claims c ON c.object = o.mention
    WHERE o.entity IN (SELECT unnest($ids)))
SELECT s.entity, e.id, e.sentence, d.name FROM said s JOIN evidence e ON e.id = s.evidence
JOIN documents d ON d.id = e.document
QUALIFY row_number() OVER (PARTITION BY s.entity ORDER BY d.name, e.id) <= {_MOST} ORDER BY s.entity, d.name, e.id"""

_NAMES: Final = """
SELECT DISTINCT e.subject, n.name, t.name FROM derived.edges e JOIN derived.nodes n ON n.id = e.subject
JOIN derived.nodes t ON t.id = e.object WHERE e.relation = 'realises' AND e.object_class = 'Technology'
  AND NOT contains(e.properties, '"how"') ORDER BY ALL"""

_DENIED: Final = "SELECT concept, node FROM derived.denied WHERE concept IN (SELECT unnest($ids))"

_NAMED: Final = """
SELECT id, id = $text OR id = concat('node:', $text) AS exact FROM derived.nodes
WHERE class IN (SELECT unnest($classes)) AND (
    id IN ($text, concat('node:', $text)) OR lower(name) = lower($text) OR list_contains(aliases, $text)) ORDER BY id"""

_WHY: Final = {
    "alias": "来源声明的别名就是环节的名称",
    "name": "与环节同名",
    "writing": "去掉括号和收尾词后与环节同名",
    "abbreviation": "括号里的缩写是环节的名称",
    "head": "名称以环节的名称收尾",
    "inside": "括号里是环节的名称",
    "kind": "产品目录把它列在环节的产品之下",
    "likeness": "字面相近",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that a concept may belong to; `why` speaks for it, `objections` against."""

    node: str  # `node:` id
    name: str
    score: float  # 0..1
    term: str  # the name of the node that it is like
    why: tuple[str, ...]
    objections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a concept is met."""

    evidence: str
    document: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A concept on no node, how often it is met, and the nodes it may belong to, best first."""

    id: str
    name: str
    cls: str
    met: int  # claims that speak of it
    documents: int
    candidates: tuple[Candidate, ...]
    places: tuple[Place, ...]


def open_concepts(ledger: Ledger) -> pa.Table:
    """All concepts on no node: id, node and score of the best candidate (empty and 0 without one), met, documents.

    Those that are met often and have a good candidate come first.
    """
    with ledger.transaction() as connection:
        return connection.sql(_OPEN).to_arrow_table()


def unlinked(ledger: Ledger, found: pa.Table) -> tuple[Unlinked, ...]:
    """What a person needs to judge some of `open_concepts`: candidates with their reasons, and places; in its order."""
    ids = {"ids": found["id"].to_pylist()}
    with ledger.transaction() as connection:
        named = {key: (name, cls) for key, name, cls in _rows(connection, _NAMED_ONES, ids)}
        proposed = _grouped(_rows(connection, _CANDIDATES, ids))
        places = _grouped(_rows(connection, _PLACES, ids))
        names = _rows(connection, _NAMES, {}) if len(proposed) < found.num_rows else []
        denied = {(concept, node) for concept, node in _rows(connection, _DENIED, ids)}
    likeness = Likeness((term, (node, name)) for node, name, term in names)
    items = []
    for row in found.to_pylist():
        key, (name, cls) = row["id"], named[row["id"]]
        candidates = tuple(map(_candidate, proposed.get(key, ()))) or _alike(likeness, name)
        kept = tuple(one for one in candidates if (key, one.node) not in denied)
        where = tuple(Place(evidence, document, said) for evidence, said, document in places.get(key, ()))
        items.append(Unlinked(key, name, cls, row["met"], row["documents"], kept, where))
    return tuple(items)


def concept_named(ledger: Ledger, text: str) -> str:
    """Id of the product, industry or scenario with this id, name or alias.

    Raises:
        UnknownEntity: there is none.
        AmbiguousName: there are several.
    """
    return _named(ledger, text, CONCEPTS)


def node_named(ledger: Ledger, text: str) -> str:
    """Id of the chain node with this id (`node:industrial-robot/reducer`, the prefix may be left out) or name.

    Raises:
        UnknownEntity: there is none.
        AmbiguousName: several chains have one.
    """
    return _named(ledger, text, ("ChainNode",))


def _named(ledger: Ledger, text: str, classes: tuple[str, ...]) -> str:
    with ledger.transaction() as connection:
        rows = _rows(connection, _NAMED, {"text": text.strip(), "classes": list(classes)})
    best = [key for key, exact in rows if exact] or [key for key, _ in rows]
    if not best:
        raise UnknownEntity(text)
    if len(best) > 1:
        raise AmbiguousName(text, best)
    return str(best[0])


def _candidate(row: Sequence[Any]) -> Candidate:
    node, name, score, how, term, tree, objections = row
    why = (_WHY[how], "产品目录也这样归类") if tree else (_WHY[how],)
    return Candidate(node, name, score, term, why, tuple(objections))


def _alike(likeness: Likeness, name: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(*one, (_WHY["likeness"],)) for one in likeness.nearest(name))


def _rows(connection: Any, query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = connection.execute(query, parameters).fetchall()
    return found


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """Rows by their first column, without it."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        found.setdefault(key, []).append(tuple(rest))
    return found
