import json
from pathlib import Path

from tests.api.conftest import Built, Command
from tests.api.spaces import copied


def test_providers_are_found_under_constraints(asked: Command) -> None:
    told = asked("market", "find", "需要谐波减速器", "--within", "浙江", "--local", "0.5", "--region", "浙江").out
    assert "不合条件" in told
    assert "配额 本地企业 50%" in told


def test_demands_of_a_file_are_assigned_and_written(asked: Command, tmp_path: Path) -> None:
    needs, rooms, out = (tmp_path / name for name in ("needs.jsonl", "rooms.jsonl", "out.json"))
    lines = [{"id": key, "text": "需要谐波减速器"} for key in ("d1", "d2")]
    needs.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    rooms.write_text('{"provider": "杭州样例谐动传动科技有限公司", "capacity": 2}', encoding="utf-8")
    done = asked("market", "assign", "--jsonl", needs, "--capacities", rooms, "--out", out)
    assert "满足 2/2 条" in done.out
    assert json.loads(out.read_text(encoding="utf-8"))["served"] == 2


def test_an_unknown_way_and_a_broken_capacity_are_refused(asked: Command, tmp_path: Path) -> None:
    needs = tmp_path / "needs.jsonl"
    needs.write_text('{"id": "d1", "text": "电机"}', encoding="utf-8")
    assert asked("market", "assign", "--jsonl", needs, "--way", "cheap").status == 2
    rooms = tmp_path / "rooms.jsonl"
    rooms.write_text('{"provider": "甲厂", "capacity": "多"}', encoding="utf-8")
    assert asked("market", "assign", "--jsonl", needs, "--capacities", rooms).status == 1


def test_the_audit_is_told_in_words_and_as_json(liantu: Command, sample: Built, tmp_path: Path) -> None:
    space = copied(sample.folder, tmp_path / "workspace")
    key = liantu("--workspace", space, "board", "post", "求购谐波减速器", "--by", "采购部", "--json").json["id"]
    liantu("--workspace", space, "board", "match", key, "--by", "平台")
    assert liantu("--workspace", space, "market", "audit", "--json").json["lists"] == 1
    assert "基尼系数" in liantu("--workspace", space, "market", "audit").out
