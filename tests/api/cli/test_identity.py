import json
from pathlib import Path
from typing import Any

from tests.api.conftest import Command

ONE, OTHER = "ent:91330100YL0000012E", "ent:91330200YL0000020E"


def test_lines_are_resolved_without_a_workspace(liantu: Command, tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    names = ["杭州样例谐动传动科技有限公司", "杭州样例谐动传动科技有限公司 ", "宁波样例谐动精密机械有限公司"]
    lines.write_text("\n".join(json.dumps({"id": str(at), "name": name}) for at, name in enumerate(names)))
    found = [json.loads(line) for line in liantu("resolve", "--jsonl", lines).out.splitlines()]
    assert [set(line) for line in found] == [{"id", "entity", "canonical", "why"}] * 3
    assert found[0]["entity"] == found[1]["entity"] != found[2]["entity"]


def test_resolve_without_a_file_is_wrong_usage(liantu: Command) -> None:
    assert liantu("resolve").status == 2


def test_a_merge_by_a_person_is_logged_and_can_be_undone(liantu: Command, small_copy: Path) -> None:
    def run(*arguments: str) -> Any:
        return liantu("--workspace", small_copy, *arguments, "--json").json

    def entities() -> int:
        cypher = f"MATCH (e:Enterprise) WHERE e.id IN ['{ONE}', '{OTHER}'] RETURN e.id"
        return len(run("query", cypher)["rows"])

    decision = run("resolve", "merge", ONE, OTHER, "--why", "示范", "--by", "审核员")
    assert entities() == 1
    assert (decision["holds"], decision["against"]) == (True, [])
    run("resolve", "undo", decision["id"], "--by", "复核员", "--why", "看错了")
    (logged,) = run("resolve", "log")["decisions"]
    assert (logged["by"], logged["reason"], logged["undone"]) == ("审核员", "示范", True)
    assert (logged["undone_by"], logged["undone_reason"]) == ("复核员", "看错了")
    assert entities() == 2
    shown = liantu("--workspace", small_copy, "resolve", "log").out
    assert "审核员" in shown
    assert "复核员 看错了" in shown


def test_a_split_is_reached_by_what_show_lists(liantu: Command, small_copy: Path) -> None:
    def run(*arguments: str) -> Any:
        return liantu("--workspace", small_copy, *arguments, "--json").json

    variants = run("show", ONE)["variants"]
    keys = [one["mention"] for one in variants if one["how"] == "written"]
    shown = liantu("--workspace", small_copy, "show", ONE).out
    assert all(key[:13] in shown for key in keys)
    assert variants[0]["said_by"][0]["source"] in shown
    found = run("resolve", "split", keys[0][:13], OTHER)
    assert found["holds"]
    assert found["left_name"] == variants[0]["name"]


def test_names_that_mean_nothing_or_one_thing_are_told(liantu: Command, small_copy: Path) -> None:
    def told(*arguments: str) -> str:
        answer = liantu("--workspace", small_copy, "resolve", *arguments)
        assert answer.status == 1
        return answer.err

    assert "图中没有 '没有这家'" in told("merge", "没有这家", ONE)
    assert "已经指同一个" in told("merge", ONE, ONE)
    assert "不会是同一个" in told("merge", ONE, "node:industrial-robot/reducer")
    assert "没有可撤销的判定" in told("undo", "dec:0")
    assert liantu("--workspace", small_copy, "resolve", "log", "--json").json == {"decisions": []}
