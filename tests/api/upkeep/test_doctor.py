from pathlib import Path

from api import pipeline
from api.settings import Settings
from api.upkeep.doctor import Checkup, Finding, State, examine
from api.workspace import Workspace
from tests.api.conftest import Command

CODE = "91330100YL0000012E"
CARD = """
source: {{name: 名录{place}, publisher: 某局, licence: 内部, kind: registry}}
tables:
  - file: {place}.csv
    things:
      firm: {{class: Enterprise, name: 企业名称, code: 代码}}
      product: {{class: Technology, name: 产品}}
    facts: [{{subject: firm, relation: produces, object: product}}]
"""


def _checkup(folder: Path) -> Checkup:
    with Workspace(Settings(folder)) as space:
        return examine(space)


def _of(found: Checkup, check: str) -> Finding:
    return next(one for one in found.findings if one.check.startswith(check))


def test_a_whole_workspace_is_usable_and_its_graph_is_as_the_ledger(small_copy: Path) -> None:
    found = _checkup(small_copy)
    assert found.is_usable
    assert _of(found, "图谱与账本一致").state is State.GOOD


def test_an_empty_workspace_is_told_what_to_run_first(tmp_path: Path) -> None:
    found = _checkup(tmp_path)
    assert not found.is_usable
    assert "liantu demo" in _of(found, "账本").advice


def test_a_graph_that_lags_behind_the_ledger_is_to_be_rebuilt(small_copy: Path) -> None:
    with Workspace(Settings(small_copy)) as space, space.ledger.transaction() as connection:
        connection.execute("UPDATE derived.state SET version = 'newer'")
    lagging = _of(_checkup(small_copy), "图谱与账本一致")
    assert lagging.state is State.NOTICE
    assert "liantu rebuild" in lagging.advice


def test_a_ledger_that_cannot_be_read_is_to_be_restored(tmp_path: Path) -> None:
    (tmp_path / "ledger.duckdb").write_bytes(b"no ledger" * 1000)
    found = _checkup(tmp_path)
    assert not found.is_usable
    assert "liantu restore" in _of(found, "账本").advice


def test_the_command_says_by_its_exit_whether_the_workspace_is_usable(liantu: Command, tmp_path: Path) -> None:
    outcome = liantu("--workspace", tmp_path, "doctor", "--json")
    assert outcome.status == 1
    assert outcome.json["usable"] is False


def test_one_code_under_two_names_in_two_registers_is_told_with_both_names(tmp_path: Path) -> None:
    for place, name in (("a", "甲机电有限公司"), ("b", "乙纺织有限公司")):
        (tmp_path / f"{place}.csv").write_text(f"企业名称,代码,产品\n{name},{CODE},电机\n", encoding="utf-8")
        (tmp_path / f"{place}.card.yaml").write_text(CARD.format(place=place), encoding="utf-8")
    with Workspace(Settings(tmp_path / "data")) as space:
        pipeline.ingest(space, [tmp_path / "a.csv", tmp_path / "b.csv"])
        found = examine(space)
    assert "甲机电有限公司" in _of(found, "代码与名称").says
