from pathlib import Path

import pytest

from api.demo import build_demo, print_demo
from tests.api.conftest import Built
from tests.api.spaces import copied, opened


def test_the_demo_finds_planted_links_and_a_provider_and_prints_both(
    sample: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    with opened(copied(sample.folder, tmp_path / "workspace")) as workspace:
        found = build_demo(workspace, report=told.append)
    assert told
    assert (found.documents, found.tables, found.rows) == (26, 5, 407)
    assert found.entities["Enterprise"] > 100
    assert {"断点", "单点", "短板", "堵点"} <= {link.type.value for link in found.weak_links}
    assert found.match.results[0].name == "杭州样例谐动传动科技有限公司"
    print_demo(found)
    shown = capsys.readouterr().out
    assert shown.startswith("【样例】")
    for word in ("力觉传感器", "杭州样例谐动传动科技有限公司", "serve", "weak links"):
        assert word in shown
