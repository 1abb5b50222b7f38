"""Decides on the names of sentences: labels by the trained field, each name with its chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from nlp.learning.crf import Batch, Crf, chances
from nlp.model_file import Model
from nlp.spans import Span
from nlp.tagging.choice import Chosen, chosen
from nlp.tagging.clusters import Clusters
from nlp.tagging.edges import with_clean_edges
from nlp.tagging.features import features
from nlp.tagging.labels import CLASSES
from nlp.tagging.prior import with_prior
from nlp.tagging.sectors import with_sectors
from nlp.tagging.seen import Seen
from nlp.tagging.vetoes import without_vetoed
from ontology.errors import BadModel
from ontology.schema import EntityClass

RULE: Final = "tagger"
# Spans of a lower chance are left out. Measured on pages held out: below these a class gains fewer right names than
# wrong ones. A name missed takes its relations along, so that where both are about even the lower limit stands.
_LEFT_OUT_BELOW: Final = {
    EntityClass.INDUSTRY: 0.35,
    EntityClass.TECHNOLOGY: 0.35,
    EntityClass.ENTERPRISE: 0.35,
    EntityClass.SCENARIO: 0.5,
    EntityClass.PLATFORM: 0.5,
}
_ELSE_BELOW: Final = 0.4
_AT_LEAST: Final = np.array([_LEFT_OUT_BELOW.get(cls, _ELSE_BELOW) for cls in CLASSES], dtype=np.float32)
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Tagger:
    """A trained field and the clusters its features need."""

    field: Crf
    clusters: Clusters

    @classmethod
    def of(cls, model: Model) -> Self | None:
        """The tagger of a model, None where the model has none.

        Raises:
            BadModel: the model has a tagger and not all that it needs.
        """
        field, clusters = model.made("names", Crf.from_arrays), model.made("clusters", Clusters.from_arrays)
        if field is None:
            return None
        if clusters is None:
            raise BadModel(model.name, "有名称而没有词类 · it has names and no word clusters")
        return cls(field, clusters)

    def tag(self, sentences: Sequence[Seen]) -> list[tuple[Span, ...]]:
        """Names and terms of each sentence, in order of appearance.

        `confidence` is the chance of the span; `rule` is the rule that found it too, else `RULE`.
        """
        if not any(one.scene.text for one in sentences):
            return [() for _ in sentences]
        buckets, layout = features(sentences, self.clusters)
        known = chances(Batch(self.field.scores(buckets), layout.bounds), self.field.transitions)
        return _by_sentence(sentences, layout.bounds, chosen(known, _AT_LEAST))


def _by_sentence(sentences: Sequence[Seen], bounds: Ints, found: Chosen) -> list[tuple[Span, ...]]:
    ranges = found.ranges
    result: list[list[Span]] = [[] for _ in sentences]
    rules = [{(span.start, span.end, span.cls): span.rule for span in one.spans} for one in sentences]
    owners = np.searchsorted(bounds, ranges.starts, side="right") - 1
    begins = ranges.starts - bounds[owners]
    ends = ranges.ends - bounds[owners]
    columns = (owners.tolist(), begins.tolist(), ends.tolist(), ranges.classes.tolist(), found.chances.tolist())
    for owner, start, end, cls, chance in zip(*columns, strict=True):
        text = sentences[owner].scene.text[start:end]
        rule = rules[owner].get((start, end, CLASSES[cls]), RULE)
        result[owner].append(Span(start, end, text, CLASSES[cls], round(chance, 4), rule))
    likely = with_prior(result, int(bounds[-1]), unruled=RULE, at_least=_LEFT_OUT_BELOW[EntityClass.ENTERPRISE])
    return [without_vetoed(_tidied(one, spans)) if spans else () for one, spans in zip(sentences, likely, strict=True)]


def _tidied(one: Seen, spans: Sequence[Span]) -> Sequence[Span]:
    return with_sectors(one.scene.text, with_clean_edges(one.scene, spans))
