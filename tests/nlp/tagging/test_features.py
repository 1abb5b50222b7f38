"""What the tagger sees of characters: the bundled model knows features by their hashes, which must not change."""

from zlib import crc32

import numpy as np

from nlp.lexicon import Found, Hit
from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.tagging.clusters import Clusters
from nlp.tagging.features import features
from nlp.tagging.seen import Seen
from nlp.words import Word, Words
from ontology.schema import EntityClass as C

TEXT = "甲公司产A芯片。"
WORDS = (
    Word(0, 3, "甲公司", "n"),
    Word(3, 4, "产", "v"),
    Word(4, 5, "A", "eng"),
    Word(5, 7, "芯片", "n"),
    Word(7, 8, "。", "x"),
)
HITS = [Hit(0, 3, "甲公司", frozenset({C.ENTERPRISE, C.ORGANIZATION})), Hit(5, 7, "芯片", frozenset({C.TECHNOLOGY}))]
CLUSTERS = Clusters({"芯片": (7, 3), "产": (2, 1)})


def seen(*spans: Span) -> Seen:
    _, ends, texts, tags = zip(*WORDS, strict=True)
    words = Words(texts, tags, ends, {end: at for at, end in enumerate(ends)})
    return Seen(Scene(TEXT, found=Found(HITS, []), given=words), spans)


def buckets(*sentences: Seen) -> np.ndarray:
    return np.stack(features(sentences, CLUSTERS)[0])


def test_the_features_are_those_that_the_bundled_model_was_trained_on() -> None:
    """Another figure here means other features: the bundled model has to be trained anew."""
    assert crc32(buckets(seen(Span(0, 3, "甲公司", C.ENTERPRISE, 0.9, "head-firm"))).tobytes()) == 1886552928


def test_a_sentence_looks_the_same_whatever_stands_beside_it() -> None:
    one, other = seen(), seen(Span(5, 7, "芯片", C.TECHNOLOGY, 0.7, "list"))
    both = buckets(one, other)
    assert np.array_equal(both[:, : len(TEXT)], buckets(one))
    assert np.array_equal(both[:, len(TEXT) :], buckets(other))
    assert not np.array_equal(buckets(one), buckets(other))
