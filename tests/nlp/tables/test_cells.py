"""Numbers of a document's tables."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.tables import rows_of
from ontology.facts import TextTable


def told(table: TextTable) -> list[tuple[str, str, float, str, str]]:
    return [
        (cell.subject, cell.quantity.indicator, cell.quantity.value, cell.quantity.unit, cell.quantity.period)
        for row in rows_of(table)
        for cell in row.cells
    ]


def test_a_row_a_region_has_its_metrics_in_the_header() -> None:
    table = TextTable(("地区", "企业数（家）", "产值（亿元）"), (("杭州", "12", "3.5"),))
    assert told(table) == [("杭州", "企业数", 12.0, "家", ""), ("杭州", "产值", 3.5, "亿元", "")]


def test_a_row_a_metric_has_its_years_in_the_header() -> None:
    table = TextTable(("指标", "2022年", "2023年"), (("产值（亿元）", "3", "4"),))
    assert told(table) == [("", "产值", 3.0, "亿元", "2022年"), ("", "产值", 4.0, "亿元", "2023年")]


def test_two_tables_side_by_side_are_read_one_by_one() -> None:
    table = TextTable(("地区", "指数", "地区", "指数"), (("杭州", "1", "宁波", "2"),))
    assert [row[0] for row in told(table)] == ["杭州", "宁波"]


def test_ranks_and_text_are_no_numbers() -> None:
    table = TextTable(("序号", "地区", "排名", "备注"), (("1", "杭州", "3", "约五成"),))
    assert told(table) == []


def test_levels_of_a_header_tell_period_and_metric() -> None:
    table = TextTable(("地区", "2022年/产值（亿元）", "2023年/产值（亿元）"), (("杭州", "3", "4"),))
    assert told(table) == [("杭州", "产值", 3.0, "亿元", "2022年"), ("杭州", "产值", 4.0, "亿元", "2023年")]


def test_a_level_that_a_merged_cell_repeats_is_told_once() -> None:
    table = TextTable(("地区", "企业/企业/数量（家）"), (("杭州", "3"),))
    assert told(table)[0][1] == "企业"


def test_a_unit_of_the_caption_holds_for_cells_without_their_own() -> None:
    table = TextTable(("地区", "产值", "占比（%）"), (("杭州", "3", "40"),), "表1 2023年各市产值（单位：亿元）")
    assert told(table) == [("杭州", "产值", 3.0, "亿元", "2023年"), ("杭州", "占比", 40.0, "%", "2023年")]


def test_a_column_of_units_tells_the_unit_of_each_row() -> None:
    table = TextTable(("指标", "单位", "数值", "同比增长（%）"), (("产值", "亿元", "3", "5.1"),))
    assert told(table) == [("", "产值", 3.0, "亿元", ""), ("", "产值增长率", 5.1, "%", "")]


def test_regions_in_the_header_are_whose_numbers_stand_under_them() -> None:
    table = TextTable(("指标", "杭州", "宁波"), (("产值（亿元）", "3", "4"),))
    assert told(table) == [("杭州", "产值", 3.0, "亿元", ""), ("宁波", "产值", 4.0, "亿元", "")]


def test_growth_in_the_next_column_is_the_growth_of_the_metric_before_it() -> None:
    table = TextTable(("地区", "产值（亿元）", "增长（%）"), (("杭州", "3", "5.1"),))
    assert told(table)[1] == ("杭州", "产值增长率", 5.1, "%", "")


def test_a_total_is_the_number_of_the_whole() -> None:
    table = TextTable(("地区", "产值（亿元）"), (("杭州", "3"), ("合计", "3")))
    assert [row[0] for row in told(table)] == ["杭州", ""]


def test_three_tables_side_by_side_are_read_one_by_one() -> None:
    table = TextTable(("地区", "指数") * 3, (("杭州", "1", "宁波", "2", "温州", "3"),))
    assert [row[0] for row in told(table)] == ["杭州", "宁波", "温州"]


def test_a_label_of_merged_rows_holds_for_the_rows_below() -> None:
    table = TextTable(("地区", "指标", "2023年"), (("杭州", "产值（亿元）", "3"), ("", "企业（家）", "4")))
    assert [row[:2] for row in told(table)] == [("杭州", "产值"), ("杭州", "企业")]


def test_no_row_is_lost() -> None:
    table = TextTable(("地区", "产值（亿元）"), (("杭州", "3"), ("宁波", "见注1"), ("温州", "—"), ("", "")))
    rows = list(rows_of(table))
    assert [(len(row.cells), bool(row.reason)) for row in rows] == [(1, False), (0, True), (0, True), (0, False)]


@given(
    st.lists(
        st.sampled_from(["地区", "序号", "产值（亿元）", "2023年", "增长", "单位", "A/B", ""]), min_size=1, max_size=5
    ),
    st.lists(st.lists(st.sampled_from(["杭州", "3", "5.1%", "—", "", "合计", "2022年", "x"]), max_size=6), max_size=4),
)
def test_any_table_gives_each_of_its_rows_back(header: list[str], rows: list[list[str]]) -> None:
    table = TextTable(tuple(header), tuple(map(tuple, rows)))
    numbers = {row.number for row in rows_of(table)}
    assert numbers == set(range(1, len(rows) + 1))
