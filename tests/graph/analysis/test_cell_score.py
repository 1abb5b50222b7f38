import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.cell_score import contributions, vulnerability

Causes = some.dictionaries(some.sampled_from("abcde"), some.tuples(some.floats(0, 1), some.floats(0, 1)), max_size=5)


def test_causes_are_joined_by_noisy_or() -> None:
    assert vulnerability({"a": (1, 0.6), "b": (0.5, 0.3)}) == pytest.approx(1 - 0.4 * 0.85)
    assert vulnerability({}) == 0


@given(Causes, some.floats(0, 1))
def test_contributions_add_up_to_the_score(causes: dict[str, tuple[float, float]], importance: float) -> None:
    score = importance * vulnerability(causes)
    parts = contributions(causes, score)
    assert sum(parts.values()) == pytest.approx(score, abs=1e-9)
    assert all(part >= 0 for part in parts.values())


@given(Causes, some.floats(0, 1), some.floats(0, 1))
def test_a_further_cause_never_lowers_the_vulnerability(
    causes: dict[str, tuple[float, float]], value: float, weight: float
) -> None:
    assert vulnerability({**causes, "z": (value, weight)}) >= vulnerability(causes) - 1e-12
