import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.indices.definition import Aggregation
from graph.analysis.indices.measure import Asked, measure_index
from graph.analysis.indices.report import UnitScore
from graph.analysis.indices.values import Figure, block_of
from graph.analysis.results import Named
from ontology.errors import BadIndexValues
from tests.graph.analysis.indices.tables import an_index, figures_of

NO = float("nan")
FEW = Asked(draws=200)
FIGURES = some.floats(1, 1000) | some.just(NO)
TABLES = arrays(np.float64, (2, 5, 3), elements=FIGURES)


def unit(found: tuple[UnitScore, ...], key: str) -> UnitScore:
    return next(one for one in found if one.id == key)


def test_an_index_of_a_base_year_is_the_weighted_mean_of_ratios() -> None:
    index = an_index(normalisation="base-period", base_year=2020)
    report = measure_index(index, figures_of(index, {2020: [[10, 4, 8]], 2023: [[20, 5, 4]]}))
    found = report.units[0]
    assert report.year == 2023
    assert [one.normalised for one in found.indicators] == pytest.approx([200, 125, 200])
    assert found.score == pytest.approx(0.5 * (200 + 125) / 2 + 0.5 * 200)
    assert found.change is not None
    assert (found.change.since, found.change.score) == (2020, pytest.approx(found.score - 100))


def test_regions_stand_between_goalposts_that_no_other_year_moves() -> None:
    index = an_index()
    report = measure_index(
        index, figures_of(index, {2022: [[0, 0, 10], [10, 10, 0]], 2023: [[5, 5, 5], [6, 10, 0]]}), FEW
    )
    first, second = unit(report.units, "u1"), unit(report.units, "u0")
    assert (first.score, second.score) == (pytest.approx(0.25 * 60 + 0.25 * 100 + 0.5 * 100), pytest.approx(50))
    assert (first.rank, second.rank) == (1, 2)
    assert second.behind is not None
    assert second.behind.peer.id == "u1"
    assert second.behind.score == pytest.approx(first.score - 50)


def test_a_unit_with_too_little_known_has_no_score_and_is_shown_with_what_is_missing() -> None:
    index = an_index()
    report = measure_index(index, figures_of(index, {2023: [[1, 1, NO], [2, 3, 4], [3, 4, 5]]}), FEW)
    last = report.units[-1]
    assert (last.id, last.score, last.rank, last.tier) == ("u0", None, None, None)
    assert last.missing == ("指标丙",)
    assert any("不计分" in note for note in report.notes)


def test_figures_keep_their_evidence_and_their_mark() -> None:
    index = an_index()
    figures = [Figure(Named(f"u{at}", f"u{at}"), 2023, column, float(at), (f"ev:{at}{column}",), at == 1)
               for at in range(3) for column in range(3)]  # fmt: skip
    report = measure_index(index, block_of(index, figures), FEW)
    assert report.tainted
    assert [one.tainted for one in report.units] == [one.id == "u1" for one in report.units]
    assert unit(report.units, "u2").indicators[0].evidence == ("ev:20",)


@settings(max_examples=25)
@given(
    TABLES,
    some.sampled_from(["arithmetic", "geometric", "topsis"]),
    some.sampled_from(["equal", "entropy", "critic", "pca"]),
)
def test_contributions_add_up_to_scores_and_to_their_changes(cube: np.ndarray, how: str, way: str) -> None:
    index = an_index(aggregation=how, weights={"indicators": way, "dimensions": way})
    report = measure_index(index, figures_of(index, {2022: cube[0].tolist(), 2023: cube[1].tolist()}), Asked(draws=0))
    for one in report.units:
        if one.score is None:
            continue
        parts = [part.contribution for part in one.indicators if part.contribution is not None]
        assert sum(parts) == pytest.approx(one.score, abs=1e-6)
        assert sum(part.contribution or 0 for part in one.dimensions) == pytest.approx(one.score, abs=1e-6)
        if one.change is not None:
            assert sum(part.contribution for part in one.change.indicators) == pytest.approx(one.change.score, abs=1e-6)


@settings(max_examples=25)
@given(TABLES)
def test_rank_intervals_and_chances_stay_within_what_is_possible(cube: np.ndarray) -> None:
    index = an_index()
    report = measure_index(index, figures_of(index, {2023: cube[1].tolist()}), FEW)
    ranked = [one for one in report.units if one.rank is not None]
    for one in ranked:
        low, high = one.rank_interval or (one.rank, one.rank)
        assert 1 <= (low or 0) <= (high or 0) <= len(ranked)
        assert 0 <= (one.tier_probability or 0) <= 1


def test_the_same_seed_gives_the_same_intervals() -> None:
    index = an_index()
    values = figures_of(index, {2023: np.random.default_rng(5).random((8, 3)).tolist()})
    assert measure_index(index, values, FEW) == measure_index(index, values, FEW)


def test_a_unit_that_is_best_in_everything_is_first_in_every_draw() -> None:
    index = an_index()
    report = measure_index(index, figures_of(index, {2023: [[9, 9, 1], [5, 4, 5], [3, 6, 7], [1, 2, 8]]}), FEW)
    assert (report.units[0].id, report.units[0].rank_interval) == ("u0", (1, 1))


def test_where_only_the_author_s_own_figures_are_known_they_are_ranked_and_said_to_be_his() -> None:
    index = an_index()
    figures = [
        Figure(Named(f"u{at}", f"u{at}"), 2020, -1, score, ("ev:1",)) for at, score in enumerate((10.0, 90.0, 88.0))
    ]
    report = measure_index(index, block_of(index, figures))
    assert report.method.basis == "published"
    assert [(one.id, one.rank, one.tier, one.score) for one in report.units] == [
        ("u1", 1, 1, 90.0),
        ("u2", 2, 1, 88.0),
        ("u0", 3, 2, 10.0),
    ]
    assert report.units[0].indicators[0].evidence == ("ev:1",)


def test_no_figures_at_all_give_no_units_and_a_notice() -> None:
    index = an_index()
    report = measure_index(index, block_of(index, []))
    assert (report.units, report.year) == ((), None)
    assert any("没有任何指标值" in note for note in report.notes)


def test_a_year_or_a_peer_without_figures_is_refused_with_those_there_are() -> None:
    index = an_index()
    values = figures_of(index, {2022: [[1, 2, 3], [2, 3, 4]]})
    with pytest.raises(BadIndexValues, match="2022"):
        measure_index(index, values, Asked(year=2019))
    with pytest.raises(BadIndexValues, match="单位"):
        measure_index(index, values, Asked(peer="单位9", draws=0))


def test_a_figure_without_a_base_is_left_out_with_a_notice() -> None:
    index = an_index(normalisation="base-period", base_year=2020)
    report = measure_index(index, figures_of(index, {2020: [[0, 4, 8]], 2023: [[20, 5, 4]]}))
    assert report.units[0].missing == ("指标甲",)
    assert any("无法标准化" in note for note in report.notes)


def test_inputs_and_outputs_are_compared_and_do_not_count_for_the_score() -> None:
    leaves = [{"id": name, "name": name, "weight": weight} for name, weight in (("ratio", 1), ("x", 0), ("y", 0))]
    index = an_index(
        normalisation="none",
        weights={"indicators": "given"},
        efficiency={"inputs": ["x"], "outputs": ["y"]},
        dimensions=[{"id": "d", "name": "d", "indicators": leaves}],
    )
    report = measure_index(index, figures_of(index, {2020: [[0.5, 2, 1], [1, 3, 3], [2 / 3, 3, 2]]}))
    assert [one.score for one in report.units] == pytest.approx([1, 2 / 3, 0.5])
    assert {one.id: one.constant for one in report.efficiency} == pytest.approx({"u1": 1, "u2": 2 / 3, "u0": 0.5})
    assert report.efficiency[-1].peers == pytest.approx({"单位1": 1 / 3})
    assert any("单位太少" in note for note in report.notes)


def test_the_rule_of_aggregation_is_told_with_the_result() -> None:
    index = an_index(aggregation="geometric")
    report = measure_index(index, figures_of(index, {2023: [[1, 2, 3], [2, 3, 4]]}), FEW)
    assert report.method.aggregation == Aggregation.GEOMETRIC.value
    assert set(report.method.sensitivity) <= {"normalisation", "weights", "aggregation", "missing", "left_out"}


def test_by_topsis_the_score_of_the_only_dimension_is_the_score() -> None:
    leaves = [{"id": name, "name": name} for name in ("a", "b")]
    index = an_index(aggregation="topsis", dimensions=[{"id": "d", "name": "d", "indicators": leaves}])
    years = {2022: [[0, 0], [10, 10]], 2023: [[5, 5], [6, 9]]}
    report = measure_index(index, figures_of(index, years), FEW)
    assert [one.dimensions[0].score for one in report.units] == pytest.approx([one.score for one in report.units])


def test_places_between_the_best_and_the_worst_are_not_linked_from_year_to_year() -> None:
    index = an_index(normalisation="base-period", base_year=2020, aggregation="topsis")
    years = {2020: [[1, 2, 3], [2, 3, 4]], 2021: [[2, 3, 4], [5, 4, 3]]}
    report = measure_index(index, figures_of(index, years), FEW)
    assert [one.linked for one in report.units] == [None, None]


def test_units_of_the_same_score_stand_in_one_tier_however_many_are_asked_for() -> None:
    index = an_index(tiers=4)
    report = measure_index(index, figures_of(index, {2023: [[0, 0, 9], [9, 9, 0], [0, 0, 9], [9, 9, 0], [0, 0, 9]]}))
    assert [one.tier for one in report.units] == [1, 1, 2, 2, 2]


def test_a_unit_with_a_loss_has_no_efficiency_and_the_others_keep_theirs() -> None:
    leaves = [{"id": name, "name": name} for name in ("x", "y")]
    index = an_index(
        normalisation="none",
        efficiency={"inputs": ["x"], "outputs": ["y"]},
        dimensions=[{"id": "d", "name": "d", "indicators": leaves}],
    )
    report = measure_index(index, figures_of(index, {2020: [[2, 1], [3, 3], [3, -2], [0, 1]]}))
    assert {one.id: one.constant for one in report.efficiency} == pytest.approx({"u1": 1, "u0": 0.5})
    assert any("单位2、单位3的投入或产出为负" in note for note in report.notes)
