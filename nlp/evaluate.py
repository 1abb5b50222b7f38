"""How well extraction does on annotated sentences: precision, recall and F1, by class and by relation.

`nlp/annotated.py` tells what a gold file looks like.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final, TypeVar

from nlp.annotated import read_annotated
from nlp.pipeline import Extractor
from nlp.spans import Extraction, Reading, Span
from ontology.schema import EntityClass, Relation

T = TypeVar("T")
_Key = tuple[str, str, str]  # head, relation, tail
_ALIKE: Final = 0.6  # share of a metric phrase that must agree, as in the annotation guide's scorer


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind of thing: found and right, found, annotated."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)

    def as_dict(self) -> dict[str, float | int]:
        """Rounded figures for JSON."""
        shares = {"p": round(self.precision, 4), "r": round(self.recall, 4), "f1": round(self.f1, 4)}
        return {**shares, "found": self.found, "gold": self.gold}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of one gold file: spans by class, exact and overlapping; relations by type; observations."""

    sentences: int
    exact: Mapping[EntityClass, Score]
    overlap: Mapping[EntityClass, Score]
    relations: Mapping[Relation, Score]
    observations: Score

    def total(self, which: str) -> Score:
        """All classes of `exact`, `overlap` or `relations` together."""
        return sum(getattr(self, which).values(), Score())

    def as_dict(self) -> dict[str, Any]:
        """The figures for JSON and for a table."""
        return {
            "sentences": self.sentences,
            "exact": self.total("exact").as_dict(),
            "overlap": self.total("overlap").as_dict(),
            "by_type": {
                cls.value: {"exact": score.as_dict(), "overlap": self.overlap[cls].as_dict()}
                for cls, score in self.exact.items()
            },
            "relations": self.total("relations").as_dict(),
            "relations_by_type": {name.value: score.as_dict() for name, score in self.relations.items()},
            "observations": self.observations.as_dict(),
        }


def evaluate(gold: Path, extractor: Extractor) -> Evaluation:
    """Score `extractor` on the annotated sentences of `gold`.

    Raises:
        BadGold: the file is no JSON lines of annotated sentences; the message names the line.
    """
    items = list(read_annotated([gold]))
    found = [extractor.extract(item.text) for item in items]
    pairs = [(item.extraction.entities, one.entities) for item, one in zip(items, found, strict=True)]
    linked = [(_links(item.extraction), _links(one)) for item, one in zip(items, found, strict=True)]
    counted = [(item.extraction.observations, one.observations) for item, one in zip(items, found, strict=True)]
    return Evaluation(
        sentences=len(items),
        exact=span_scores(pairs),
        overlap={cls: _score(_of(pairs, cls), _overlaps) for cls in _classes(pairs)},
        relations=_relation_scores(linked),
        observations=_score(counted, _same_reading),
    )


def span_scores(pairs: Sequence[tuple[Sequence[Span], Sequence[Span]]]) -> dict[EntityClass, Score]:
    """Scores by class of spans found, each pair being those annotated and those found in one sentence."""
    return {cls: _score(_of(pairs, cls), _same_range) for cls in _classes(pairs)}


def _links(found: Extraction) -> tuple[tuple[str, str, str], ...]:
    spans = found.entities
    return tuple(_link_key(spans[one.head].text, one.relation.value, spans[one.tail].text) for one in found.relations)


def _link_key(head: str, relation: str, tail: str) -> tuple[str, str, str]:
    """Partners stand in either order."""
    if relation == Relation.PARTNERS_WITH.value:
        head, tail = sorted((head, tail))
    return head, relation, tail


def _classes(pairs: Iterable[tuple[Sequence[Span], Sequence[Span]]]) -> list[EntityClass]:
    seen = {span.cls for gold, found in pairs for span in (*gold, *found)}
    return [cls for cls in EntityClass if cls in seen]


def _of(
    pairs: Iterable[tuple[Sequence[Span], Sequence[Span]]], cls: EntityClass
) -> list[tuple[list[Span], list[Span]]]:
    return [
        ([one for one in gold if one.cls is cls], [one for one in found if one.cls is cls]) for gold, found in pairs
    ]


def _score(pairs: Iterable[tuple[Sequence[T], Sequence[T]]], same: Callable[[T, T], bool]) -> Score:
    """Match each annotated thing with one found thing at most."""
    return sum((Score(_matches(gold, found, same), len(found), len(gold)) for gold, found in pairs), Score())


def _matches(gold: Sequence[T], found: Sequence[T], same: Callable[[T, T], bool]) -> int:
    left = list(found)
    for one in gold:
        match = next((index for index, other in enumerate(left) if same(one, other)), None)
        if match is not None:
            del left[match]
    return len(found) - len(left)


def _relation_scores(pairs: Iterable[tuple[Sequence[_Key], Sequence[_Key]]]) -> dict[Relation, Score]:
    totals: Counter[tuple[str, str]] = Counter()
    for gold, found in pairs:
        wanted, had = Counter(gold), Counter(found)
        for name, counts in (("gold", wanted), ("found", had), ("right", wanted & had)):
            for key, number in counts.items():
                totals[key[1], name] += number
    return {
        relation: Score(*(totals[relation.value, name] for name in ("right", "found", "gold")))
        for relation in Relation
        if totals[relation.value, "gold"] or totals[relation.value, "found"]
    }


def _same_range(gold: Span, found: Span) -> bool:
    return (gold.start, gold.end) == (found.start, found.end)


def _overlaps(gold: Span, found: Span) -> bool:
    """At least half of the characters of both together are shared."""
    shared = min(gold.end, found.end) - max(gold.start, found.start)
    union = max(gold.end, found.end) - min(gold.start, found.start)
    return shared > 0 and 2 * shared >= union


def _same_reading(gold: Reading, found: Reading) -> bool:
    return (
        _number(gold.value) == _number(found.value)
        and (gold.unit, gold.comparator) == (found.unit, found.comparator)
        and (gold.subject or "全国") == (found.subject or "全国")
        and SequenceMatcher(None, gold.metric, found.metric).ratio() >= _ALIKE
    )


def _number(value: str) -> str:
    return value.replace(",", "").replace("，", "").replace("-", "—").replace("–", "—")
