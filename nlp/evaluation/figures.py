"""An evaluation as lines of figures: the totals that are aimed at, each with what it is made of."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from nlp.evaluation.evaluate import Evaluation, Interval
from nlp.evaluation.measures import NAMED, TERMS, Kind
from nlp.evaluation.score import Score
from nlp.evaluation.unseen import Unseen
from ontology.schema import EntityClass, Relation

_Of = Collection[EntityClass | Relation] | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A score with the interval of its F1."""

    score: Score
    f1: Interval

    def as_dict(self) -> dict[str, float | int]:
        """Rounded figures for JSON."""
        return {**self.score.as_dict(), "f1_low": round(self.f1.low, 4), "f1_high": round(self.f1.high, 4)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: a total, or a class or relation that a total above it is made of."""

    name: str  # named, Enterprise, terms, relations, issued, values …
    figure: Figure
    overlap: Figure | None = None  # names and terms only
    is_total: bool = False


def lines(result: Evaluation) -> Iterator[Line]:
    """Totals of named things, terms, relations, values and observations, each before its parts."""
    found = result.by_class(Kind.EXACT)
    for name, group in (("named", NAMED), ("terms", TERMS)):
        yield _of_names(result, name, group, is_total=True)
        yield from (_of_names(result, cls.value, {cls}) for cls in found if cls in group)
    yield from (_of_names(result, cls.value, {cls}) for cls in found if cls not in NAMED | TERMS)
    yield Line(Kind.RELATIONS, _figure(result, Kind.RELATIONS), is_total=True)
    yield from (Line(one.value, _figure(result, Kind.RELATIONS, {one})) for one in result.by_relation())
    yield from (Line(kind, _figure(result, kind), is_total=True) for kind in (Kind.VALUES, Kind.OBSERVATIONS))


def scores_as_dict(result: Evaluation) -> dict[str, Any]:
    """The figures for JSON."""
    made = list(lines(result))
    totals: dict[str, Any] = {}
    for line in made:
        if line.is_total and line.overlap:
            totals |= {f"{line.name}_exact": line.figure.as_dict(), f"{line.name}_overlap": line.overlap.as_dict()}
        elif line.is_total:
            totals[line.name] = line.figure.as_dict()
    parts = [line for line in made if not line.is_total]
    return {
        "sentences": len(result.pairs),
        "groups": result.documents,
        **totals,
        "by_type": {
            line.name: {"exact": line.figure.as_dict(), "overlap": line.overlap.as_dict()}
            for line in parts
            if line.overlap
        },
        "relations_by_type": {line.name: line.figure.as_dict() for line in parts if not line.overlap},
    }


def recall_as_dict(result: Evaluation, unseen: Unseen) -> dict[str, Any]:
    """Recall of a class whose names were taken out of the lexicons, for JSON."""
    found: dict[str, Any] = {"class": unseen.cls.value, "names": len(unseen.names)}
    for kind in (Kind.EXACT, Kind.OVERLAP):
        score, interval = result.score(kind, {unseen.cls}), result.recall_interval(kind, {unseen.cls})
        found[kind] = {
            "r": round(score.recall, 4),
            "r_low": round(interval.low, 4),
            "r_high": round(interval.high, 4),
            "right": score.right,
            "gold": score.gold,
        }
    return found


def _of_names(result: Evaluation, name: str, of: Collection[EntityClass], *, is_total: bool = False) -> Line:
    exact, overlap = (_figure(result, kind, of) for kind in (Kind.EXACT, Kind.OVERLAP))
    return Line(name, exact, overlap, is_total)


def _figure(result: Evaluation, kind: Kind, of: _Of = None) -> Figure:
    return Figure(result.score(kind, of), result.f1_interval(kind, of))
