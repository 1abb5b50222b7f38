import json
from pathlib import Path

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


def test_evaluate_scores_a_gold_file(liantu: Command, tmp_path: Path) -> None:
    entities = [{"start": 0, "end": 14, "type": "Enterprise"}, {"start": 16, "end": 21, "type": "Technology"}]
    gold = {"id": "a", "text": TEXT, "entities": entities, "relations": [], "observations": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    outcome = liantu("evaluate", tmp_path / "gold.jsonl")
    assert "全部 exact" in outcome.out
    assert liantu("evaluate", tmp_path / "gold.jsonl", "--json").json
