import json
from pathlib import Path

from tests.api.conftest import Command

TEXT = (
    "设备补助办法\n二、申报条件\n在浙江省内注册，具有独立法人资格；上年度营业收入不低于2000万元。\n"
    "三、申报时间\n2026年7月1日至7月31日。"
)


def test_the_file_is_written_with_the_policies_that_are_given(asked: Command, tmp_path: Path) -> None:
    policies, out = tmp_path / "policies.jsonl", tmp_path / "自诊断.html"
    line = {"id": "p1", "title": "设备补助办法", "text": TEXT}
    policies.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    told = asked("selfcheck", "--chain", "工业机器人", "--region", "浙江", "--policies", policies, "--out", out)
    assert "家企业" in told.out
    text = out.read_text(encoding="utf-8")
    assert "工业机器人 · 浙江省 · 三分钟自诊断" in text
    assert '"title":"设备补助办法"' in text
    assert "不低于2000万元" in text


def test_an_unknown_chain_is_a_clear_error(asked: Command, tmp_path: Path) -> None:
    out = tmp_path / "自诊断.html"
    assert asked("selfcheck", "--chain", "没有的链", "--out", out).status == 1
    assert not out.exists()
