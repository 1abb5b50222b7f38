from collections.abc import Iterator

import pytest

from api import board
from api.market.terms import TermsGiven
from api.workspace import Workspace
from graph.ledger.board.steps import Outcome, State
from ontology.errors import UnknownRegion
from tests.api.conftest import Built
from tests.api.spaces import copied, opened

ASKER = "宁波样例巨力机器人股份有限公司"


@pytest.fixture(scope="module")
def own(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with opened(copied(sample.folder, tmp_path_factory.mktemp("board") / "workspace")) as workspace:
        yield workspace


def test_a_demand_is_posted_matched_answered_taken_and_closed(own: Workspace) -> None:
    posted = board.post(own, board.Post("求购谐波减速器", "采购部", "浙江", TermsGiven(within="浙江", asker=ASKER)))
    assert posted.asker_name == ASKER
    matched = board.match(own, posted.id, by="平台")
    assert matched.demand.candidates
    assert all(one.region and one.region.id.startswith("reg:33") for one in matched.found.report.results)
    first = matched.demand.candidates[0]
    answered = board.answer(own, posted.id, provider=first["id"], text="四周可供", by="平台")
    assert answered.answers[0].name == first["name"]
    board.accept(own, posted.id, "a1", by="采购部")
    board.close(own, posted.id, Outcome.FULFILLED, by="采购部")
    found = board.history(own, posted.id)
    assert found.demand.state is State.CLOSED
    assert len(found.events) == 5
    assert found.events[1].detail["version"] == own.reading.version


def test_a_provider_that_the_graph_does_not_have_may_answer(own: Workspace) -> None:
    posted = board.post(own, board.Post("求购示教器", "采购部"))
    found = board.answer(own, posted.id, provider="尚未入库的企业", text="可做", by="平台")
    assert (found.answers[0].provider, found.answers[0].name) == ("", "尚未入库的企业")


def test_closed_demands_are_listed_only_when_asked(own: Workspace) -> None:
    posted = board.post(own, board.Post("求购电缆", "采购部"))
    board.close(own, posted.id, Outcome.CANCELLED, by="采购部")
    assert posted.id not in {one.id for one in board.demands(own)}
    assert posted.id in {one.id for one in board.demands(own, everything=True)}


def test_a_constraint_that_makes_no_sense_is_refused_at_once(own: Workspace) -> None:
    with pytest.raises(UnknownRegion):
        board.post(own, board.Post("求购电缆", "采购部", terms=TermsGiven(within="没有这个省")))
