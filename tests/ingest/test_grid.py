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
