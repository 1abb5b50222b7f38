import pytest

from ingest.text import draft_of_text, read_text
from ontology.errors import Unreadable
from ontology.facts import BlockKind


def test_markdown_headings_lose_their_hashes_and_keep_their_places() -> None:
    raw = "# 政府工作报告\n\n各位代表：\n\n## 过去一年\n\n全年生产总值增长5.3%。\n"
    parts = draft_of_text(raw).parts
    assert [(p.kind, p.level) for p in parts[::2]] == [(BlockKind.TITLE, 0), (BlockKind.HEADING, 1)]
    assert all(raw[at] == c for p in parts for at, c in zip(p.origin, p.text, strict=True))


def test_front_matter_gives_the_title_and_keeps_the_address() -> None:
    raw = "---\nsource: https://example.org/1\ntitle: 某市政府工作报告\n---\n\n各位代表：\n\n全年增长5%。\n"
    parts = draft_of_text(raw).parts
    assert [(p.kind, p.text) for p in parts[:2]] == [
        (BlockKind.NOTE, "source: https://example.org/1"),
        (BlockKind.TITLE, "某市政府工作报告"),
    ]
    assert all(raw[at] == c for p in parts for at, c in zip(p.origin, p.text, strict=True))


def test_pipes_are_a_table() -> None:
    (table,) = draft_of_text("表\n\n| 环节 | 企业 |\n|---|---|\n| 减速器 | 甲公司 |\n").tables
    assert (table.header, table.rows) == (("环节", "企业"), (("减速器", "甲公司"),))


def test_lines_with_tabs_are_a_table_and_tags_in_their_cells_are_not_text() -> None:
    (table,) = draft_of_text("\t国外\t国内\n工业APP\t<ul>垄断\t依赖进口\n").tables
    assert table.header == ("", "国外", "国内")
    assert table.rows == (("工业APP", "垄断", "依赖进口"),)


def test_a_text_of_blanks_says_that_it_is_empty() -> None:
    with pytest.raises(Unreadable, match="为空"):
        read_text(b"\n \n\t\n")


def test_bytes_that_cannot_be_decoded_are_reported() -> None:
    draft = read_text("减速器产能不足。".encode()[:-2])
    assert draft.partial
    assert "乱码" in draft.notes[0]


def test_columns_set_with_blanks_are_a_table_and_one_such_line_is_text() -> None:
    rows = ("企业名称　　　所在地　　　产值", "甲轴承厂　　　江屿区　　　120", "乙轴承厂　　　海川市　　　85")
    (table,) = draft_of_text("名单\n\n" + "\n".join(rows)).tables
    assert table.rows == (("甲轴承厂", "江屿区", "120"), ("乙轴承厂", "海川市", "85"))
    assert not draft_of_text("张三　　　李四　　　王五\n" * 4).tables
    assert not draft_of_text("单位负责人：张三　　　填表人：李四　　　2025年4月3日").tables


def test_a_table_drawn_with_bars_has_no_rules_in_it() -> None:
    (table,) = draft_of_text("┌──┬──┐\n│环节│企业│\n├──┼──┤\n│套圈│42　│\n└──┴──┘").tables
    assert (table.header, table.rows) == (("环节", "企业"), (("套圈", "42"),))


def test_quotation_marks_of_markdown_are_no_text() -> None:
    assert [part.text for part in draft_of_text("> 链长制要落到实处。\n").parts] == ["链长制要落到实处。"]


def test_a_sea_of_dots_takes_no_time() -> None:
    with pytest.raises(Unreadable, match="为空"):  # they are the leaders of a table of contents
        draft_of_text("." * 200_000 + "。" + "…" * 200_000)
