import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graph.analysis.matching.features import FEATURES
from graph.analysis.matching.learning import Judged, learn, reliability
from graph.analysis.matching.ranking import bundled_ranking, kept_ranking, ranking_in, read_ranking, write_ranking
from ontology.errors import BadInput


def judged(telling: int, *, needs: int = 6, seed: int = 3) -> list[Judged]:
    """Needs whose grades follow one feature alone."""
    random = np.random.default_rng(seed)
    values = [random.uniform(0, 1, (30, len(FEATURES))) for _ in range(needs)]
    return [Judged(one, np.digitize(one[:, telling], [0.5, 0.7, 0.9])) for one in values]


def test_the_feature_that_tells_the_grades_gains_weight() -> None:
    before, at = bundled_ranking(), FEATURES.index("地区")
    after = learn(judged(at), before)
    assert after.weights[at] > 2 * before.weights[at]
    assert (after.weights >= 0).all()
    assert after.weights.sum() == pytest.approx(before.weights.sum())


def test_needs_whose_candidates_are_all_alike_teach_nothing() -> None:
    same = Judged(np.random.default_rng(1).uniform(0, 1, (5, len(FEATURES))), np.zeros(5, np.int64))
    assert (learn([same], bundled_ranking()).weights == bundled_ranking().weights).all()


def test_the_certainty_learned_is_near_the_share_of_good_candidates() -> None:
    needs = judged(0, needs=40)
    learned = learn(needs, replace(bundled_ranking(), slope=1.0, middle=0.9))
    for certainty, good, count in reliability(needs, learned):
        if count > 50:
            assert abs(certainty - good) < 0.15


def test_what_is_learned_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    place = tmp_path / "matching.json"
    assert kept_ranking(place) is bundled_ranking()
    write_ranking(place, learn(judged(1), bundled_ranking()))
    read = read_ranking(place)
    assert read.weights.sum() == pytest.approx(1, abs=1e-3)
    assert "6" in read.origin


def test_a_feature_that_was_added_after_the_weights_were_learned_weighs_nothing() -> None:
    weights = {name: 0.05 for name in FEATURES if name != "规模相符"}
    assert ranking_in(json.dumps({"weights": weights}), place="w.json").by_name["规模相符"] == 0


@pytest.mark.parametrize(
    "weights",
    [
        {},
        dict.fromkeys(FEATURES, 1.0),
        {**dict.fromkeys(FEATURES, 0.1), "推广费": 0.1},
        {**dict.fromkeys(FEATURES, 0.1), "地区": -0.1},
    ],
)
def test_weights_that_are_none_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(BadInput):
        ranking_in(json.dumps({"weights": weights}), place="w.json")
