from pathlib import Path

import pytest

from tests.api.conftest import Command

ROWS = [
    ("浙江", 2022, 40, 300), ("江苏", 2022, 50, 500), ("广东", 2022, 60, 450), ("青海", 2022, 2, 10),
    ("浙江", 2023, 55, 420), ("江苏", 2023, 60, 700), ("广东", 2023, 80, 600), ("青海", 2023, 3, 12),
]  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "figures.csv"
    lines = [f"{unit},{year},平台连接设备数量,{a}\n{unit},{year},平台服务企业数量,{b}" for unit, year, a, b in ROWS]
    path.write_text("\n".join(["单位,年份,指标,数值", *lines]), encoding="utf-8")
    return path


def test_without_a_name_the_indices_are_listed(asked: Command) -> None:
    found = asked("index", "--json").json["indices"]
    assert {"industrial-internet", "platform-activity", "cloud-and-data", "input-output"} <= {
        one["id"] for one in found
    }
    assert "全国工业互联网发展成效指数" in asked("index").out


def test_an_index_of_a_table_tells_scores_that_add_up(asked: Command, table: Path) -> None:
    report = asked("index", "driven-growth", "--values", table, "--draws", "500", "--json").json
    first = report["units"][0]
    assert (report["year"], first["name"], first["rank"]) == (2023, "广东省", 1)
    assert sum(one["contribution"] for one in first["indicators"]) == pytest.approx(first["score"], abs=1e-4)
    assert first["change"]["since"] == 2022
    assert first["rank_interval"][0] <= 1 <= first["rank_interval"][1]
    assert (report["method"]["draws"], report["method"]["seed"], report["tainted"]) == (500, 0, False)
    assert report["units"][1]["behind"]["peer"]["name"] == "广东省"


def test_an_index_is_shown_as_a_table_with_reasons(asked: Command, table: Path) -> None:
    shown = asked("index", "driven-growth", "--values", table, "--year", "2022", "--peer", "江苏").out
    assert "2022 年" in shown
    assert "与江苏省相差" in shown
    assert "来源未公布权重" in shown


def test_inputs_and_outputs_in_a_table_are_compared(asked: Command, tmp_path: Path) -> None:
    path = tmp_path / "dea.csv"
    rows = [("甲", 2, 1), ("乙", 3, 3), ("丙", 3, 2)]
    lines = [f"{unit},2020,投入,{x}\n{unit},2020,产出,{y}\n{unit},2020,投入产出比,{y / x}" for unit, x, y in rows]
    path.write_text("\n".join(["unit,period,indicator,value", *lines]), encoding="utf-8")
    found = asked("index", "input-output", "--values", path, "--json").json["efficiency"]
    assert {one["name"]: one["constant"] for one in found} == pytest.approx(
        {"乙": 1, "丙": 0.666667, "甲": 0.5}, abs=1e-6
    )
    assert "投入产出效率" in asked("index", "input-output", "--values", path).out


def test_an_unknown_index_and_a_missing_table_are_refused(asked: Command, tmp_path: Path) -> None:
    assert "platform-activity" in asked("index", "platform-activty").err
    assert asked("index", "driven-growth", "--values", tmp_path / "none.csv").status == 1
