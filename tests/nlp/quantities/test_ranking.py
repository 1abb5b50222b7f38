"""Candidates scored by their parts."""

from array import array
from zlib import crc32

import numpy as np
import pytest

from nlp.learning.loglinear import fit, fit_ranker
from nlp.quantities.ranking import PartScores, as_parts, features_of, likeliest

JOINS = {"start": ((1,), (1, 2))}


def test_a_part_gives_the_features_its_kind_joins() -> None:
    assert features_of([("start", "a", "b")], JOINS) == ["start0a", "start1a|b"]


def test_a_kind_without_joins_gives_all_its_values_as_one_feature() -> None:
    assert features_of([("end", "a", "b")], JOINS) == ["end0a|b"]


def test_the_score_of_parts_is_that_of_the_ranker_over_their_features() -> None:
    groups = [[features_of([("start", "a", "b")], JOINS), features_of([("start", "c", "b")], JOINS)]]
    ranker = fit_ranker(groups, [0])
    scores = PartScores.from_arrays(ranker.to_arrays(), JOINS)
    expected = ranker.scores(groups[0])
    assert scores.weigh(("start", "a", "b")) == pytest.approx(float(expected[0]), abs=1e-3)
    assert scores.weigh(("start", "a", "b")) > scores.weigh(("start", "c", "b"))


def test_a_yes_or_no_speaks_by_the_difference_of_its_outcomes() -> None:
    cases = [features_of([("start", "a", "b")], JOINS), features_of([("start", "c", "d")], JOINS)]
    chance = fit(cases, [1, 0], count=2)
    scores = PartScores.from_arrays(chance.to_arrays(), JOINS)
    odds = np.diff(chance.log_chances(cases), axis=1)[:, 0]
    assert scores.sum([("start", "a", "b")]) == pytest.approx(float(odds[0]), abs=1e-2)


def test_a_part_weighs_what_the_hashes_of_its_features_do() -> None:
    joins = {"start": ((1,), (1, 2), (3, 1, 2))}
    part = ("start", "达", "产值", "n")
    places = [crc32(name.encode()) & 7 for name in features_of([part], joins)]
    scores = PartScores(array("d", [2.0**place for place in range(8)]), joins)
    assert scores.weigh(part) == sum(2.0**place for place in places)


def test_the_likeliest_come_first_with_their_chances() -> None:
    top = likeliest({"a": 0.0, "b": 1.0, "c": -1.0}, 2)
    assert [text for text, _ in top] == ["b", "a"]
    assert sum(chance for _, chance in top) < 1.0


def test_the_weight_of_a_part_in_training_is_the_part() -> None:
    assert as_parts(("start", "a")) + as_parts(("end", "b")) == (("start", "a"), ("end", "b"))


def test_of_no_candidates_none_is_the_likeliest() -> None:
    assert likeliest({}) == []
