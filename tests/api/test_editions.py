"""A register that comes again: what `liantu ingest` says of it, and what the graph holds afterwards."""

import sqlite3
from pathlib import Path

import pytest

from api import answers
from api.workspace import Workspace
from ontology.errors import BadCard
from tests.api.conftest import Command
from tests.api.spaces import ingested, opened

CARD = """
source: {{name: 名录, publisher: 某局, kind: registry{day}}}
tables:
  - file: firms.csv
    things:
      firm: {{class: Enterprise, name: 企业名称, code: 代码, properties: {{capital: 资本}}}}
      product: {{class: Technology, name: 产品}}
    facts:
      - {{subject: firm, relation: produces, object: product}}
"""
HEAD = "企业名称,代码,资本,产品\n"
OLD = HEAD + "甲机电有限公司,91610113073429430M,100,减速器\n乙轴承有限公司,,100,轴承\n"
NEW = HEAD + "丙传动有限公司,,100,电机\n甲机电有限公司,91610113073429430M,200,减速器\n"


def edition(folder: Path, table: str, day: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "firms.csv").write_text(table, encoding="utf-8")
    (folder / "firms.card.yaml").write_text(CARD.format(day=f", published: {day}" if day else ""), encoding="utf-8")
    return folder


def states(workspace: Workspace) -> dict[str, str]:
    rows = answers.query(workspace, "MATCH (e:Enterprise)-[p:PRODUCES]->(t) RETURN e.name, p.status ORDER BY e.name")
    return {str(name): str(status) for name, status in rows.rows}


def test_a_newer_edition_says_what_is_new_changed_and_vanished(tmp_path: Path) -> None:
    register, space = tmp_path / "register", tmp_path / "workspace"
    assert ingested(space, [edition(register, OLD, "2025-06-30")]).editions == ()
    (told,) = ingested(space, [edition(register, NEW, "2026-06-30")]).editions
    assert (told.new, told.changed, told.vanished) == (1, 1, 1)
    with opened(space) as workspace:
        assert states(workspace) == {
            "丙传动有限公司": "stated",
            "乙轴承有限公司": "historic",
            "甲机电有限公司": "stated",
        }
        assert answers.profile(workspace, "乙轴承有限公司").properties["absent_from"] == "名录（2026-06-30）"


def test_an_undated_register_that_goes_back_to_its_old_form_is_as_it_was(tmp_path: Path) -> None:
    register, space = tmp_path / "register", tmp_path / "workspace"
    for table in (OLD, NEW, OLD):
        ingested(space, [edition(register, table)])
    with opened(space) as workspace:
        assert states(workspace)["乙轴承有限公司"] == "stated"
        assert states(workspace)["丙传动有限公司"] == "historic"


def test_the_same_bytes_under_another_card_are_no_second_document(tmp_path: Path) -> None:
    register, space = tmp_path / "register", tmp_path / "workspace"
    ingested(space, [edition(register, OLD)])
    card = register / "firms.card.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("produces", "develops"), encoding="utf-8")
    result = ingested(space, [register])
    assert (result.tables, result.editions) == (1, ())
    with opened(space) as workspace:
        assert states(workspace) == {}
        assert len(answers.documents(workspace)) == 1


def test_a_card_found_among_files_does_not_lead_to_a_database(tmp_path: Path, liantu: Command) -> None:
    card = tmp_path / "own.card.yaml"
    card.write_text(
        "source: {name: 库, kind: registry}\ntables:\n  - {database: 'sqlite:///x.db', table: firms, "
        "things: {firm: {class: Enterprise, name: name}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(BadCard, match="database") as told:
        ingested(tmp_path / "workspace", [tmp_path])
    assert "--card own.card.yaml" in told.value.hint


def test_an_ingest_without_paths_and_card_is_a_wrong_use(tmp_path: Path, liantu: Command) -> None:
    assert liantu("--workspace", tmp_path / "workspace", "ingest").status == 2


def test_a_database_is_reached_by_a_card_that_is_named_and_needs_no_path(tmp_path: Path, liantu: Command) -> None:
    pytest.importorskip("sqlalchemy", reason="the extra [sql] is not installed")
    with sqlite3.connect(tmp_path / "own.db") as connection:
        connection.execute("CREATE TABLE firms (name TEXT, product TEXT)")
        connection.execute("INSERT INTO firms VALUES ('甲机电有限公司', '减速器')")
    card = tmp_path / "own.yaml"
    card.write_text(
        f"source: {{name: 库, kind: registry}}\ntables:\n  - database: sqlite:///{tmp_path}/own.db\n    table: firms\n"
        "    things: {firm: {class: Enterprise, name: name}, product: {class: Technology, name: product}}\n"
        "    facts: [{subject: firm, relation: produces, object: product}]\n",
        encoding="utf-8",
    )
    space = tmp_path / "workspace"
    assert liantu("--workspace", space, "ingest", "--card", card, "--json").json["rows"] == 1
    assert liantu("--workspace", space, "ingest", "--card", card, "--json").json["unchanged"] == 1
    with sqlite3.connect(tmp_path / "own.db") as connection:
        connection.execute("INSERT INTO firms VALUES ('乙轴承有限公司', '轴承')")
    told = liantu("--workspace", space, "ingest", "--card", card).out
    assert "firms.parquet 新一期（未注日期）：新增 1 行，变更 0 行，消失 0 行" in told
