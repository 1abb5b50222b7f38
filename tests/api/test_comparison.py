from pathlib import Path

import pytest

from api import answers
from api.comparison import changes_from, changes_since, checkup, compare_chains, compare_regions
from api.wire import to_json
from api.workspace import Workspace
from ontology.errors import BadInput, UnknownRegion

CHAIN = "工业机器人"


def test_two_regions_are_set_side_by_side(space: Workspace) -> None:
    found = compare_regions(space, ["浙江", "江苏"], CHAIN)
    assert [side.region.name for side in found.sides] == ["浙江省", "江苏省"]
    assert found.nodes[0].behind
    assert found.tainted


def test_a_region_that_does_not_exist_is_an_error(space: Workspace) -> None:
    with pytest.raises(UnknownRegion):
        compare_chains(space, ["浙疆"])


def test_all_chains_of_a_region_are_counted(space: Workspace) -> None:
    assert CHAIN in [one.chain.name for one in compare_chains(space, ["浙江"]).chains]


def test_a_page_of_one_region_is_marked_as_the_sample_it_is(space: Workspace) -> None:
    assert checkup(space, CHAIN, "浙江").tainted


def test_what_was_published_since_a_day_is_why_it_changed(space: Workspace) -> None:
    found = changes_since(space, CHAIN, "浙江", "2026-06-30")
    assert found.before <= "2026-06-30" < found.after
    assert found.changes
    assert "今天的判定" in found.note


def test_against_a_kept_report_of_now_nothing_changed(space: Workspace, tmp_path: Path) -> None:
    kept = tmp_path / "report.json"
    kept.write_text(to_json(answers.gaps(space, CHAIN, "浙江", healthy=True)), encoding="utf-8")
    assert changes_from(space, CHAIN, "浙江", kept).changes == ()
    with pytest.raises(BadInput, match="另一"):
        changes_from(space, CHAIN, "江苏", kept)


@pytest.mark.parametrize("text", ["{}", "[]", '{"chain": {"id": ""}, "region": "浙江", "gaps": []}', "no JSON"])
def test_what_is_no_report_is_refused(space: Workspace, tmp_path: Path, text: str) -> None:
    kept = tmp_path / "report.json"
    kept.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="不是短板报告"):
        changes_from(space, CHAIN, "浙江", kept)


def test_a_report_of_weak_links_alone_is_refused(space: Workspace, tmp_path: Path) -> None:
    kept = tmp_path / "report.json"
    kept.write_text(to_json(answers.gaps(space, CHAIN, "浙江")), encoding="utf-8")
    with pytest.raises(BadInput, match="没有正常环节"):
        changes_from(space, CHAIN, "浙江", kept)


def test_a_change_is_since_a_day(space: Workspace) -> None:
    with pytest.raises(BadInput, match="没有给日期"):
        changes_since(space, CHAIN, "浙江", "")


def test_a_region_can_be_set_beside_the_whole_country(space: Workspace) -> None:
    found = compare_regions(space, ["浙江", "全国"], CHAIN)
    assert [side.region.name for side in found.sides] == ["浙江省", "中国"]
