"""Answers kept with the graph."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from api.kept import Kept, Make
from api.settings import Settings
from api.workspace import Workspace
from ontology.errors import BadInput

SPACE = Workspace(Settings(Path("none")))


def wait(answers: Kept, make: Make[str]) -> None:
    for _ in range(500):
        if answers.begin(SPACE, "key", make) is not None:
            break
        time.sleep(0.01)


def test_an_answer_is_made_once() -> None:
    made: list[int] = []
    answers = Kept()
    for _ in range(3):
        answers.answer(SPACE, "key", lambda _: made.append(1))
    assert made == [1]


def test_the_answers_used_last_are_kept() -> None:
    answers = Kept(most=2)
    for key in ("a", "b", "a", "c"):
        answers.answer(SPACE, key, lambda _, key=key: key)  # type: ignore[misc]  # mypy infers no lambda with a default
    assert answers.answer(SPACE, "a", lambda _: "anew") == "a"
    assert answers.answer(SPACE, "b", lambda _: "anew") == "anew"


def test_what_takes_long_is_begun_once_and_told_when_it_is_there() -> None:
    answers, go, begun = Kept(later=0), Event(), []

    def make(_: Workspace) -> str:
        begun.append(1)
        go.wait(10)
        return "there"

    assert answers.begin(SPACE, "key", make) is None
    assert answers.begin(SPACE, "key", make) is None
    go.set()
    wait(answers, make)
    assert answers.begin(SPACE, "key", make) == "there"
    assert begun == [1]


def test_what_takes_long_lets_the_page_that_waits_for_it_go_first() -> None:
    answers, begun = Kept(later=0.2), Event()
    assert answers.begin(SPACE, "key", lambda _: begun.set()) is None
    assert not begun.is_set()
    assert begun.wait(10)


def test_an_error_of_what_takes_long_is_told_once_and_then_begun_anew() -> None:
    answers = Kept(later=0)

    def refuse(_: Workspace) -> str:
        raise BadInput("no")

    assert answers.begin(SPACE, "key", refuse) is None
    with pytest.raises(BadInput):
        wait(answers, refuse)
    assert answers.begin(SPACE, "key", lambda _: "there") is None


def test_a_fault_of_what_takes_long_is_told_and_nobody_waits_for_ever() -> None:
    answers = Kept(later=0)

    def fail(_: Workspace) -> str:
        raise ZeroDivisionError

    assert answers.begin(SPACE, "key", fail) is None
    with pytest.raises(ZeroDivisionError):
        wait(answers, fail)


def test_many_who_ask_at_once_have_it_made_once() -> None:
    answers, go, made = Kept(), Event(), []

    def make(_: Workspace) -> str:
        go.wait(10)
        made.append(1)
        return "there"

    with ThreadPoolExecutor(4) as asking:
        asked = [asking.submit(answers.answer, SPACE, "key", make) for _ in range(4)]
        go.set()
        assert [one.result() for one in asked] == ["there"] * 4
    assert made == [1]


def test_one_who_fails_leaves_it_to_the_next() -> None:
    answers = Kept()

    def fail(_: Workspace) -> str:
        raise BadInput("no")

    with pytest.raises(BadInput):
        answers.answer(SPACE, "key", fail)
    assert answers.answer(SPACE, "key", lambda _: "there") == "there"


def test_what_nobody_asked_of_some_versions_is_not_made_of_the_next() -> None:
    answers = Kept()
    for key in ("a", "b", "c"):
        answers.answer(SPACE, key, lambda _, key=key: key, idle=4 if key == "b" else 0)  # type: ignore[misc]  # mypy infers no lambda with a default
    assert [key for key, *_ in answers.asked()] == ["c", "a"]
    answers.answer(SPACE, "b", lambda _: "anew")
    assert [key for key, *_ in answers.asked()] == ["b", "c", "a"]
