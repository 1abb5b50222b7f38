"""What is seen of pairs of names: the bundled model knows features by their hashes, which must not change."""

from zlib import crc32

import numpy as np

from nlp.relations.features import features_of, kind_of, pairs_of
from nlp.relations.view import View, view_of
from nlp.spans import Span
from ontology.schema import EntityClass as C

TEXT = "在重庆，甲公司、乙公司联合研发芯片，并为丙公司提供服务。"


def named(*names: tuple[str, C]) -> View:
    starts = [TEXT.index(name) for name, _ in names]
    spans = [Span(at, at + len(name), name, cls) for at, (name, cls) in zip(starts, names, strict=True)]
    return view_of(TEXT, spans)


FIRMS = (("甲公司", C.ENTERPRISE), ("乙公司", C.ENTERPRISE), ("芯片", C.TECHNOLOGY))
EVERY = (("重庆", C.REGION), *FIRMS, ("丙公司", C.ENTERPRISE))


def test_the_features_are_those_that_the_bundled_model_was_trained_on() -> None:
    """Another figure here means other features: the bundled model has to be trained anew."""
    view = named(*EVERY)
    found = features_of([view], [[*pairs_of(view)]])
    assert crc32(np.sort(found.features).tobytes()) == 3401161478


def test_each_pair_of_each_sentence_has_its_own_features_in_order() -> None:
    one, other = named(*FIRMS), named(*EVERY)
    both = features_of([one, other], [[(0, 2)], [(1, 3), (4, 3)]])
    alone = features_of([other], [[(1, 3)]])
    assert len(both.bounds) == 4
    assert np.array_equal(both.features[both.bounds[1] : both.bounds[2]], alone.features)


def test_names_that_are_listed_share_what_stands_around_them() -> None:
    found = features_of([view := named(*EVERY)], [[(1, 3), (2, 3)]])
    first, second = (set(found.features[start:end]) for start, end in zip(found.bounds, found.bounds[1:], strict=False))
    assert view.group_of[1] == view.group_of[2]
    assert len(first & second) > len(first) / 2


def test_nothing_to_weigh_has_no_features() -> None:
    assert features_of([], []).bounds.tolist() == [0]


def test_the_kind_of_a_pair_tells_which_name_stands_first() -> None:
    view = named(*EVERY)
    assert kind_of(view, 1, 4) != kind_of(view, 4, 1)
