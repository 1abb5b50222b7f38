"""Answers kept with the graph."""

import time
from collections.abc import Callable
from threading import Event

import pytest

from api.pages.frame.kept import Kept
from ontology.errors import BadInput


def wait(answers: Kept, make: Callable[[], str]) -> None:
    for _ in range(500):
        if answers.begin("key", make) is not None:
            break
        time.sleep(0.01)


def test_an_answer_is_made_once() -> None:
    made: list[int] = []
    answers = Kept()
    for _ in range(3):
        answers.answer("key", lambda: made.append(1))
    assert made == [1]


def test_the_answers_used_last_are_kept() -> None:
    answers = Kept(most=2)
    for key in ("a", "b", "a", "c"):
        answers.answer(key, lambda key=key: key)  # type: ignore[misc]
    assert answers.answer("a", lambda: "anew") == "a"
    assert answers.answer("b", lambda: "anew") == "anew"


def test_what_takes_long_is_begun_once_and_told_when_it_is_there() -> None:
    answers, go, begun = Kept(later=0), Event(), []

    def make() -> str:
        begun.append(1)
        go.wait(10)
        return "there"

    assert answers.begin("key", make) is None
    assert answers.begin("key", make) is None
    go.set()
    wait(answers, make)
    assert answers.begin("key", make) == "there"
    assert begun == [1]


def test_what_takes_long_lets_the_page_that_waits_for_it_go_first() -> None:
    answers, begun = Kept(later=0.2), Event()
    assert answers.begin("key", begun.set) is None
    assert not begun.is_set()
    assert begun.wait(10)


def test_an_error_of_what_takes_long_is_told_once_and_then_begun_anew() -> None:
    answers = Kept(later=0)

    def refuse() -> str:
        raise BadInput("no")

    assert answers.begin("key", refuse) is None
    with pytest.raises(BadInput):
        wait(answers, refuse)
    assert answers.begin("key", lambda: "there") is None
