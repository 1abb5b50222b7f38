from ingest.grid import Grid, header_depth, read_grid

HEADER = [["产业链", "产值", "", "预警"], ["", "本期", "增速", ""]]
MERGES = {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1)}


def test_header_levels_are_joined() -> None:
    grid = Grid([*HEADER, ["机器人", "89.9", "18.8", "正常"]], MERGES)
    assert header_depth(grid) == 2
    (reading,) = read_grid(grid)
    assert reading.table is not None
    assert reading.table.header == ("产业链", "产值/本期", "产值/增速", "预警")


def test_a_first_row_of_data_with_gaps_is_no_second_header() -> None:
    grid = Grid(
        [["新", "", "旧", ""], ["A", "农业", "", ""], ["01", "种植", "01", "种植"]], {(0, 0): (1, 2), (0, 2): (1, 2)}
    )
    assert header_depth(grid) == 1


def test_a_cell_merged_over_rows_stands_in_each() -> None:
    grid = Grid([["县", "企业"], ["江屿区", "甲公司"], ["", "乙公司"]], {(1, 0): (2, 1)})
    (reading,) = read_grid(grid)
    assert reading.table is not None
    assert reading.table.rows == (("江屿区", "甲公司"), ("江屿区", "乙公司"))


def test_titles_units_and_notes_leave_the_table() -> None:
    rows = [
        ["名录", "", ""],
        ["填报单位：某局", "", "单位：万元"],
        ["序号", "企业", "产值"],
        ["1", "甲公司", "5"],
        ["注：快报数。", "", ""],
    ]
    (reading,) = read_grid(Grid(rows))
    assert reading.before == ("名录", "填报单位：某局 单位：万元")
    assert reading.after == ("注：快报数。",)
    assert reading.table is not None
    assert reading.table.rows == (("1", "甲公司", "5"),)


def test_two_tables_apart_from_each_other_are_two() -> None:
    rows = [["a", "b", "", "c", "d"], ["1", "2", "", "3", "4"]]
    assert [reading.table.header for reading in read_grid(Grid(rows)) if reading.table] == [("a", "b"), ("c", "d")]


def test_a_single_cell_is_text() -> None:
    (reading,) = read_grid(Grid([["填表说明"]]))
    assert reading.table is None


def test_the_period_of_a_report_beside_its_unit_is_no_header() -> None:
    rows = [["月报", ""], ["2025年3月", "单位：万元"], ["企业", "产值"], ["甲", "5"]]
    (reading,) = read_grid(Grid(rows))
    assert reading.table is not None
    assert reading.table.header == ("企业", "产值")


def test_years_alone_are_a_header() -> None:
    (reading,) = read_grid(Grid([["2023年", "2024年"], ["5", "6"]]))
    assert reading.table is not None
    assert reading.table.header == ("2023年", "2024年")


def test_names_over_gaps_are_a_level_of_the_header_where_nothing_is_merged() -> None:
    rows = [["区县", "产值", "", "备注"], ["", "2023年", "2024年", ""], ["白石区", "310", "352", ""]]
    (reading,) = read_grid(Grid(rows))
    assert reading.table is not None
    assert reading.table.header == ("区县", "产值/2023年", "产值/2024年", "备注")


def tables_of(rows: list[list[str]]) -> list[tuple[str, ...]]:
    return [reading.table.header for reading in read_grid(Grid(rows)) if reading.table]


def test_a_title_of_the_same_numbering_over_other_names_begins_a_table() -> None:
    first = [["一、平台", "", ""], ["平台", "级别", ""], ["甲平台", "省级", ""], ["乙平台", "市级", ""]]
    second = [["二、工厂", "", ""], ["工厂", "地区", "批次"], ["丙厂", "东区", "首批"], ["丁厂", "西区", "首批"]]
    readings = list(read_grid(Grid([*first, *second])))
    assert [reading.before for reading in readings] == [("一、平台",), ("二、工厂",)]
    assert [reading.table.header[:2] for reading in readings if reading.table] == [("平台", "级别"), ("工厂", "地区")]


def test_a_title_over_a_header_of_another_width_begins_a_table() -> None:
    first = [["企业数", "", ""], ["地区", "家数", ""], ["东区", "3", ""], ["西区", "5", ""]]
    second = [["用电量", "", ""], ["地区", "用电", "同比"], ["东区", "8", "1"], ["西区", "9", "2"]]
    assert tables_of([*first, *second]) == [("地区", "家数", ""), ("地区", "用电", "同比")]


def test_the_name_of_a_group_of_rows_begins_no_table() -> None:
    rows = [["企业", "环节"], ["上游", ""], ["甲公司", "材料"], ["乙公司", "铸件"], ["中游", ""], ["丙公司", "整机"]]
    assert tables_of([*rows, ["丁公司", "部件"]]) == [("企业", "环节")]


def test_the_name_of_a_group_over_rows_that_lack_a_cell_begins_no_table() -> None:
    rows = [
        ["企业", "环节", "备注"],
        ["上游", "", ""],
        ["甲公司", "材料", ""],
        ["乙公司", "铸件", ""],
        ["中游", "", ""],
    ]
    assert tables_of([*rows, *([f"{one}公司", "整机", ""] for one in "丙丁戊")]) == [("企业", "环节", "备注")]


def test_a_header_that_a_print_repeats_is_no_row() -> None:
    (reading,) = read_grid(Grid([["企业", "产值"], ["甲公司", "5"], ["企业", "产值"], ["乙公司", "6"]]))
    assert reading.table is not None
    assert reading.table.rows == (("甲公司", "5"), ("乙公司", "6"))


def test_names_of_those_who_filled_a_table_in_stand_below_it() -> None:
    rows = [["企业", "产值", "增速"], ["甲公司", "5", "1"], ["制表人：甲", "", "审核人：乙"]]
    (reading,) = read_grid(Grid(rows))
    assert reading.after == ("制表人：甲 审核人：乙",)
