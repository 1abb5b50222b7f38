from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from api import pipeline
from api.reports.due import make_due
from api.reports.kept import kept_in
from api.reports.making import write_report
from api.reports.reading import Question
from api.reports.verifying import verify_file
from api.workspace import Workspace
from ontology.errors import BadInput
from tests.api.spaces import opened

_ROBOTS = {"chain": "industrial-robot", "region": "浙江", "every": "month"}


@pytest.fixture
def workspace(small_copy: Path) -> Iterator[Workspace]:
    with opened(small_copy) as found:
        yield found


def _follow(workspace: Workspace, *entries: dict[str, str]) -> None:
    folder = workspace.folder / "reports"
    folder.mkdir(exist_ok=True)
    (folder / "schedule.yaml").write_text(yaml.safe_dump({"reports": entries}, allow_unicode=True), encoding="utf-8")


def test_a_report_is_made_when_due_and_tells_what_changed_since_the_last_and_why(
    workspace: Workspace, tmp_path: Path
) -> None:
    _follow(workspace, _ROBOTS)
    (first,) = make_due(workspace, date(2026, 10, 1))
    (waits,) = make_due(workspace, date(2026, 10, 31))
    paper = tmp_path / "新闻.txt"
    paper.write_text("宁波样例编码科技有限公司生产编码器，产品供应浙江多家企业。", encoding="utf-8")
    pipeline.ingest(workspace, [paper])

    (second,) = make_due(workspace, date(2026, 11, 1))

    assert (first.state, first.changes, first.next_on) == ("made", None, "2026-11-01")
    assert (waits.state, waits.next_on) == ("waits", "2026-11-01")
    assert second.changes is not None
    causes = {change.node.name: [cause.told for cause in change.causes] for change in second.changes.changes}
    assert any("宁波样例编码科技有限公司" in told for told in causes["编码器"])
    assert second.written is not None
    assert verify_file(Path(second.written.files[0])).intact


def test_a_monthly_report_does_not_put_off_the_quarterly_one(workspace: Workspace) -> None:
    _follow(workspace, _ROBOTS, {**_ROBOTS, "every": "quarter"})

    made = make_due(workspace, date(2026, 10, 1))

    assert [(one.state, one.next_on) for one in made] == [("made", "2026-11-01"), ("made", "2027-01-01")]


def test_two_folders_get_their_report_each(workspace: Workspace, tmp_path: Path) -> None:
    _follow(workspace, *({**_ROBOTS, "out": str(tmp_path / name)} for name in ("甲", "乙")))

    made = make_due(workspace, date(2026, 10, 1))

    assert [one.state for one in made] == ["made", "made"]
    assert [len(list((tmp_path / name).iterdir())) for name in ("甲", "乙")] == [3, 3]


def test_one_report_that_fails_leaves_the_others_to_be_made(workspace: Workspace) -> None:
    _follow(workspace, {"chain": "no-such-chain", "every": "week"}, {**_ROBOTS, "region": "江苏"})

    failed, made = make_due(workspace, date(2026, 10, 1))

    assert (failed.state, made.state) == ("failed", "made")
    assert "no-such-chain" in failed.problem


def test_a_report_before_is_read_from_its_file_and_has_to_be_of_the_same_question(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = write_report(workspace, Question("industrial-robot", "浙江", "2026-10-01"), tmp_path)
    before = kept_in(workspace, Path(first.files[1]))

    again = write_report(workspace, Question("industrial-robot", "浙江", "2026-11-01", before), tmp_path / "二")

    assert again.changed == 0
    with pytest.raises(BadInput, match="另一条链"):
        write_report(workspace, Question("industrial-robot", "江苏", "2026-11-01", before), tmp_path)
