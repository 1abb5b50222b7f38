import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from api import answers
from api.market.auditing import audit
from api.market.served import note_served, served_lists
from api.workspace import Workspace
from ontology.errors import Unreadable
from tests.api.conftest import Built
from tests.api.spaces import copied, opened

DAY = date(2026, 11, 3)


@pytest.fixture
def own(sample: Built, tmp_path: Path) -> Iterator[Workspace]:
    with opened(copied(sample.folder, tmp_path / "workspace")) as workspace:
        yield workspace


def test_what_was_shown_is_kept_without_anything_of_the_user(own: Workspace) -> None:
    report = answers.match(own, "我是张三，需要谐波减速器", region="浙江", top=3)
    note_served(own, report, today=DAY)
    (line,) = (own.folder / "served" / "2026-11.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line).keys() == {"day", "region", "concepts", "shown"}
    assert "张三" not in line
    (kept,) = served_lists(own)
    assert (kept.day, kept.region) == ("2026-11-03", "reg:330000")
    assert kept.shown == tuple(one.id for one in report.results)


def test_the_log_can_be_switched_off(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_SERVED_LOG", "off")
    note_served(own, answers.match(own, "需要谐波减速器"), today=DAY)
    assert served_lists(own) == []


def test_a_period_is_audited_by_itself(own: Workspace) -> None:
    report = answers.match(own, "需要谐波减速器", top=2)
    for day in (1, 2, 3):
        note_served(own, report, today=date(2026, 11, day))
    assert len(served_lists(own, date(2026, 11, 2), date(2026, 11, 2))) == 1
    assert audit(own, since=date(2026, 11, 2)).lists == 2


def test_a_broken_line_is_named(own: Workspace) -> None:
    place = own.folder / "served" / "2026-11.jsonl"
    place.parent.mkdir()
    place.write_text("{}\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="第 1 行"):
        audit(own)


def test_the_audit_counts_who_was_shown_against_who_could_be(own: Workspace) -> None:
    report = answers.match(own, "需要谐波减速器", region="浙江", top=2)
    note_served(own, report, today=DAY)
    found = audit(own)
    assert (found.lists, found.empty, found.shown) == (1, 0, 2)
    assert found.able > 2
    first, second = 1.0, 0.6309297535714575
    assert [one.share for one in found.most_shown] == pytest.approx(
        [first / (first + second), second / (first + second)]
    )
    local = next(one for one in found.groups if one.group == "本地企业")
    weights = zip((first, second), report.results, strict=True)
    inside = sum(weight for weight, one in weights if one.region and one.region.id.startswith("reg:33"))
    assert local.share == pytest.approx(inside / (first + second))
    assert local.share is not None
    assert local.by_chance is not None
    assert 0 < local.by_chance < local.share
    assert local.ratio == pytest.approx(local.share / local.by_chance)


def test_nothing_served_is_no_finding(own: Workspace) -> None:
    found = audit(own)
    assert (found.lists, found.gini, found.most_shown) == (0, None, ())
    assert all(one.share is None for one in found.groups)
