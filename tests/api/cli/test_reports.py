from pathlib import Path

import pytest

from tests.api.conftest import Command


@pytest.fixture
def made(liantu: Command, small_copy: Path, tmp_path: Path) -> dict[str, list[str]]:
    place = ("--workspace", str(small_copy))
    found: dict[str, list[str]] = liantu(
        *place, "report", "industrial-robot", "--region", "浙江", "--out", str(tmp_path), "--json"
    ).json
    return found


def test_a_report_is_written_in_three_forms_and_verified(
    liantu: Command, small_copy: Path, made: dict[str, list[str]]
) -> None:
    suffixes = [Path(path).suffix for path in made["files"]]
    outcome = liantu("--workspace", str(small_copy), "verify", made["files"][2])

    assert suffixes == [".docx", ".xlsx", ".html"]
    assert outcome.status == 0
    assert "本工作区出具过" in outcome.out


def test_a_changed_number_fails_the_verification_and_its_place_is_told(
    liantu: Command, made: dict[str, list[str]]
) -> None:
    page = Path(made["files"][2])
    page.write_text(page.read_text(encoding="utf-8").replace("个环节", "个 7 环节", 1), encoding="utf-8")

    outcome = liantu("verify", str(page))

    assert outcome.status == 1
    assert "正文 第 " in outcome.out


def test_the_template_is_put_where_it_can_be_edited_and_is_used(
    liantu: Command, small_copy: Path, tmp_path: Path
) -> None:
    place = ("--workspace", str(small_copy))
    path = Path(liantu(*place, "reports", "template", "--json").json["template"])
    path.write_text("# 摘要\n弱项 {{ nodes.weak }} 个。\n", encoding="utf-8")

    made = liantu(*place, "report", "industrial-robot", "--out", str(tmp_path), "--json").json

    assert "一、摘要" in Path(made["files"][2]).read_text(encoding="utf-8")
    path.write_text("弱项 3 个。", encoding="utf-8")
    refused = liantu(*place, "report", "industrial-robot", "--out", str(tmp_path))
    assert (refused.status, "第 1 行" in refused.err) == (1, True)


def test_the_schedule_is_followed_from_the_command_line(liantu: Command, small_copy: Path) -> None:
    place = ("--workspace", str(small_copy))
    (small_copy / "reports").mkdir()
    (small_copy / "reports" / "schedule.yaml").write_text("reports:\n- {chain: industrial-robot, every: month}\n")

    made = liantu(*place, "reports", "due", "--today", "2026-10-01")
    waits = liantu(*place, "reports", "due", "--today", "2026-10-02")

    assert "✓ 全国工业机器人产业链" in made.out
    assert "还没到期，下一份从 2026-11-01 起" in waits.out
    assert len(liantu(*place, "reports", "list", "--json").json["reports"]) == 1
