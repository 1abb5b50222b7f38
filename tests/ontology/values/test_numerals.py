"""Chinese numerals are read, and what is no numeral is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.values.numerals import chinese_number, magnitude, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两", 2),
        ("十二", 12),
        ("百", 100),
        ("一百零五", 105),
        ("三千五百", 3500),
        ("一万二千", 12000),
        ("二〇二三", 2023),
    ],
)
def test_numerals_give_their_number(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "第一", "十百", "三四百", "3"])
def test_what_writes_no_number_gives_none(text: str) -> None:
    assert chinese_number(text) is None


def test_a_whole_number_is_written_in_digits_or_characters() -> None:
    assert (whole_number("12"), whole_number("十二"), whole_number("第二")) == (12, 12, None)


def test_magnitudes_multiply() -> None:
    assert magnitude("万亿") == 1e12
    assert magnitude("") == 1.0


def written(number: int) -> str:
    """The number below one hundred million in Chinese characters."""
    if number >= 10**4:
        rest = number % 10**4
        return written(number // 10**4) + "万" + (("零" if rest < 1000 else "") + written(rest) if rest else "")
    text = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        text += "零一二三四五六七八九"[digit] + (unit if digit else "")
    return text.strip("零").replace("零零", "零")


@given(st.integers(1, 10**8 - 1))
def test_a_number_written_out_is_read_back(number: int) -> None:
    assert chinese_number(written(number)) == number
