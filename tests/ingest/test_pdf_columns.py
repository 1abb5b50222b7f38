from collections.abc import Callable

from ingest.pdf import read_pdf
from ingest.pdf_columns import Wall, columns_of
from ingest.pdf_runs import Run

Make = Callable[..., bytes]


def line(text: str, x: float, y: float, size: float = 10.0) -> Run:
    return Run(text, x, x + size * len(text), y - size / 2, y + size / 2, size)


def two_columns(top: float, mark: str, count: int = 6) -> list[list[Run]]:
    return [
        [line(f"{mark}左" + "字" * 18, 50, top + 16 * i), line(f"{mark}右" + "字" * 18, 270, top + 16 * i)]
        for i in range(count)
    ]


def starts(rows: list[list[Run]], *walls: Wall) -> list[str]:
    return [column.lines[0].text[:2] for column in columns_of(rows, [], walls)]


def test_columns_above_a_table_are_read_before_those_below_it() -> None:
    rows = [*two_columns(100, "上"), *two_columns(400, "下")]
    assert starts(rows, Wall(50, 470, 300)) == ["上左", "上右", "下左", "下右"]


def test_a_table_within_one_column_does_not_cut_the_other() -> None:
    rows = [*two_columns(100, "上"), *two_columns(400, "下")]
    assert starts(rows, Wall(50, 250, 300)) == ["上左", "上右"]


def test_the_caption_of_a_table_across_the_columns_is_read_before_it() -> None:
    rows = [*two_columns(100, "上"), [line("表1经营指标", 230, 290)], *two_columns(400, "下")]
    assert starts(rows, Wall(50, 470, 300)) == ["上左", "上右", "表1", "下左", "下右"]


def test_the_rest_of_a_text_within_a_column_keeps_to_its_width() -> None:
    gutters: list[float] = []
    columns_of(two_columns(100, "上"), gutters)
    (rest,) = columns_of([[line("字" * 20, 50, 100 + 16 * i)] for i in range(4)], gutters)
    assert (rest.whole, rest.right) == (False, 250)


def test_a_masthead_wider_than_the_columns_does_not_hide_them() -> None:
    head = [line("二〇二五年十月", 50, 80), line("总第八十八期", 420, 80)]
    assert starts([head, *two_columns(100, "上", 12)]) == ["二〇", "上左", "上右"]


def test_the_number_of_a_footnote_between_two_lines_is_no_line() -> None:
    rows = [[line("字" * 30, 50, 100)], [line("7", 200, 108, 6.0)], [line("字" * 30, 50, 116)]]
    (column,) = columns_of(rows, [])
    assert [len(run.text) for run in column.lines] == [30, 30]


def test_a_large_heading_in_the_right_column_stays_apart_from_the_text_beside_it(make_pdf: Make) -> None:
    text = "左" * 24
    rows = [(50, 100 + 18 * i, 10, text) for i in range(8)]
    rows += [(304, 172, 14, "三、企业培育"), *((304, 100 + 18 * i, 10, "右" * 24) for i in (0, 1, 2, 3, 5, 6, 7))]
    found = [part.text for part in read_pdf(make_pdf([rows])).parts]
    assert "三、企业培育" in found
