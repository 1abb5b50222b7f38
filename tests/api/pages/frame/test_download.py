"""Tables and figures as files."""

import csv
import io

import pytest
from openpyxl import load_workbook

from api.pages.frame.cells import Link, Links, Proof, Span, Tag
from api.pages.frame.download import UnknownDownload, download_of
from api.pages.frame.figures import Figure
from api.pages.frame.language import Language
from api.pages.frame.sheets import Column, Sheet

ROWS = [("甲", Link("乙", "/x"), 0.5), ("=1+1", Links([Link("丙", "/y"), Link("丁", "/z")]), None)]
SHEET = Sheet("表", (Column("企业"), Column("名称"), Column("得分", "figure")), ROWS)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><a href="/x"><g>甲</g></a></svg>'


def grid(sheet: Sheet, language: Language = Language.CHINESE) -> list[list[str]]:
    content = bytes(download_of("one.csv", {"sheets": {"one": sheet}}, language).body)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_links_are_written_as_their_texts_and_what_is_unknown_stays_empty() -> None:
    assert grid(SHEET)[1:] == [["甲", "乙", "0.5"], ["'=1+1", "丙、丁", ""]]


def test_heads_are_in_the_language_of_the_reader() -> None:
    assert grid(SHEET, Language.ENGLISH)[0] == ["Firms", "Name", "Score"]


def test_a_marked_table_says_so_in_every_row() -> None:
    found = grid(Sheet("表", (Column("企业"),), [("甲",), ("乙",)], marked=True))
    assert all("样例" in row[1] for row in found[1:])


def test_excel_holds_numbers_as_numbers_and_no_formula() -> None:
    content = bytes(download_of("one.xlsx", {"sheets": {"one": SHEET}}, Language.CHINESE).body)
    page = load_workbook(io.BytesIO(content)).active
    assert page is not None
    assert page.cell(2, 3).value == 0.5
    assert page.cell(3, 1).value == "'=1+1"


def test_a_figure_is_given_without_its_links_and_with_its_table() -> None:
    context = {"sheets": {"one": SHEET}, "figures": {"picture": Figure("图", SVG, "one", marked=True)}}
    assert b"<a " not in bytes(download_of("picture.svg", context, Language.CHINESE).body)
    page = bytes(download_of("picture.html", context, Language.CHINESE).body).decode()
    assert "<svg" in page
    assert "<td>甲</td>" in page
    assert "不可用于决策" in page


@pytest.mark.parametrize("wanted", ["other.csv", "one.svg", "one.exe", "one", ""])
def test_what_a_page_does_not_have_is_refused(wanted: str) -> None:
    with pytest.raises(UnknownDownload):
        download_of(wanted, {"sheets": {"one": SHEET}}, Language.CHINESE)


def test_evidence_types_and_intervals_are_plain_in_a_file() -> None:
    row = (Proof(["ev:1", "ev:2"]), Tag("断点", "0 · 0.31"), Span(3, 1, 8))
    assert grid(Sheet("表", (Column("证据"), Column("类型"), Column("得分")), [row]))[1] == [
        "ev:1 ev:2", "断点 0 · 0.31", "3 [1, 8]",
    ]  # fmt: skip
