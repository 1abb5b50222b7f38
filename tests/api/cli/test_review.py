from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Command

CARD = """
source: {name: 样例名录, publisher: 样例, licence: 无, kind: sample}
tables:
  - file: made.csv
    things:
      firm: {class: Enterprise, name: firm, region: region}
      product: {class: Technology, name: product}
    facts:
      - {subject: firm, relation: produces, object: product}
"""


TABLE = """firm,region,product
杭州样例甲有限公司,杭州市,谐波传动装置
杭州样例丁机电有限公司,杭州市,谐波减速器
宁波样例丁机电有限公司,宁波市,谐波减速器
样例丁机电,,谐波减速器
"""


@pytest.fixture
def folder(liantu: Command, small_copy: Path, tmp_path: Path) -> Path:
    """A workspace in which one product is on no node, and one name may be either of two firms."""
    (tmp_path / "made.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "made.card.yaml").write_text(CARD, encoding="utf-8")
    liantu("--workspace", small_copy, "ingest", tmp_path / "made.card.yaml", "--json")
    return small_copy


def test_a_concept_is_reviewed_linked_and_taken_back(liantu: Command, folder: Path) -> None:
    def run(*arguments: str) -> Any:
        return liantu("--workspace", folder, *arguments, "--json").json

    def listed() -> list[str]:
        return [item["name"] for item in run("resolve", "review")["items"] if item["kind"] == "concept"]

    (item,) = [one for one in run("resolve", "review")["items"] if one["kind"] == "concept"]
    assert (item["name"], item["met"], item["places"][0]["document"]) == ("谐波传动装置", 1, "made.csv")
    decision = run("resolve", "link", "谐波传动装置", "industrial-robot/reducer", "--why", "示范")
    assert (decision["judgement"], decision["left"]) == ("linked", item["id"])
    assert listed() == []
    run("resolve", "undo", decision["id"])
    assert listed() == ["谐波传动装置"]
    assert [one["undone"] for one in run("resolve", "log")["decisions"]] == [True]


def test_the_list_is_shown_to_people(liantu: Command, folder: Path) -> None:
    shown = liantu("--workspace", folder, "resolve", "review").out
    assert "产品等 1 个" in shown
    assert "谐波传动装置" in shown


def test_an_unknown_node_is_told(liantu: Command, folder: Path) -> None:
    answer = liantu("--workspace", folder, "resolve", "link", "谐波传动装置", "没有这个环节")
    assert answer.status == 1
    assert "没有这个环节" in answer.err


def test_a_command_that_the_list_shows_decides(liantu: Command, folder: Path) -> None:
    def pairs() -> list[Any]:
        items = liantu("--workspace", folder, "resolve", "review", "--json").json["items"]
        return [item for item in items if item["kind"] == "pair"]

    first, second = pairs()
    assert {first["left"]["written"], first["right"]["written"]} > {"样例丁机电"}
    assert first["consequence"]["changes"][0]["name"] == "减速器"
    shown = liantu("--workspace", folder, "resolve", "review").out
    merge = first["commands"][0]
    assert merge in shown
    assert liantu("--workspace", folder, *merge.split()[1:]).status == 0
    assert [one["commands"] for one in pairs()] != [first["commands"], second["commands"]]
    assert len(pairs()) < 2
