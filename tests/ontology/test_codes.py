"""Industries are found by code in any spelling."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.codes import Industry, industries, industry, industry_line


@pytest.mark.parametrize("code", ["C3453", "3453", "c3453", "ind:C3453", "gbt4754:C3453", " Ｃ３４５３ "])
def test_a_class_is_found_however_its_code_is_written(code: str) -> None:
    found = industry(code)
    assert found is not None
    assert (found.id, found.name, found.level) == ("ind:C3453", "齿轮及齿轮减、变速箱制造", "class")


@pytest.mark.parametrize("code", ["", "A3453", "9999", "34531", "Z1", "C0", "制造业"])
def test_a_wrong_section_or_number_is_not_found(code: str) -> None:
    assert industry(code) is None


def test_a_code_padded_with_zeros_stands_for_its_group_or_division() -> None:
    assert industry("3450") == industry("C345")
    assert industry("C3400") == industry("34")
    assert industry("2770") != industry("277")


def test_the_table_has_as_many_entries_as_the_standard_counts() -> None:
    counts = Counter(entry.level for entry in industries())
    assert counts == {"section": 20, "division": 97, "group": 473, "class": 1381}


def test_every_entry_stands_under_a_section() -> None:
    assert all(industry_line(entry.code)[-1].level == "section" for entry in industries())
    assert [entry.code for entry in industry_line("3453")] == ["C3453", "C345", "C34", "C"]
    assert industry_line("none") == ()


@given(st.sampled_from(industries()))
def test_every_code_is_found_with_and_without_its_letter(entry: Industry) -> None:
    assert industry(entry.code) == industry(entry.id) == entry
    assert entry.level == "section" or industry(entry.code[1:]) == entry


@given(st.text("ABCT0123456789ind: ", max_size=8))
def test_any_text_gives_an_entry_or_none(text: str) -> None:
    found = industry(text)
    assert found is None or found in industries()
