import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingest.word_numbering import Level, Numbering, chinese, numbering_of, show_number


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (2010, "二千零一十")]
)
def test_a_number_is_written_in_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("decimal", "3"),
        ("decimalEnclosedCircle", "③"),
        ("lowerLetter", "c"),
        ("upperRoman", "III"),
        ("decimalFullWidth", "３"),
        ("chineseLegalSimplified", "叁"),
        ("unheardOf", "3"),
    ],
)
def test_a_number_is_shown_in_the_style_of_its_list_or_plain(style: str, text: str) -> None:
    assert show_number(3, style) == text


def test_a_level_starts_again_under_a_new_number_above_it() -> None:
    levels = {"1": {0: Level("decimal", "%1"), 1: Level("decimal", "%1.%2")}}
    numbering = Numbering(levels, {"1": "0"}, {})
    assert [numbering.label("1", depth) for depth in (0, 1, 1, 0, 1)] == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_list_may_start_again() -> None:
    levels = {"1": {0: Level("decimal", "%1.")}, "2": {0: Level("decimal", "%1.")}}
    numbering = Numbering(levels, {"1": "0", "2": "0"}, {"2": {0: 1}})
    assert [numbering.label(key, 0) for key in ("1", "1", "2", "2")] == ["1.", "2.", "1.", "2."]


@given(st.integers(1, 9999))
def test_every_number_has_its_own_words(number: int) -> None:
    assert number == 1 or chinese(number) != chinese(number - 1)


def test_a_level_may_count_on_through_chapters() -> None:
    levels = {"1": {0: Level("decimal", "第%1章"), 1: Level("decimal", "第%2条", restart=0)}}
    numbering = Numbering(levels, {"1": "0"}, {})
    assert [numbering.label("1", depth) for depth in (0, 1, 0, 1)] == ["第1章", "第1条", "第2章", "第2条"]


def test_a_list_takes_its_levels_from_the_style_it_links_to() -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="任务%1："/></w:lvl>'
    root = etree.fromstring(
        f'<w:numbering xmlns:w="{name}">'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="tasks"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="tasks"/>{level}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    assert numbering_of(root).label("7", 0) == "任务1："
