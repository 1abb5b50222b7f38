import pytest

from graph.analysis.census import census_of
from graph.analysis.shock import ranking
from graph.analysis.shock.network import network_of
from graph.analysis.shock.results import RiskReport
from graph.analysis.thresholds import Thresholds
from tests.graph.analysis.shock.test_scenario import line
from tests.graph.analysis.worlds import ROBOT, World


def ranked(world: World, top: int = 3) -> RiskReport:
    snapshot = world.snapshot()
    census = census_of(snapshot, [ROBOT], None, limits=Thresholds())
    return ranking.rank(snapshot, network_of(snapshot, [ROBOT], census.makings), census, top=top, limits=Thresholds())


def test_a_solve_and_a_run_downstream_find_the_same_first_firms(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ranked(line())
    monkeypatch.setattr(ranking, "COMPILED", True)
    monkeypatch.setattr(ranking, "EXACT_UP_TO", 0)
    assert [one.id for one in ranked(line()).ranking] == [one.id for one in plain.ranking]
    assert [one.loss for one in ranked(line()).ranking] == pytest.approx([one.loss for one in plain.ranking])


def test_where_not_all_can_be_run_those_that_could_cost_most_are_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranking, "COMPILED", False)
    monkeypatch.setattr(ranking, "_PLAIN", 2)
    found = ranked(line())
    assert (found.examined, found.firms) == (2, 3)
    assert "liantu[fast]" in found.note


def test_a_graph_without_firms_ranks_nobody() -> None:
    found = ranked(World())
    assert (found.ranking, found.firms) == ((), 0)
