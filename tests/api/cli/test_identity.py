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

    decision = run("resolve", "merge", ONE, OTHER, "--why", "示范")
    assert entities() == 1
    run("resolve", "undo", decision["id"])
    (logged,) = run("resolve", "log")["decisions"]
    assert (logged["reason"], logged["undone"]) == ("示范", True)
    assert entities() == 2
