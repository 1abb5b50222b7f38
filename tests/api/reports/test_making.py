import io
from collections.abc import Mapping

import docx
import pytest
from lxml import html
from openpyxl import load_workbook

from api.reports.making import Report
from api.reports.paper import Figure, Table
from ontology.schema import MARK


def _rows_of_word(content: bytes) -> dict[str, list[list[str]]]:
    tables = [
        [[cell.text for cell in row.cells] for row in one.rows] for one in docx.Document(io.BytesIO(content)).tables
    ]
    return {"|".join((*rows[0], rows[1][0])): rows[1:] for rows in tables}


def _rows_of_web(content: bytes) -> dict[str, list[list[str]]]:
    root = html.document_fromstring(content.decode(), parser=html.HTMLParser(huge_tree=True))
    tables = [
        [[str(cell.text or "") for cell in row.iter("th", "td")] for row in one.iter("tr")]
        for one in root.iter("table")
    ]
    return {"|".join((*rows[0], rows[1][0])): rows[1:] for rows in tables}


def test_numbers_are_the_same_in_word_excel_and_html(report: Report, files: Mapping[str, bytes]) -> None:
    """Each cell of each list, read by three programs, is the figure of the one result."""
    book = load_workbook(io.BytesIO(files[".xlsx"]))
    word, web = _rows_of_word(files[".docx"]), _rows_of_web(files[".html"])
    compared = 0
    for table in {one.name: one for one in report.paper.blocks if isinstance(one, Table) and one.rows}.values():
        shown = [at for at, column in enumerate(table.columns) if column.width]
        head = "|".join((*(table.columns[at].head for at in shown), str(table.rows[0][0])))
        sheet = list(book[table.name].iter_rows(min_row=2, values_only=True))
        assert len(sheet) == len(table.rows)
        for number, row in enumerate(table.visible):
            for place, at in enumerate(shown):
                cell = row[at]
                if isinstance(cell, Figure):
                    assert word[head][number][place] == web[head][number][place] == cell.text
                    assert Figure(float(str(sheet[number][at])), cell.form).text == cell.text
                    compared += 1
    assert compared > 50


def test_a_report_on_sample_data_says_so_first_in_every_file(files: Mapping[str, bytes]) -> None:
    mark = MARK.partition(" · ")[0]
    first = [one.text for one in docx.Document(io.BytesIO(files[".docx"])).paragraphs[:4]]
    rows = load_workbook(io.BytesIO(files[".xlsx"]))["说明"].iter_rows(max_row=4, values_only=True)

    assert any(mark in text for text in first)
    assert any(mark in str(row[0]) for row in rows)
    assert mark in files[".html"].decode()


def test_excel_has_the_lists_that_offices_work_by(files: Mapping[str, bytes]) -> None:
    names = load_workbook(io.BytesIO(files[".xlsx"])).sheetnames

    assert {"重点企业", "断点堵点", "攻关", "招商", "政策", "短板"} <= set(names)


def test_word_is_a4_with_the_margins_of_the_standard(files: Mapping[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(files[".docx"]))
    first = document.sections[0]

    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert [round(side.mm) for side in (first.top_margin, first.bottom_margin, first.left_margin)] == [37, 35, 28]
    headings = [one.text[:2] for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings[:3] == ["一、", "二、", "三、"]


def test_the_same_inputs_give_the_same_files(report: Report, files: Mapping[str, bytes]) -> None:
    from api.reports.web import write_web

    assert write_web(report.paper, report.pack) == files[".html"]


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_files_name_no_other_host(suffix: str, files: Mapping[str, bytes]) -> None:
    text = files[suffix].decode(errors="ignore")

    assert 'src="http' not in text
    assert 'href="http' not in text
