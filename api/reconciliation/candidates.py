"""Candidates for a batch of queries: organisations by the rules of identity, other things by their names.

`match` is said only where the rules would merge by themselves, or where one thing alone bears the very name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from threading import Lock
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from api.reading import Reading
from api.reconciliation.queries import Query
from graph.identity.index import Index
from graph.snapshot import Snapshot
from ontology.schema import EntityClass
from ontology.values.names import fold
from ontology.values.regions import region_of

Row = Mapping[str, Any]  # of the snapshot's nodes
ACTORS: Final = frozenset({EntityClass.ENTERPRISE, EntityClass.ORGANIZATION})
_FULL: Final = 100.0
_LIKE: Final = 80.0  # most for a name that is only like the one asked for
_KEY: Final = "register of organisations"
_ASKING: Final = Lock()  # the register's connection serves one thread at a time


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a cell may mean."""

    id: str
    name: str
    cls: str
    score: float  # 0..100
    match: bool
    description: str = ""
    features: Mapping[str, float] = field(default_factory=dict)


def find_candidates(reading: Reading, queries: Sequence[Query]) -> dict[str, list[Candidate]]:
    """Candidates of each query by its key, best first; at most one of a query is a match, and it stands first."""
    judged = _judged(reading.snapshot, [one for one in queries if not one.kinds or one.kinds & ACTORS])
    hits = {query.key: _hits(reading, query) for query in queries}
    wanted = {*(one.best for one in judged.values()), *(key for found in hits.values() for key in found)}
    rows = _rows(reading.snapshot, sorted(wanted))
    return {
        query.key: _ranked(query, [rows[key] for key in hits[query.key]], rows, judged.get(query.key))
        for query in queries
    }


def _ranked(query: Query, named: Sequence[Row], rows: Mapping[str, Row], judged: "_Judged | None") -> list[Candidate]:
    others = [one for one in _by_name(query, named) if judged is None or one.id != judged.best]
    if judged is not None:  # the rules have spoken of organisations: another one may be like it, and is no match
        others = [_unsure(one) if one.cls in ACTORS else one for one in others]
    found = [] if judged is None else [judged.candidate(rows[judged.best], query)]
    found = [one for one in found if not query.kinds or one.cls in query.kinds]
    ranked = sorted((*found, *others), key=lambda one: (not one.match, -one.score, one.id))
    alone = sum(one.match for one in ranked) == 1
    return [one if alone else _unsure(one) for one in ranked[: query.limit]]


def _unsure(one: Candidate) -> Candidate:
    return replace(one, match=False)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rules of identity say of a name."""

    best: str
    score: float
    sure: bool
    reasons: str

    def candidate(self, row: Row, query: Query) -> Candidate:
        features = {"identity": round(self.score, 4), "name": _likeness(query.text, _names(row))}
        told = "；".join(filter(None, (_about(row), self.reasons)))
        return Candidate(self.best, row["name"], row["class"], _FULL * self.score, self.sure, told, features)


def _judged(snapshot: Snapshot, queries: Sequence[Query]) -> dict[str, _Judged]:
    """Best organisation of each query, where the rules find one."""
    if not queries or not any(snapshot.is_class(cls).any() for cls in ACTORS):
        return {}
    texts = {
        name: pa.array([getattr(one, name) for one in queries], pa.string())
        for name in ("key", "text", "code", "region")
    }
    asked = pa.table({"id": texts["key"], "name": texts["text"], "code": texts["code"], "region": texts["region"]})
    with _ASKING:
        register = snapshot.kept(_KEY, lambda: Index(_register(snapshot)))
        rows = register.resolve(asked).to_pylist()
    return {
        row["id"]: _Judged(row["best"], row["score"], row["band"] == "merge", row["reasons"])
        for row in rows
        if row["best"]
    }


def _register(snapshot: Snapshot) -> pa.Table:
    """Every name of every organisation: id, name, code, region."""
    nodes = snapshot.nodes.filter(pc.is_in(snapshot.nodes["class"], value_set=pa.array(sorted(ACTORS))))
    own = nodes.select(["id", "name", "code", "region"])
    aliases = nodes["aliases"].combine_chunks()
    owners = pc.list_parent_indices(aliases)
    more = {"id": nodes["id"].take(owners), "name": pc.list_flatten(aliases)}
    more |= {name: nodes[name].take(owners) for name in ("code", "region")}
    return pa.concat_tables([own, pa.table(more, schema=own.schema)]).combine_chunks()


def _by_name(query: Query, rows: Sequence[Row]) -> Iterator[Candidate]:
    """Things whose names hold or are like the text; one that alone bears the very name is a match."""
    asked = fold(query.text)
    bearing = {row["id"] for row in rows if asked in map(fold, _names(row))}
    for row in rows:
        likeness, sure = _likeness(query.text, _names(row)), bearing == {row["id"]} and _is_free(query)
        score = _FULL if row["id"] in bearing else _LIKE * likeness
        yield Candidate(row["id"], row["name"], row["class"], score, sure, _about(row), {"name": likeness})


def _is_free(query: Query) -> bool:
    """Whether a name alone may decide: a code or region given beside it would have to fit, which names do not tell."""
    return not query.code and not query.region


def _hits(reading: Reading, query: Query) -> list[str]:
    """Ids found by name, one more than asked for, so that a namesake is not overlooked."""
    kinds: Iterable[EntityClass | None] = sorted(query.kinds) or [None]
    found = (hit for kind in kinds for hit in reading.names.find(query.text, cls=kind, limit=query.limit + 1))
    return list(dict.fromkeys(hit.id for hit in found))


def _rows(snapshot: Snapshot, keys: Sequence[str]) -> dict[str, Row]:
    found = snapshot.nodes.take(pa.array(snapshot.index_of(keys))).to_pylist()
    return {row["id"]: row for row in found}


def _names(row: Row) -> list[str]:
    return [row["name"], *(row["aliases"] or ())]


def _about(row: Row) -> str:
    place = region_of(row["region"]).name if row["region"] else ""
    return " · ".join(filter(None, (row["code"], place)))


def _likeness(text: str, names: Iterable[str]) -> float:
    """Dice's coefficient of the character pairs of the text and of the name most like it, 0..1."""
    asked = _pairs(text)
    return round(
        max((2 * len(asked & pairs) / (len(asked) + len(pairs)) for pairs in map(_pairs, names)), default=0.0), 4
    )


def _pairs(text: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(map("".join, pairwise(folded))) or frozenset({folded})
