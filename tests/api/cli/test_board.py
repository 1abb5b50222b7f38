from pathlib import Path

import pytest

from tests.api.conftest import Built, Command, Outcome
from tests.api.spaces import copied


@pytest.fixture
def board(liantu: Command, sample: Built, tmp_path: Path) -> Command:
    space = copied(sample.folder, tmp_path / "workspace")

    def run(*arguments: str | Path) -> Outcome:
        return liantu("--workspace", space, "board", *arguments, "--by", "采购部")

    return run


def test_a_demand_goes_its_way_on_the_command_line(board: Command, liantu: Command, tmp_path: Path) -> None:
    key = board("post", "求购谐波减速器", "--within", "浙江", "--json").json["id"]
    assert "杭州样例谐动传动科技有限公司" in board("match", key).out
    assert "a1 " in board("answer", key, "四周可供", "--provider", "样例谐动").out
    assert "已接单" in board("accept", key, "a1").out
    assert "已完成：验收合格" in board("close", key, "--why", "验收合格").out
    told = liantu("--workspace", tmp_path / "workspace", "board", "show", key).out
    assert [word for word in ("发布", "撮合", "应答", "接单", "关闭") if word in told] == [
        "发布",
        "撮合",
        "应答",
        "接单",
        "关闭",
    ]


def test_a_refused_step_says_what_can_be_done(board: Command) -> None:
    key = board("post", "求购电机", "--json").json["id"]
    refused = board("accept", key, "a1")
    assert refused.status == 1
    assert "此时可以：撮合、应答、关闭" in refused.err
    assert board("close", key, "--outcome", "lost").status == 2


def test_open_demands_are_listed(board: Command, liantu: Command, tmp_path: Path) -> None:
    key = board("post", "求购电机", "--json").json["id"]
    board("close", key, "--outcome", "unmet")
    other = board("post", "求购电缆", "--json").json["id"]
    space = tmp_path / "workspace"
    assert other in liantu("--workspace", space, "board", "list").out
    assert key not in liantu("--workspace", space, "board", "list").out
    assert key in liantu("--workspace", space, "board", "list", "--all").out
