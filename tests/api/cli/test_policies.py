"""`liantu policies`: files in and out without a workspace, and questions to one."""

import json
from pathlib import Path

from tests.api.conftest import Command

POLICY = {
    "id": "a",
    "title": "甲市技改补助申报指南",
    "text": "一、申报条件\n在浙江省内注册；上年度营业收入不低于2000万元。",
}
FIRM = {"id": "f", "name": "乙公司", "base_year": 2024, "facts": {"region": ["中国", "浙江省"], "revenue": 1500}}


def _write(path: Path, *records: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    return path


def test_what_extract_writes_check_takes_as_it_stands(liantu: Command, tmp_path: Path) -> None:
    texts, firms = _write(tmp_path / "p.jsonl", POLICY), _write(tmp_path / "f.jsonl", FIRM)
    rules = tmp_path / "r.jsonl"
    assert liantu("policies", "extract", "--jsonl", texts, "--out", rules).status == 0
    told = [
        json.loads(liantu("policies", "check", "--policies", given, "--profiles", firms).out)
        for given in (texts, rules)
    ]
    assert told[0] == told[1]
    assert told[0]["verdict"] == "not_eligible"
    assert told[0]["steps"] == ["还差 500 万元营业收入（现有 1,500万元，要求：营业收入 ≥ 2,000万元（上年度））"]


def test_a_line_that_is_no_policy_is_named(liantu: Command, tmp_path: Path) -> None:
    bad = _write(tmp_path / "p.jsonl", {"id": "a", "title": "无正文"})
    done = liantu("policies", "extract", "--jsonl", bad)
    assert done.status == 1
    assert "政策 a" in done.err


def test_the_list_and_the_check_of_a_firm_are_told_in_words(asked: Command) -> None:
    assert "在施行的政策 1 项" in asked("policies", "list").out
    told = asked("policies", "eligible", "--enterprise", "样例谐动", "--fact", "incidents=无").out
    assert "? 未知 研发费用占营业收入比重 ≥ 3%（上年度）" in told
    assert "→ 补充信息：研发费用占营业收入比重" in told


def test_goals_clauses_and_firms_are_told_in_words(asked: Command) -> None:
    assert "产业链营业收入" in asked("policies", "targets", "--region", "浙江").out
    assert "编码器（" in asked("policies", "clauses", "工业机器人", "--region", "浙江").out
    assert "待补充信息" in asked("policies", "firms", "专项资金", "--top", "2").out


def test_levels_are_aligned_from_a_file(liantu: Command, tmp_path: Path) -> None:
    stricter = {**POLICY, "id": "b", "text": POLICY["text"].replace("2000", "5000")}
    done = liantu("policies", "align", "--jsonl", _write(tmp_path / "p.jsonl", POLICY, stricter))
    assert "〔更严〕" in done.out
    assert "〔一致〕" in done.out


def test_nothing_to_judge_by_is_a_usage_error(asked: Command) -> None:
    assert asked("policies", "eligible").status == 2
    assert asked("policies", "eligible", "--fact", "没有等号").status == 2
