"""Training of the tagger of names: a conditional random field with L1 and L2 penalties, by python-crfsuite.

The penalties leave few weights, so that the model stays small. Source of the learner: N. Okazaki, CRFsuite (2007);
of the penalised training: G. Andrew and J. Gao, Scalable training of L1-regularized log-linear models, ICML 2007.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.spans import Span
from nlp.tagging.clusters import Clusters
from nlp.tagging.features import BUCKETS, features
from nlp.tagging.labels import LABELS, labels_of
from nlp.tagging.seen import Seen
from ontology.errors import NothingToLearn

_CHUNK: Final = 500  # sentences whose features are computed together


@dataclass(frozen=True, slots=True)
class Penalties:
    """How hard large weights are held down, and how long training goes on."""

    lasso: float = 0.1
    ridge: float = 0.3
    rounds: int = 70


class Sample:
    """Sentences as the learner takes them: features by bucket and labels, computed once and used for several fields."""

    def __init__(self, seen: Sequence[Seen], spans: Iterable[Sequence[Span]], clusters: Clusters) -> None:
        import pycrfsuite

        self.labels = [
            [str(label) for label in labels_of(len(one.scene.text), found)]
            for one, found in zip(seen, spans, strict=True)
        ]
        self.items = []
        for first in range(0, len(seen), _CHUNK):
            chunk = seen[first : first + _CHUNK]
            buckets, layout = features(chunk, clusters)
            rows = np.stack(buckets, axis=1)
            for start, end in zip(layout.bounds[:-1], layout.bounds[1:], strict=True):
                self.items.append(
                    pycrfsuite.ItemSequence([[str(bucket) for bucket in set(row)] for row in rows[start:end].tolist()])
                )


def fit_field(
    sample: Sample, which: Iterable[int], penalties: Penalties = Penalties()
) -> dict[str, NDArray[np.generic]]:
    """Arrays of a field trained on some of the sentences; see `nlp.learning.crf.Crf.from_arrays`.

    Raises:
        NothingToLearn: there is no sentence among them.
    """
    import pycrfsuite

    chosen = tuple(which)
    if not chosen:
        raise NothingToLearn
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    for index in chosen:
        trainer.append(sample.items[index], sample.labels[index])
    trainer.set_params(
        {
            "c1": penalties.lasso,
            "c2": penalties.ridge,
            "max_iterations": penalties.rounds,
            "feature.possible_transitions": True,
        }
    )
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "field.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return _arrays(info.state_features, info.transitions)


def _arrays(
    states: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]
) -> dict[str, NDArray[np.generic]]:
    places = np.array(sorted({int(bucket) for bucket, _ in states}), dtype=np.int32)
    triples = sorted((int(bucket), int(label), weight) for (bucket, label), weight in states.items())
    buckets, labels, weights = (np.array(column) for column in zip(*triples, strict=True))
    moves = np.zeros((LABELS, LABELS), dtype=np.float32)
    for (source, target), weight in transitions.items():
        moves[int(source), int(target)] = weight
    return {
        "buckets": np.array([BUCKETS], dtype=np.int32),
        "places": places,
        "at_row": np.searchsorted(places, buckets).astype(np.int32),
        "at_label": labels.astype(np.uint8),
        "values": weights.astype(np.float16),
        "transitions": moves,
    }
