from pathlib import Path

from tests.api.conftest import Command

CHAIN = ("--chain", "工业机器人")


def test_regions_are_shown_as_columns_with_their_coverages(asked: Command) -> None:
    shown = asked("compare", "浙江", "江苏", *CHAIN)
    assert shown.status == 0
    assert "覆盖率" in shown.out
    assert "江苏省" in shown.out.split("环节")[1]


def test_as_json_it_is_one_object(asked: Command) -> None:
    found = asked("compare", "浙江", *CHAIN, "--json").json
    assert found["sides"][0]["region"]["name"] == "浙江省"
    assert {"alike", "note", "nodes"} <= found.keys()


def test_a_checkup_is_one_page(asked: Command) -> None:
    shown = asked("compare", "浙江", *CHAIN, "--checkup")
    assert shown.out.startswith("产业链体检")
    assert len(shown.out.splitlines()) < 80


def test_a_checkup_is_of_one_region_and_one_chain(asked: Command) -> None:
    assert asked("compare", "浙江", "江苏", *CHAIN, "--checkup").status == 1
    assert "--chain" in asked("compare", "浙江", "--checkup").err


def test_a_checkup_and_changes_are_not_asked_at_once(asked: Command) -> None:
    assert asked("compare", "浙江", *CHAIN, "--checkup", "--since", "2026-06-30").status == 2
    assert "没有给日期" in asked("compare", "浙江", *CHAIN, "--since", "").err


def test_without_a_chain_all_are_counted(asked: Command) -> None:
    assert "工业机器人" in asked("compare", "浙江", "江苏").out


def test_regions_are_compared_by_an_index_from_a_table(asked: Command, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("地区,年份,指标,数值\n浙江,2020,投入产出比,2\n江苏,2020,投入产出比,4\n", encoding="utf-8")
    shown = asked("compare", "浙江", "江苏", "--index", "input-output", "--values", str(table)).out
    assert "有得分的单位 2 个" in shown
    assert "+2.00" in shown
    assert asked("compare", "浙江", "--index", "input-output", "--checkup").status == 2
