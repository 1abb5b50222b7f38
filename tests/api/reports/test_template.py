import pytest

from api.reports.paper import Figure, Heading, Note, NoteKind, Paragraph, Picture, Span, Table, Told, columns_of
from api.reports.template import chinese, read_blocks
from ontology.errors import BadTemplate, UnknownTable

_NOTE = (Note(NoteKind.RECKONED, "这样算的"),)
_TABLE = Table("短板", columns_of("环节 10 得分 5"), (("减速器", Figure(0.3, "0.00")),))
_PICTURE = Picture("图", "<svg/>", b"")
_WORDS = {
    "weak": Figure(3, notes=_NOTE),
    "share": Figure(0.125, "0%"),
    "name": "减速器",
    "why": Told("只见一家", _NOTE),
}


def _read(template: str) -> tuple[object, ...]:
    return read_blocks(template, _WORDS, [_TABLE], _PICTURE)


def test_a_line_is_a_paragraph_and_a_number_keeps_its_note() -> None:
    assert _read("弱项 {{ weak }} 个。\n\n**占 {{ share }}**") == (
        Paragraph((Span("弱项 "), Span("3", _NOTE), Span(" 个。"))),
        Paragraph((Span("占 ", (), True), Span("12%", (), True))),
    )


def test_headings_are_numbered_as_in_official_papers() -> None:
    found = _read("# 甲\n## 乙\n### 丙\n#### 丁\n## 戊\n# 己\n## 庚")

    assert [one.text for one in found if isinstance(one, Heading)] == [
        "一、甲", "（一）乙", "1．丙", "（1）丁", "（二）戊", "二、己", "（一）庚",
    ]  # fmt: skip
    assert [chinese(number) for number in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]


def test_tables_and_the_picture_stand_where_they_are_named() -> None:
    assert _read("[[图]]\n[[表 短板]]") == (_PICTURE, _TABLE)
    with pytest.raises(UnknownTable, match="短板"):
        _read("[[表 短扳]]")


def test_warnings_and_small_print_have_their_looks() -> None:
    assert [one.look for one in _read("!!样例\n~~口径\n正文") if isinstance(one, Paragraph)] == [
        "mark",
        "small",
        "body",
    ]


@pytest.mark.parametrize(
    "template", ["共 5 个", "占９成", "{{ '12' }}", "{{ 'a' ~ '1' }}", "{% set x = '3' %}{{ x }}", "行\n第②行3"]
)
def test_a_number_in_the_text_is_refused_with_its_line(template: str) -> None:
    with pytest.raises(BadTemplate, match=r"第 \d 行"):
        _read(template)


@pytest.mark.parametrize("template", ["{{ weak.value }}", "{{ 1 + 2 }}", "{{ name | length }}"])
def test_a_number_that_is_no_figure_is_refused(template: str) -> None:
    with pytest.raises(BadTemplate, match="不是数据"):
        _read(template)


@pytest.mark.parametrize("template", ["{{ nothing }}", "{% if %}", "{{ weak.nothing }}", "{{ ''.__class__.mro() }}"])
def test_what_there_is_not_is_refused(template: str) -> None:
    with pytest.raises(BadTemplate):
        _read(template)
