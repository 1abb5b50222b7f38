from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.remedies.additions import Task, choose

NODES = range(6)


@some.composite
def tasks(draw: some.DrawFn) -> Task:
    nodes = draw(some.lists(some.sampled_from(NODES), unique=True, min_size=1, max_size=5))
    weights = draw(some.lists(some.integers(1, 9), min_size=len(nodes), max_size=len(nodes)))
    options = some.lists(some.frozensets(some.sampled_from(NODES), min_size=1, max_size=3), max_size=3)
    routes = [tuple(draw(options)) for _ in nodes]
    return Task(tuple(nodes), tuple(float(weight) for weight in weights), tuple(routes))


def best_of_all(task: Task, most: int) -> float:
    sets = (frozenset(found) for size in range(most + 1) for found in combinations(task.choices, size))
    return max(task.value(found) for found in sets)


@given(tasks(), some.integers(1, 4))
def test_the_exact_choice_closes_as_much_as_any_with_as_few_additions(task: Task, most: int) -> None:
    found = choose(task, most=most)
    closed = task.value(frozenset(found.nodes))
    assert closed == pytest.approx(best_of_all(task, most))
    assert len(found.nodes) <= most
    assert best_of_all(task, len(found.nodes) - 1 if found.nodes else 0) < closed or not found.nodes


@given(tasks(), some.integers(1, 4))
def test_the_greedy_choice_reaches_what_it_promises(task: Task, most: int) -> None:
    found = choose(task, most=most, small=0)
    closed, best = task.value(frozenset(found.nodes)), best_of_all(task, most)
    assert closed >= found.at_least * best - 1e-9
    if all(len(routes) <= 1 for routes in task.routes):
        assert closed >= (1 - 1 / 2.718281828459045) * best - 1e-9


def test_one_option_of_an_input_closes_the_gaps_of_all_its_options() -> None:
    task = Task((0, 1), (1.0, 1.0), ((frozenset({1}),), (frozenset({0}),)))
    assert choose(task, most=5).nodes == (0,)


def test_every_customer_must_be_served_before_another_option_closes_a_gap() -> None:
    task = Task((0,), (1.0,), ((frozenset({1}), frozenset({2})),))
    assert choose(task, most=5).nodes == (0,)
    assert not task.closed(frozenset({1})).any()
    assert task.closed(frozenset({1, 2})).all()


def test_with_no_gap_nothing_is_added() -> None:
    assert choose(Task((), (), ()), most=5).nodes == ()
