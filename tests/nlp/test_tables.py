"""Numbers of a document's tables."""

from nlp.tables import cells_of
from ontology.facts import TextTable


def told(table: TextTable) -> list[tuple[str, str, float, str, str]]:
    return [
        (cell.subject, cell.quantity.indicator, cell.quantity.value, cell.quantity.unit, cell.quantity.period)
        for cell in cells_of(table)
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
