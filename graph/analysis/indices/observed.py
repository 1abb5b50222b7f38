"""Figures of an index out of the graph: what documents and tables say of regions."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow.compute as pc

from graph.analysis.indices.definition import Index
from graph.analysis.indices.values import PUBLISHED, UNDATED, Figure, Values, block_of
from graph.analysis.results import Named
from graph.snapshot import Edges, Snapshot
from ontology.indicators import indicators
from ontology.schema import EntityClass, Relation, Status
from ontology.values.dates import parse_period
from ontology.values.names import fold
from ontology.values.regions import Region, regions

_UNDATED: Final = "{} 个数值未注明期间 · figures name no period"
_SPANS: Final = "{} 个数值说的是几年或一个区间，未采用 · figures of several years, or ranges, left out"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What to look for: columns by catalogue id and by wording."""

    codes: Mapping[str, int]
    names: Mapping[str, int]
    measures: Mapping[str, str]


def observed_values(snapshot: Snapshot, index: Index) -> Values:
    """The figures that stated observations of regions give an index, each with its evidence.

    A figure of a part (新能源汽车产业营业收入) or a growth rate is none of the indicator. What has no catalogue code is
    known by the wordings its definition lists, never by its name: 投入 may be anybody's. Figures of several years
    and ranges are left out and counted; figures without a period stand under the year `UNDATED`.
    """
    wanted, places = _wanted(index), _places(index)
    edges = _about_regions(snapshot, index)
    figures, spans = list[Figure](), 0
    for number, row, said in _rows(snapshot, edges):
        column, place = _column(said, wanted), places.get(snapshot.id(int(edges.object[row])))
        if column is None or place is None:
            continue
        year = _year(said.get("period", ""))
        if year is None or "value_to" in said or said.get("value") is None:
            spans += 1
            continue
        figures.append(_figure(snapshot, edges, (row, number), (Named(place.id, place.name), year, column, said)))
    undated = sum(one.year == UNDATED for one in figures)
    told = (text.format(count) for text, count in ((_UNDATED, undated), (_SPANS, spans)) if count)
    return block_of(index, figures, told)


def _wanted(index: Index) -> _Wanted:
    catalogue = {one.code: one for one in indicators()}
    codes = {f"idc:{leaf.code}": place for place, leaf in enumerate(index.indicators) if leaf.code}
    named = {fold(name): place for place, leaf in enumerate(index.indicators) for name in leaf.names}
    named |= {fold(name): PUBLISHED for name in index.published}
    measures = {f"idc:{leaf.code}": catalogue[leaf.code].measure for leaf in index.indicators if leaf.code}
    return _Wanted(codes, named, measures)


def _places(index: Index) -> Mapping[str, Region]:
    return {one.id: one for one in regions() if index.level in ("", one.level)}


def _about_regions(snapshot: Snapshot, index: Index) -> Edges:
    """Facts that tie an observation to a region, where its text may name an indicator of the index."""
    edges = snapshot.edges(Relation.ABOUT).where(Status.STATED)
    words = [f'"idc:{leaf.code}"' for leaf in index.indicators if leaf.code]
    words += [name for leaf in index.indicators for name in leaf.names] + list(index.published)
    if not words:
        return Edges(edges.subject[:0], edges.object[:0], edges.table.slice(0, 0))
    likely = pc.match_substring_regex(snapshot.nodes["properties"], "|".join(map(re.escape, words)))
    told = snapshot.is_class(EntityClass.OBSERVATION) & np.asarray(likely.fill_null(False).to_numpy(), np.bool_)
    keep = told[edges.subject] & snapshot.is_class(EntityClass.REGION)[edges.object]
    return Edges(edges.subject[keep], edges.object[keep], edges.table.filter(keep))


def _rows(snapshot: Snapshot, edges: Edges) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    texts = snapshot.nodes["properties"].take(edges.subject).to_pylist()
    for row, (number, text) in enumerate(zip(edges.subject.tolist(), texts, strict=True)):
        yield number, row, json.loads(text)


def _column(said: Mapping[str, Any], wanted: _Wanted) -> int | None:
    """Which indicator an observation counts: by its catalogue entry where it counts the whole, or by its wording."""
    code = said.get("catalogue", "")
    if code in wanted.codes and not said.get("of") and said.get("measure") == wanted.measures[code]:
        return wanted.codes[code]
    return wanted.names.get(fold(said.get("indicator", "")))


def _year(period: str) -> int | None:
    """The year a figure is of; UNDATED where it names none, None where it spans several."""
    if not period:
        return UNDATED
    span = parse_period(period)
    if span is None or span.start is None or span.end is None or span.start.year != span.end.year:
        return None
    return span.start.year


def _figure(
    snapshot: Snapshot, edges: Edges, at: tuple[int, int], what: tuple[Named, int, int, Mapping[str, Any]]
) -> Figure:
    row, number = at
    unit, year, column, said = what
    fact = {name: edges.table[name][row].as_py() for name in ("sources", "last_seen", "evidence")}
    return Figure(
        unit=unit,
        year=year,
        column=column,
        value=float(said["value"] if said.get("base_value") is None else said["base_value"]),
        evidence=tuple(fact["evidence"] or ()),
        marked=bool(snapshot.nodes["marked"][number].as_py()),
        weight=(fact["sources"] or 0, fact["last_seen"].isoformat() if fact["last_seen"] else ""),
    )
