"""What is counted in one sentence, annotated against found.

- exact: same class, start and end
- overlap: same class, and at least half of the characters of both together are shared
- relations: same type, both ends exact in text and class; partners either way round; negated ones are not asked for
- values: same number and unit
- observations: same number, unit, comparator and subject, and a metric that agrees to at least 60 %
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from nlp.evaluation.score import Score
from nlp.spans import Extraction, Link, Reading, Span
from nlp.tagging.labels import CLASSES
from ontology.schema import EntityClass, Relation, Status

T = TypeVar("T")
Place = tuple[EntityClass, int, int]
End = tuple[str, EntityClass]
RelationKey = tuple[Relation, End, End]
ALIKE: Final = 0.6  # of a metric that must agree
_ONE_DASH: Final = str.maketrans({",": None, "，": None, "-": "—", "–": "—"})

TERMS: Final = frozenset({EntityClass.INDUSTRY, EntityClass.TECHNOLOGY})
NAMED: Final = frozenset(CLASSES) - TERMS  # what is annotated is what the tagger learns


class Kind(StrEnum):
    """What is compared."""

    EXACT = "exact"
    OVERLAP = "overlap"
    RELATIONS = "relations"
    VALUES = "values"
    OBSERVATIONS = "observations"


class Measure(NamedTuple):
    """A kind of comparison, of one class or relation where the kind has them."""

    kind: Kind
    of: EntityClass | Relation | None = None


Tally = dict[Measure, Score]


def tally_of(gold: Extraction, found: Extraction) -> Tally:
    """Counts of one sentence by measure."""
    return {
        **_names(gold.entities, found.entities),
        **_relations(gold, found),
        Measure(Kind.VALUES): _score(gold.observations, found.observations, same_value),
        Measure(Kind.OBSERVATIONS): _score(gold.observations, found.observations, same_reading),
    }


def span_scores(pairs: Iterable[tuple[Sequence[Span], Sequence[Span]]]) -> dict[EntityClass, Score]:
    """Exact scores by class of spans found, each pair being those annotated and those found in one sentence."""
    scores: dict[EntityClass, Score] = {}
    for gold, found in pairs:
        for measure, score in _names(gold, found).items():
            if measure.kind is Kind.EXACT and isinstance(measure.of, EntityClass):
                scores[measure.of] = scores.get(measure.of, Score()) + score
    return {cls: scores[cls] for cls in EntityClass if cls in scores}


def relations_of(said: Extraction) -> tuple[Link, ...]:
    """Its relations, without those that the text denies."""
    return tuple(link for link in said.relations if link.status is not Status.NEGATED)


def key_of(said: Extraction, link: Link) -> RelationKey:
    """What makes two relations the same: type and ends, partners in either order."""
    head, tail = ((said.entities[end].text, said.entities[end].cls) for end in (link.head, link.tail))
    if link.relation is Relation.PARTNERS_WITH:
        head, tail = sorted((head, tail))
    return link.relation, head, tail


def place_of(span: Span) -> Place:
    """What makes two names the same."""
    return span.cls, span.start, span.end


def overlaps(gold: Span, found: Span) -> bool:
    """At least half of the characters of both together are shared."""
    shared = min(gold.end, found.end) - max(gold.start, found.start)
    union = max(gold.end, found.end) - min(gold.start, found.start)
    return shared > 0 and 2 * shared >= union


def same_value(gold: Reading, found: Reading) -> bool:
    """Same number and unit."""
    return _number(gold.value) == _number(found.value) and gold.unit == found.unit


def same_reading(gold: Reading, found: Reading) -> bool:
    """The whole observation: number, unit, comparator, subject, and a metric that is much the same."""
    return (
        same_value(gold, found)
        and gold.comparator == found.comparator
        and (gold.subject or "全国") == (found.subject or "全国")
        and SequenceMatcher(None, gold.metric, found.metric).ratio() >= ALIKE
    )


def match(
    gold: Sequence[T], found: Sequence[T], same: Callable[[T, T], bool]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Give each annotated thing, in order, the first found thing that is the same.

    Returns:
        The pairs, the annotated things without a partner, and the found ones without.
    """
    pairs, missed, left = [], [], list(found)
    for one in gold:
        at = next((index for index, other in enumerate(left) if same(one, other)), None)
        if at is None:
            missed.append(one)
        else:
            pairs.append((one, left.pop(at)))
    return pairs, missed, left


def _names(gold: Sequence[Span], found: Sequence[Span]) -> Tally:
    tally: Tally = {}
    for cls in {span.cls for span in (*gold, *found)}:
        wanted, had = ([span for span in spans if span.cls is cls] for spans in (gold, found))
        exact = len({place_of(span) for span in wanted} & {place_of(span) for span in had})
        tally[Measure(Kind.EXACT, cls)] = Score(exact, len(had), len(wanted))
        tally[Measure(Kind.OVERLAP, cls)] = _score(wanted, had, overlaps)
    return tally


def _relations(gold: Extraction, found: Extraction) -> Tally:
    wanted, had = (Counter(key_of(said, link) for link in relations_of(said)) for said in (gold, found))
    tally: Tally = {}
    for key in wanted | had:
        measure = Measure(Kind.RELATIONS, key[0])
        score = Score(min(wanted[key], had[key]), had[key], wanted[key])
        tally[measure] = tally.get(measure, Score()) + score
    return tally


def _score(gold: Sequence[T], found: Sequence[T], same: Callable[[T, T], bool]) -> Score:
    return Score(len(match(gold, found, same)[0]), len(found), len(gold))


def plain(value: str) -> str:
    """A number as written, without marks of thousands and with one kind of dash."""
    return value.translate(_ONE_DASH)


def _number(value: str) -> str:
    """One spelling for one number; ranges keep their dash."""
    text = plain(value)
    try:
        return f"{float(text):g}"
    except ValueError:
        return text
