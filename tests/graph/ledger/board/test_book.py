from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ledger import Ledger
from graph.ledger.board.book import Board
from graph.ledger.board.state import Demand, demands_of
from graph.ledger.board.steps import OUTCOMES, POSSIBLE, Outcome, State, Step
from ontology.errors import BadInput, LiantuError, PersonalData, StepRefused, UnknownAnswer, UnknownDemand

TOLD = {"text": "求购谐波减速器", "region": "浙江", "asker": "", "asker_name": "", "terms": {"within": "浙江"}}
OFFER = {"provider": "ent:1", "name": "甲厂", "text": "两周可供"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.duckdb") as opened:
        yield opened


@pytest.fixture
def board(ledger: Ledger) -> Board:
    hours = count()
    return Board(ledger, clock=lambda: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=next(hours)))


@pytest.fixture
def posted(board: Board) -> Demand:
    return board.post(TOLD, by="需求方")


def test_a_demand_goes_from_post_to_close(board: Board, posted: Demand) -> None:
    key = posted.id
    assert posted.state is State.OPEN
    assert board.match(key, [{"id": "ent:1", "name": "甲厂", "score": 0.7}], version="v1", by="平台").candidates
    assert board.answer(key, OFFER, by="甲厂").state is State.ANSWERED
    taken = board.accept(key, "a1", by="需求方")
    assert (taken.state, taken.accepted) == (State.TAKEN, "a1")
    closed = board.close(key, Outcome.FULFILLED, by="需求方", reason="验收合格")
    assert (closed.state, closed.outcome, closed.reason) == (State.CLOSED, Outcome.FULFILLED, "验收合格")
    assert [one.step for one in board.history(key)] == [Step.POST, Step.MATCH, Step.ANSWER, Step.ACCEPT, Step.CLOSE]
    assert [one.by for one in board.history(key)] == ["需求方", "平台", "甲厂", "需求方", "需求方"]


def test_a_demand_opens_again_when_its_last_answer_is_taken_back(board: Board, posted: Demand) -> None:
    board.answer(posted.id, OFFER, by="甲厂")
    board.answer(posted.id, OFFER | {"name": "乙厂"}, by="乙厂")
    assert board.withdraw(posted.id, "a1", by="甲厂").state is State.ANSWERED
    assert board.withdraw(posted.id, "a2", by="乙厂").state is State.OPEN
    with pytest.raises(StepRefused):
        board.accept(posted.id, "a1", by="需求方")


def test_an_order_that_falls_through_leaves_the_other_answers(board: Board, posted: Demand) -> None:
    board.answer(posted.id, OFFER, by="甲厂")
    board.answer(posted.id, OFFER | {"name": "乙厂"}, by="乙厂")
    board.accept(posted.id, "a1", by="需求方")
    found = board.release(posted.id, by="需求方", reason="甲厂停产")
    assert (found.state, found.accepted) == (State.ANSWERED, "")
    assert [one.id for one in found.standing()] == ["a2"]


def test_a_step_that_the_state_forbids_is_not_recorded(board: Board, posted: Demand) -> None:
    with pytest.raises(StepRefused, match="待应答"):
        board.accept(posted.id, "a1", by="需求方")
    with pytest.raises(StepRefused):
        board.close(posted.id, Outcome.FULFILLED, by="需求方")
    assert len(board.history(posted.id)) == 1


def test_an_answer_that_does_not_stand_cannot_be_accepted(board: Board, posted: Demand) -> None:
    board.answer(posted.id, OFFER, by="甲厂")
    with pytest.raises(UnknownAnswer):
        board.accept(posted.id, "a7", by="需求方")


def test_an_unknown_demand_has_no_history(board: Board) -> None:
    with pytest.raises(UnknownDemand):
        board.history("dem:nothing")


def test_an_empty_text_and_personal_data_are_refused(board: Board, posted: Demand) -> None:
    with pytest.raises(BadInput):
        board.post(TOLD | {"text": " "}, by="需求方")
    with pytest.raises(PersonalData, match="手机号"):
        board.post(TOLD | {"text": "求购减速器，电话13800138000"}, by="需求方")
    with pytest.raises(PersonalData, match="电子邮箱"):
        board.answer(posted.id, OFFER | {"text": "请写 someone@example.cn"}, by="甲厂")
    assert len(board.demands()) == 1


def test_the_board_outlives_the_process(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.duckdb") as first:
        key = Board(first).post(TOLD, by="需求方").id
    with Ledger(tmp_path / "ledger.duckdb") as second:
        assert [one.id for one in Board(second).demands()] == [key]
        assert Board(second).demand(key).terms == {"within": "浙江"}


def test_the_newest_demand_comes_first(board: Board) -> None:
    first, second = board.post(TOLD, by="甲"), board.post(TOLD, by="乙")
    assert [one.id for one in board.demands()] == [second.id, first.id]


STEPS = st.lists(
    st.tuples(st.sampled_from(list(Step)[1:]), st.integers(1, 3), st.sampled_from(list(Outcome))), max_size=12
)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """A board with the demands of all examples."""
    with Ledger(tmp_path_factory.mktemp("board") / "ledger.duckdb") as opened:
        yield Board(opened)


@settings(max_examples=40)
@given(STEPS)
def test_whatever_is_tried_the_state_is_what_the_events_make_it(
    busy: Board, tried: list[tuple[Step, int, Outcome]]
) -> None:
    board, demand = busy, busy.post(TOLD, by="需求方")
    for step, number, outcome in tried:
        before = board.demand(demand.id)
        try:
            demand = take(board, demand.id, (step, f"a{number}", outcome))
        except LiantuError:
            assert board.demand(demand.id) == before
            continue
        assert step in POSSIBLE[before.state]
        assert demand == demands_of(board.history(demand.id))[demand.id] == board.demand(demand.id)
        if demand.state is State.CLOSED:
            assert demand.outcome in OUTCOMES[before.state]
        assert (demand.state is State.ANSWERED) <= bool(demand.standing())


def take(board: Board, key: str, what: tuple[Step, str, Outcome]) -> Demand:
    step, offer, outcome = what
    steps = {
        Step.MATCH: lambda: board.match(key, [], version="v1", by="平台"),
        Step.ANSWER: lambda: board.answer(key, OFFER, by="甲厂"),
        Step.WITHDRAW: lambda: board.withdraw(key, offer, by="甲厂"),
        Step.ACCEPT: lambda: board.accept(key, offer, by="需求方"),
        Step.RELEASE: lambda: board.release(key, by="需求方", reason="落空"),
        Step.CLOSE: lambda: board.close(key, outcome, by="需求方"),
    }
    return steps[step]()
