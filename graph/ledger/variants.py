"""How an entity is written, and what is said of it in more than one way: every name and value with who says so.

Nothing is overwritten: where sources differ, all they say stands side by side, the newest first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.ledger.book import Ledger
from graph.ledger.editions import AGE
from graph.ledger.meaning import is_derived
from graph.ledger.tables import ALIAS_LIST
from ontology.values.regions import is_inside, region_of

WRITTEN: Final = "written"  # the name stands so in a document; else the attribute that declares it, such as alias

_DOCUMENTS: Final = f"""
WITH own AS (SELECT mention FROM derived.entity_of WHERE entity = $entity),
aged AS (
    SELECT d.id, d.name, CASE WHEN s.publisher IN ('', s.name) THEN s.name ELSE concat(s.publisher, '《', s.name, '》')
           END AS source, s.published, d.register = '' OR {AGE} = 1 AS newest
    FROM documents d JOIN sources s ON s.id = d.source)"""

_NAMES: Final = f"""{_DOCUMENTS},
said AS (
    SELECT '{WRITTEN}' AS how, m.name, m.class, m.id::VARCHAR AS mention, m.code, m.region, m.key, m.document
    FROM mentions m WHERE m.id IN (FROM own)
  UNION ALL
    SELECT a.name, a.value, '', '', '', '', '', a.document FROM attributes a
    WHERE a.mention IN (FROM own) AND a.name IN ({ALIAS_LIST}))
SELECT s.how, s.name, s.class, s.mention, s.code, s.region, s.key, a.source, min(a.published), max(a.published),
       count(DISTINCT a.id), first(a.name ORDER BY a.published DESC NULLS LAST, a.name)
FROM said s JOIN aged a ON a.id = s.document GROUP BY ALL
ORDER BY s.how DESC, s.name, s.mention, max(a.published) DESC NULLS LAST, a.source"""

_VALUES: Final = f"""{_DOCUMENTS},
said AS (
    SELECT a.name, a.value, a.value_folded AS folded, a.evidence, a.document FROM attributes a
    WHERE a.mention IN (FROM own) AND a.name NOT IN ({ALIAS_LIST}) AND a.value <> ''
  UNION ALL
    SELECT 'code', m.code, lower(m.code), '', m.document FROM mentions m WHERE m.id IN (FROM own) AND m.code <> ''
  UNION ALL
    SELECT 'region', m.region, m.region, '', m.document FROM mentions m WHERE m.id IN (FROM own) AND m.region <> '')
SELECT s.name, s.folded, s.value, a.source, min(a.published), max(a.published), count(DISTINCT a.id),
       first(a.name ORDER BY a.published DESC NULLS LAST, a.name), bool_or(a.newest),
       list(DISTINCT s.evidence ORDER BY s.evidence) FILTER (s.evidence <> '')
FROM said s JOIN aged a ON a.id = s.document
WHERE s.name IN (SELECT name FROM said GROUP BY name HAVING count(DISTINCT folded) > 1)
GROUP BY ALL ORDER BY s.name, max(a.published) DESC NULLS LAST, s.value, a.source"""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something: a source, from when to when, in how many documents, one of which is named."""

    source: str
    first: date | None
    last: date | None
    documents: int
    document: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A name of an entity: as it is written somewhere, or as a place declares it."""

    name: str
    how: str  # written | alias | former_name | short_name | english_name
    cls: str
    mention: str  # key of the writing, which `resolve split` and `merge` take; empty for a declared name
    code: str  # as written beside it
    region: str  # name
    key: str  # the source's own id
    said_by: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One of several values; `current` is false where only editions say it that a newer one has replaced."""

    value: str
    current: bool
    said_by: tuple[Voice, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A property that has several values, the newest first."""

    name: str
    values: tuple[Value, ...]


def variants_of(ledger: Ledger, entity: str) -> tuple[Variant, ...]:
    """All names of an entity with who writes them so, those that stand in documents before declared ones."""
    rows = _rows(ledger, _NAMES, entity)
    found: dict[tuple[Any, ...], list[Voice]] = {}
    for *name, source, first, last, documents, document in rows:
        found.setdefault(tuple(name), []).append(Voice(source, first, last, documents, document))
    return tuple(
        Variant(name, how, cls, mention, code, _region(region), key, tuple(voices))
        for (how, name, cls, mention, code, region, key), voices in found.items()
    )


def conflicts_of(ledger: Ledger, entity: str) -> tuple[Conflict, ...]:
    """Properties of which an entity has several values: addresses, dates, codes, regions that lie in none other."""
    found: dict[str, dict[str, list[tuple[Any, ...]]]] = {}
    for name, folded, *rest in _rows(ledger, _VALUES, entity):
        found.setdefault(name, {}).setdefault(folded, []).append(tuple(rest))
    if "region" in found:
        found["region"] = {key: found["region"][key] for key in _innermost(found["region"])}
    told = {name: tuple(map(_value, values.values())) for name, values in found.items() if len(values) > 1}
    return tuple(Conflict(name, _named(values) if name == "region" else values) for name, values in told.items())


def _value(rows: Sequence[tuple[Any, ...]]) -> Value:
    voices = tuple(Voice(*row[1:6]) for row in rows)
    evidence = tuple(dict.fromkeys(item for row in rows for item in row[7] or ()))
    return Value(rows[0][0], any(row[6] for row in rows), voices, evidence)


def _named(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(Value(_region(one.value), one.current, one.said_by, one.evidence) for one in values)


def _innermost(regions: Iterable[str]) -> list[str]:
    """Regions that hold none of the others: 杭州 says no other than 浙江 does, only more."""
    known = list(regions)
    return [one for one in known if not any(other != one and is_inside(other, one) for other in known)]


def _region(key: str) -> str:
    return region_of(key).name if key else ""


def _rows(ledger: Ledger, query: str, entity: str) -> list[tuple[Any, ...]]:
    with ledger.transaction() as connection:
        if not is_derived(connection):
            return []
        found: list[tuple[Any, ...]] = connection.execute(query, {"entity": entity}).fetchall()
    return found
