from collections.abc import Callable

import pytest

from ingest.sheet_bounds import check_workbook
from ontology.errors import Unreadable

SHEET = '<worksheet><row r="1"><c r="A1"><v>1</v></c></row><row r="{r}"><c r="{c}{r}"{end}</row></worksheet>'
Zip = Callable[[dict[str, bytes]], bytes]


def test_a_cell_at_the_far_corner_is_refused_before_room_is_made(make_zip: Zip) -> None:
    sheet = SHEET.format(r=1048576, c="XFD", end="><v>1</v></c>")
    with pytest.raises(Unreadable, match="过大"):
        check_workbook(make_zip({"xl/worksheets/sheet1.xml": sheet.encode()}))


@pytest.mark.parametrize("end", ["/>", "></c>", "><v></v></c>", "><v/></c>"])
def test_an_empty_cell_there_takes_no_room(make_zip: Zip, end: str) -> None:
    sheet = SHEET.format(r=1048576, c="XFD", end=end)
    check_workbook(make_zip({"xl/worksheets/sheet1.xml": sheet.encode()}))


def test_shared_strings_that_inflate_without_end_are_refused(make_zip: Zip) -> None:
    with pytest.raises(Unreadable, match="过大"):
        check_workbook(make_zip({"xl/sharedStrings.xml": b" " * 20_000_000}))


def test_entities_in_a_workbook_are_refused_by_name(make_zip: Zip) -> None:
    sheet = '<!DOCTYPE x [<!ENTITY a "甲">]><worksheet><row r="1"><c r="A1"><v>&a;</v></c></row></worksheet>'
    with pytest.raises(Unreadable, match="实体"):
        check_workbook(make_zip({"xl/worksheets/sheet1.xml": sheet.encode()}))
