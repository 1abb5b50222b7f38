"""Questions about a day gone by: what was known then, and what held then."""

import shutil
from datetime import date
from pathlib import Path

import httpx
import pytest

from api import answers, past, pipeline
from api.workspace import Workspace, day_of
from ontology.errors import BadInput
from tests.api.conftest import Command
from tests.api.spaces import ingested, opened, whole_graph

CARD = """
source: {{name: 名录, publisher: 某局, kind: registry, published: {day}}}
tables:
  - file: firms.csv
    things:
      firm:
        class: Enterprise
        name: 企业名称
        properties: {{status: {{column: 状态, as: status}}, closed_on: {{column: 注销日期, as: date}}}}
      product: {{class: Technology, name: 产品}}
    facts:
      - subject: firm
        relation: produces
        object: product
        properties: {{since: {{column: 起, as: date}}, until: {{column: 止, as: date}}}}
"""
HEAD = "企业名称,状态,注销日期,产品,起,止\n"
OLD = HEAD + "甲机电有限公司,存续,,谐波减速器,2020-01-01,\n乙机电有限公司,存续,,谐波减速器,,\n"
NEW = (
    HEAD
    + "甲机电有限公司,注销,2026-03-01,谐波减速器,2020-01-01,\n丙机电有限公司,存续,,谐波减速器,2026-01-01,2026-04-01\n"
)
CHAIN = "工业机器人"


def edition(folder: Path, table: str, day: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "firms.csv").write_text(table, encoding="utf-8")
    (folder / "firms.card.yaml").write_text(CARD.format(day=day), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the first edition alone."""
    top = tmp_path_factory.mktemp("old")
    ingested(top / "workspace", [edition(top / "register", OLD, "2025-06-30")])
    return top / "workspace"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with both editions."""
    top = tmp_path_factory.mktemp("both")
    ingested(top / "workspace", [edition(top / "register", OLD, "2025-06-30")])
    ingested(top / "workspace", [edition(top / "register", NEW, "2026-06-30")])
    return top / "workspace"


def graphs_of(folder: Path) -> set[str]:
    """The newest publication of each graph of the past that is kept."""
    return {path.name.rpartition("-")[0] for path in (folder / "as_of").iterdir()}


def makers(workspace: Workspace) -> set[str]:
    found = answers.gaps(workspace, CHAIN, healthy=True).gaps
    return {firm.name[:1] for gap in found for firm in gap.firms}


def test_the_graph_of_a_day_is_the_one_that_held_only_what_was_published_by_then(old: Path, both: Path) -> None:
    with opened(old) as first, opened(both) as workspace:
        assert whole_graph(workspace.at(date(2025, 12, 31))) == whole_graph(first)


def test_an_answer_of_a_day_says_which_and_counts_the_firms_of_that_day(both: Path) -> None:
    with opened(both) as workspace:
        then = workspace.at(date(2025, 12, 31))
        assert answers.gaps(then, CHAIN).as_of == "2025-12-31"
        assert (makers(then), makers(workspace)) == ({"甲", "乙"}, set())


@pytest.mark.parametrize(
    ("day", "firms"),
    [
        (date(2026, 6, 30), set()),  # closed in March, and supply that ended in April
        (date(2027, 1, 1), set()),
    ],
)
def test_what_ended_before_the_day_is_no_supply(both: Path, day: date, firms: set[str]) -> None:
    with opened(both) as workspace:
        assert makers(workspace.at(day)) == firms


def test_two_days_between_the_same_publications_share_one_graph(both: Path) -> None:
    with opened(both) as workspace:
        first, second = workspace.at(date(2025, 7, 1)), workspace.at(date(2026, 1, 1))
        assert first.store is second.store
        assert graphs_of(both) == {"2025-06-30"}


def test_a_graph_that_is_held_outlasts_those_asked_after_it_and_goes_once_let_go(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "_GRAPHS", 1)
    with opened(both) as workspace:
        held = workspace.at(date(2025, 12, 31))
        workspace.at(date(2001, 1, 1))
        assert makers(held) == {"甲", "乙"}
        assert makers(workspace.at(date(2025, 12, 31))) == {"甲", "乙"}
        del held
        workspace.at(date(2001, 1, 2))
        assert graphs_of(both) == {"undated"}


def test_a_graph_that_is_held_outlasts_an_ingest(tmp_path: Path) -> None:
    register, space = tmp_path / "register", tmp_path / "workspace"
    ingested(space, [edition(register, OLD, "2025-06-30"), edition(tmp_path / "later", NEW, "2026-06-30")])
    with opened(space) as workspace:
        held = workspace.at(date(2025, 7, 1))
        pipeline.ingest(workspace, [edition(register, HEAD + "丁机电有限公司,存续,,谐波减速器,,\n", "2025-06-30")])
        assert makers(workspace.at(date(2025, 7, 1))) == {"丁"}
        assert makers(held) == {"甲", "乙"}


def test_the_day_before_everything_knows_no_firm(both: Path) -> None:
    with opened(both) as workspace:
        assert makers(workspace.at(date(2001, 1, 1))) == set()


def test_match_and_show_answer_for_the_day(both: Path) -> None:
    with opened(both) as workspace:
        then = workspace.at(date(2025, 12, 31))
        assert {one.name[:1] for one in answers.match(then, "找谐波减速器供应商").results} == {"甲", "乙"}
        assert answers.match(workspace, "找谐波减速器供应商").results == ()
        assert "absent_from" not in answers.profile(then, "乙机电有限公司").properties


def test_a_question_of_a_day_leaves_no_index_of_that_day_to_the_whole(both: Path) -> None:
    with opened(both) as workspace:
        before = workspace.reading.texts.find("谐波减速器")
    shutil.rmtree(both / "search")
    with opened(both) as workspace:
        answers.match(workspace.at(date(2027, 1, 1)), "找谐波减速器供应商")
        assert workspace.reading.texts.find("谐波减速器") == before


def test_a_new_ingest_makes_the_past_anew(tmp_path: Path) -> None:
    register, space = tmp_path / "register", tmp_path / "workspace"
    ingested(space, [edition(register, OLD, "2025-06-30")])
    with opened(space) as workspace:
        assert makers(workspace.at(date(2025, 7, 1))) == {"甲", "乙"}
    ingested(space, [edition(register, HEAD + "丁机电有限公司,存续,,谐波减速器,,\n", "2025-06-30")])
    with opened(space) as workspace:
        assert makers(workspace.at(date(2025, 7, 1))) == {"丁"}


def test_commands_take_a_day(both: Path, liantu: Command) -> None:
    told = liantu("--workspace", both, "gaps", CHAIN, "--as-of", "2025-12-31", "--json").json
    assert told["as_of"] == "2025-12-31"
    count = "MATCH (e:Enterprise) RETURN count(e)"
    assert liantu("--workspace", both, "query", count, "--as-of", "2025年7月1日", "--json").json["rows"] == [[2]]
    refused = liantu("--workspace", both, "show", "甲机电有限公司", "--as-of", "去年")
    assert (refused.status, "不是日期" in refused.err) == (1, True)


def test_a_firm_says_that_it_closed_or_vanished(both: Path, liantu: Command) -> None:
    assert "（2026-03-01），不算供给" in liantu("--workspace", both, "show", "甲机电有限公司").out
    told = liantu("--workspace", both, "show", "乙机电有限公司").out
    assert "最新一期未见：名录（2026-06-30）；最后见于 2025-06-30" in told
    assert "historic" in told


def test_rest_takes_a_day(client: httpx.Client) -> None:
    told = client.get("/v1/chains/industrial-robot/gaps", params={"as_of": "2026-06-30"}).json()
    assert told["as_of"] == "2026-06-30"
    assert client.get("/v1/entities", params={"q": "减速器", "as_of": "x"}).status_code == 422


def test_a_day_is_a_day() -> None:
    assert day_of(None) is None
    with pytest.raises(BadInput):
        day_of("2025")
