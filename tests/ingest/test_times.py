from datetime import date

import pyarrow as pa
import pytest

from ingest.converters import convert, convert_column


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-05-01", date(2024, 5, 1), date(2024, 5, 1)),
        ("2023年", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023年6月", date(2023, 6, 1), date(2023, 6, 30)),
    ],
)
def test_a_year_or_month_begins_with_its_first_day_and_ends_with_its_last(text: str, first: date, last: date) -> None:
    assert (convert("first_day", text), convert("last_day", text)) == (first, last)


def test_an_end_that_is_none_is_no_fault() -> None:
    told = convert_column("last_day", pa.array(["长期", "至今", "不明白"]))
    assert told.values.null_count == 3
    assert told.bad.to_pylist() == [False, False, True]


def test_blanks_part_chinese_names_and_keep_latin_words_together() -> None:
    assert convert("spaced_list", "甲投资集团 乙资本、IDG Capital 丙创投") == [
        "甲投资集团",
        "乙资本",
        "IDG Capital",
        "丙创投",
    ]
