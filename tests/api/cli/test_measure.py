import json
from pathlib import Path

import pytest

from tests.api.conftest import Command

TEXT = "杭州样例谐动传动科技有限公司生产谐波减速器。"


def test_extract_gives_entities_relations_and_observations_a_line(liantu: Command, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    (line,) = (json.loads(one) for one in liantu("extract", "--jsonl", path).out.splitlines())
    assert line["id"] == "a"
    assert {one["type"] for one in line["entities"]} == {"Enterprise", "Technology"}
    assert [one["type"] for one in line["relations"]] == ["provides"]
    assert line["observations"] == []


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    entities = [{"start": 0, "end": 14, "type": "Enterprise"}, {"start": 16, "end": 20, "type": "Technology"}]
    line = {"id": "a-1", "text": TEXT, "entities": entities, "relations": [], "observations": []}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def test_evaluate_prints_totals_and_classes_with_intervals(liantu: Command, gold: Path) -> None:
    shown = liantu("evaluate", gold, gold, "--rules-only").out.splitlines()
    (named,) = (line.split() for line in shown if line.startswith("专名合计 named"))
    assert named[2:] == ["2", "2", "1.000", "1.000", "1.000", "1.00–1.00", "1.000", "1.00–1.00"]
    assert any(line.startswith("  企业 Enterprise") for line in shown)


def test_evaluate_gives_json_and_markdown(liantu: Command, gold: Path) -> None:
    assert liantu("evaluate", gold, "--json").json["named_exact"]["f1"] == 1
    assert "| 专名合计 named | 1 |" in liantu("evaluate", gold, "--markdown", "--rules-only").out


@pytest.mark.parametrize("name", ["errors.jsonl", "errors.tsv"])
def test_evaluate_lists_the_mistakes(liantu: Command, gold: Path, name: str) -> None:
    path = gold.parent / name
    assert "边界 boundary" in liantu("evaluate", gold, "--rules-only", "--errors", path).out
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".tsv":
        head, first = (line.split("\t") for line in lines[:2])
        mistake = dict(zip(head, first, strict=True))
    else:
        mistake = json.loads(lines[0])
    assert (mistake["class"], mistake["fault"], mistake["found"]) == ("Technology", "boundary", "谐波减速器")


def test_evaluate_tells_the_recall_of_names_that_no_lexicon_has(liantu: Command, gold: Path) -> None:
    found = liantu("evaluate", gold, "--unseen", "Enterprise", "--rules-only", "--json").json
    assert (found["names"], found["exact"]["gold"], found["exact"]["r"]) == (1, 1, 1)
    assert "召回 R" in liantu("evaluate", gold, "--unseen", "Enterprise", "--rules-only").out


def test_evaluate_uses_the_model_it_is_given(liantu: Command, gold: Path) -> None:
    outcome = liantu("evaluate", gold, "--model", gold)
    assert outcome.status == 1
    assert "模型文件" in outcome.err
