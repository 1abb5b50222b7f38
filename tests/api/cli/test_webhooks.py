from pathlib import Path

from tests.api.conftest import Command
from tests.api.webhooks.receivers import receiving


def test_a_hook_is_added_tried_listed_and_removed(liantu: Command, small_copy: Path) -> None:
    def run(*words: str) -> str:
        outcome = liantu("--workspace", small_copy, "webhooks", *words)
        assert outcome.status == 0, outcome.err
        return outcome.out

    with receiving() as receiver:
        assert "whsec_" in run("add", receiver.url, "--chain", "工业机器人", "--region", "浙江")
        listed = run("list")
        key = next(word for word in listed.split() if word.startswith("hook-"))
        assert "已送达" in run("test", key)
        receiver.next()
    assert "没有送达" in run("test", key)
    assert "whsec_" not in listed
    assert len([line for line in run("log").splitlines() if key in line]) == 2
    assert "已删去" in run("remove", key)
