"""Weights: bits from shares, learned without labels, never far from what is known."""

import numpy as np
import pytest

from graph.identity.comparison import FEATURES, NOT_COMPARED, level
from graph.identity.weights import assumed, learn, probability


def pattern(**levels: str) -> list[int]:
    return [level(feature, levels[feature]) if feature in levels else NOT_COMPARED for feature in FEATURES]


def test_a_level_that_pairs_of_one_thing_have_more_often_counts_for_them() -> None:
    same, other = assumed().score(np.array([pattern(names="same"), pattern(names="other trade")]))
    assert same > 0 > other


def test_what_is_not_compared_counts_nothing() -> None:
    assert assumed().score(np.array([pattern()]))[0] == assumed().start


def test_bits_are_the_logarithm_of_the_odds() -> None:
    assert probability(np.array([0.0, 1.0])) == pytest.approx([0.5, 2 / 3])


def test_without_pairs_the_assumed_weights_stand() -> None:
    learned = learn(np.empty((0, len(FEATURES)), np.int64), np.empty(0, np.int64))
    assert learned.start == assumed().start
    assert [bits.tolist() for bits in learned.bits] == [bits.tolist() for bits in assumed().bits]


def test_many_pairs_that_agree_by_chance_make_agreement_worth_less() -> None:
    chance = np.array([pattern(names="no place", code="other"), pattern(names="same", code="same")])
    learned = learn(chance, np.array([5000, 50]))
    at = level("names", "no place")
    assert learned.bits[0][at] < assumed().bits[0][at]


def test_what_an_identifier_proves_is_not_learned() -> None:
    seen = np.array([pattern(names="other", code="same")])
    assert (learn(seen, np.array([9000])).bits[2] == assumed().bits[2]).all()
