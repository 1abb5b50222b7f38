import numpy as np
import pytest

from graph.analysis.indices.weights import weights_of
from tests.graph.analysis.indices.tables import an_index

Z = np.array([[0.0, 0.0, 1.0], [0.2, 0.5, 0.0], [1.0, 1.0, 0.5]])


def test_equal_weights_are_equal_between_dimensions_and_within_each() -> None:
    found = weights_of(an_index(), Z)
    assert found.leaves == pytest.approx([0.25, 0.25, 0.5])
    assert any("未公布权重" in note for note in found.notes)


def test_given_weights_are_shares_of_their_sum() -> None:
    leaves = [{"id": "a", "name": "a", "weight": 1}, {"id": "b", "name": "b", "weight": 3}]
    groups = [{"id": "d", "name": "d", "weight": 7, "indicators": leaves}]
    index = an_index(dimensions=groups, weights={"dimensions": "given", "indicators": "given", "published": True})
    found = weights_of(index, Z[:, :2])
    assert found.leaves == pytest.approx([0.25, 0.75])
    assert found.notes == ()


def test_judgements_of_several_experts_become_weights_with_their_consistency() -> None:
    experts = {"dimensions": [[[1, 9], ["1/9", 1]], [[1, 1], [1, 1]]], "d1": [[[1, 1], [1, 1]]]}
    index = an_index(weights={"dimensions": "ahp", "indicators": "ahp", "experts": experts})
    found = weights_of(index, Z)
    assert found.dimensions == pytest.approx([0.75, 0.25])
    assert found.consistency["dimensions"].ratio == 0


def test_judgements_that_contradict_each_other_are_told_with_the_pair_to_judge_again() -> None:
    leaves = [{"id": name, "name": name} for name in ("甲", "乙", "丙")]
    experts = {"d": [[[1, 9, "1/9"], ["1/9", 1, 9], [9, "1/9", 1]]]}
    groups = [{"id": "d", "name": "d", "indicators": leaves}]
    found = weights_of(an_index(dimensions=groups, weights={"indicators": "ahp", "experts": experts}), Z)
    assert any("重新判断" in note and "一致性" in note for note in found.notes)


def test_weights_from_data_within_dimensions_leave_the_dimensions_weights_alone() -> None:
    found = weights_of(an_index(weights={"indicators": "entropy"}), Z)
    assert found.dimensions == pytest.approx([0.5, 0.5])
    assert found.leaves[:2].sum() == pytest.approx(0.5)
    assert found.leaves[0] > found.leaves[1]


@pytest.mark.parametrize("way", ["entropy", "critic", "pca"])
def test_weights_from_data_at_both_levels_are_those_of_the_whole_table(way: str) -> None:
    found = weights_of(an_index(weights={"indicators": way, "dimensions": way}), Z)
    assert found.leaves.sum() == pytest.approx(1)
    assert found.dimensions == pytest.approx([found.leaves[:2].sum(), found.leaves[2]])
