from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Command

CARD = """
source: {name: 样例名录, publisher: 样例, licence: 无, kind: sample}
tables:
  - file: made.csv
    things:
      firm: {class: Enterprise, name: firm}
      product: {class: Technology, name: product}
    facts:
      - {subject: firm, relation: produces, object: product}
"""


@pytest.fixture
def folder(liantu: Command, small_copy: Path, tmp_path: Path) -> Path:
    """A workspace in which one product is on no node."""
    (tmp_path / "made.csv").write_text("firm,product\n杭州样例甲有限公司,谐波传动装置\n", encoding="utf-8")
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
