"""A changed number is found, whatever the file, whatever the place, however the runs of the text are cut."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from openpyxl import load_workbook

from api.reports.excel import CARRIED
from api.reports.verifying import read_file
from api.reports.verifying.differences import NUMBER, differences
from api.reports.verifying.pieces import Seen
from api.reports.web import CARRIED as SCRIPT

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "docProps/core.xml")
_MANY = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
Change = st.tuples(st.integers(0, 10**6), st.integers(1, 9), st.booleans())


@pytest.fixture(scope="session")
def seen(brief: Mapping[str, bytes]) -> Mapping[str, Seen]:
    return {suffix: read_file(content, f"报告{suffix}") for suffix, content in brief.items()}


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html"])
@given(change=Change)
@_MANY
def test_any_other_digit_is_a_wrong_number(
    suffix: str, change: tuple[int, int, bool], brief: Mapping[str, bytes], seen: Mapping[str, Seen]
) -> None:
    altered = _ALTERED[suffix](brief[suffix], *change)

    found = differences(read_file(altered, f"报告{suffix}").pieces, seen[suffix].pieces)

    assert [one for one in found if one.kind == NUMBER]


def _other(text: str, at: int, by: int) -> str:
    """The text with the digit at a place turned into another."""
    return f"{text[:at]}{(int(text[at]) + by) % 10}{text[at + 1 :]}"


def _digits(text: str) -> list[int]:
    return [one.start() for one in re.finditer("[0-9]", text)]


def _in_word(content: bytes, which: int, by: int, cut: bool) -> bytes:
    """Another digit in any run of text, note or title; the run cut in two at it where `cut`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    trees = {name: etree.fromstring(parts[name]) for name in _PARTS}
    places = [
        (name, text, at)
        for name, tree in trees.items()
        for text in tree.iter(f"{_W}t", "{http://purl.org/dc/elements/1.1/}title")
        for at in _digits(text.text or "")
    ]
    name, text, at = places[which % len(places)]
    text.text = _other(text.text or "", at, by)
    if cut and text.tag == f"{_W}t":
        _cut(text, at)
    parts[name] = etree.tostring(trees[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for one, body in parts.items():
            archive.writestr(one, body)
    return out.getvalue()


def _cut(text: etree._Element, at: int) -> None:
    """Go on with the text in a run of its own, as Word does when a part of a word is edited."""
    run = text.getparent()
    assert run is not None
    rest = etree.Element(f"{_W}r")
    more = etree.SubElement(rest, f"{_W}t")
    more.text, text.text = (text.text or "")[at:], (text.text or "")[:at]
    run.addnext(rest)


def _in_excel(content: bytes, which: int, by: int, cut: bool) -> bytes:
    """Another digit in any cell, or in the format of a number where `cut`."""
    book = load_workbook(io.BytesIO(content))
    cells = [
        cell
        for sheet in book
        if sheet.title != CARRIED
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and _digits(str(cell.value))
    ]
    cell = cells[which % len(cells)]
    if isinstance(cell.value, str):
        places = _digits(cell.value)
        cell.value = _other(cell.value, places[which % len(places)], by)
    elif cut:
        cell.number_format = "0.0000"
    else:
        cell.value = cell.value + by / 100
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _in_web(content: bytes, which: int, by: int, cut: bool) -> bytes:
    """Another digit in any text of the page, also of its picture; in a run of its own where `cut`."""
    root = html.document_fromstring(content.decode(), parser=html.HTMLParser(huge_tree=True, encoding="utf-8"))
    body = next(root.iter("body"))
    places = [
        (element, at)
        for element in body.iter()
        if isinstance(element.tag, str) and element.get("id") != SCRIPT
        for at in _digits(element.text or "")
    ]
    element, at = places[which % len(places)]
    text = _other(element.text or "", at, by)
    if cut and element.tag in {"p", "td", "li"}:
        run = etree.Element("b")
        element.text, run.text = text[:at], text[at:]
        element.insert(0, run)
    else:
        element.text = text
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!doctype html>")


_ALTERED: Mapping[str, Callable[[bytes, int, int, bool], bytes]] = {
    ".docx": _in_word,
    ".xlsx": _in_excel,
    ".html": _in_web,
}
