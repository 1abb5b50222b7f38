"""The learned part of reading numbers: what a number counts, and whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Self

from nlp.evaluation.measures import ALIKE
from nlp.model_file import Arrays, Model
from nlp.quantities import owners, phrases, stated
from nlp.quantities.counted import Told
from nlp.quantities.line import NO_KINDS, Kinds, Line
from nlp.quantities.numbers import Number
from nlp.quantities.owners import Ask, Owners
from nlp.quantities.ranking import PartScores, likeliest
from nlp.quantities.subjects import NATION
from nlp.spans import Span
from nlp.tagging.clusters import Clusters

_SURE: Final = 0.5
_SURELY_STATED: Final = 1.5  # log odds; by cross-validation what is less sure is too seldom right as a whole
_CERTAIN: Final = frozenset({"share", "money"})
_COMPARED: Final = 5


@dataclass(frozen=True, slots=True)
class QuantityModel:
    """Rankers of phrases and of owners; built once from the arrays that training gave."""

    stated: PartScores
    metric: PartScores
    subject: PartScores
    kinds: Kinds

    @classmethod
    def of(cls, model: Model) -> Self | None:
        """What a model learned of numbers, None where it has no such part."""
        kinds = model.made("clusters", kinds_of) or NO_KINDS
        return model.made("quantities", lambda arrays: cls.from_arrays(arrays, kinds))

    @classmethod
    def from_arrays(cls, arrays: Arrays, kinds: Kinds = NO_KINDS) -> Self:
        """Read what `train_quantities` gave; `kinds` are the clusters it was given."""
        return cls(
            stated=PartScores.from_arrays(_under("stated.", arrays), stated.JOINS),
            metric=PartScores.from_arrays(_under("metric.", arrays), phrases.JOINS),
            subject=PartScores.from_arrays(_under("subject.", arrays), owners.JOINS),
            kinds=kinds,
        )

    def is_stated(self, text: str, number: Number, spans: Sequence[Span], *, ruled: bool) -> bool:
        """Whether a number states something; `ruled` is what the rules say, who are right of shares and money."""
        if ruled and number.kind in _CERTAIN:
            return True
        return self.stated.sum(stated.parts_of(text, number, spans, ruled)) > _SURELY_STATED

    def metric_of(self, line: Line, index: int, told: Told) -> str:
        """The phrase the number `index` counts; empty where there is none to choose from.

        Where no candidate is sure, the one most of the likeliest are alike is taken: a word more or less at its
        front matters less than another thing altogether.
        """
        top = likeliest(phrases.phrases_of(line, index, told, self.metric.weigh), _COMPARED)
        if not top or top[0][1] >= _SURE:
            return top[0][0] if top else ""
        return _most_agreed(top)

    def owners_in(self, line: Line) -> Owners[float]:
        """The names of a sentence as `subject_of` asks for them."""
        return Owners(line, self.subject.weigh)

    def subject_of(self, names: Owners[float], ask: Ask) -> str:
        """Surface of the name whose number it is, 全国, or empty for the document's own subject."""
        scores = names.of(ask)
        found = max(scores, key=scores.__getitem__)
        return NATION if not found and ask.rule == NATION else found


def kinds_of(arrays: Arrays) -> Kinds:
    """Clusters of words as the phrases of numbers look at them, from what `Clusters.to_arrays` gave."""
    clusters = Clusters.from_arrays(arrays).of
    names = [str(cluster) for cluster in range(max((fine for fine, _ in clusters.values()), default=0) + 1)]
    return {word: names[fine] for word, (fine, _) in clusters.items()}


def _most_agreed(top: Sequence[tuple[str, float]]) -> str:
    """Of phrases with their chances, the one to which those that are alike add the most."""
    alike = {(text, text) for text, _ in top}
    for (one, _), (other, _) in combinations(top, 2):
        if are_alike(one, other):
            alike |= {(one, other), (other, one)}
    return max(top, key=lambda one: sum(chance for text, chance in top if (one[0], text) in alike))[0]


def are_alike(one: str, other: str) -> bool:
    """Whether two phrases share most of their text: one inside the other, or a common front and end.

    How much is asked for is what the measure of observations asks: the phrase is taken that it would find right most
    often.
    """
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    needed = ALIKE / 2 * (len(one) + len(other))
    if len(shorter) < needed or shorter in longer:
        return len(shorter) >= needed
    front = _shared(longer, shorter)
    return front + _shared(longer[front:][::-1], shorter[front:][::-1]) >= needed


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return len(other)


def _under(prefix: str, arrays: Arrays) -> Arrays:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}
