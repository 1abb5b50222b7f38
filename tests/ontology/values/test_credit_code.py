"""Codes are valid when they can have been issued, one by one and as a column."""

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import BadCreditCode
from ontology.values.credit_code import (
    ALPHABET,
    AUTHORITIES,
    body_check_character,
    check_character,
    clean,
    clean_column,
    decode,
    is_valid,
    show,
    valid_column,
)

REAL = "913300001429434421"

issued = st.builds(
    lambda first, region, body: (start := first + region + body) + check_character(start),
    st.tuples(st.sampled_from(sorted(AUTHORITIES)), st.sampled_from("1239")).map("".join),
    st.integers(110000, 659999).filter(lambda region: region != 345678).map(str),
    st.text(ALPHABET, min_size=9, max_size=9).filter(lambda body: len(set(body)) > 1),
)


def test_a_real_code_says_who_registered_what_where() -> None:
    said = decode("91330000-1429 43442-1")
    assert (said.code, said.authority, said.kind) == (REAL, "工商", "企业")
    assert said.region is not None
    assert said.region.name == "浙江省"
    assert said.body == "142943442"
    assert said.body_checks


def test_a_changed_character_is_noticed() -> None:
    assert is_valid(REAL)
    assert not is_valid(REAL.replace("4421", "4412"))
    with pytest.raises(BadCreditCode):
        decode(REAL[:-1] + "2")


@pytest.mark.parametrize(
    "code", ["0" * 18, "1" * 18, "123456789012345678", "", "91330000142943442", "9133000014294344I1", "无"]
)
def test_placeholders_and_other_text_are_not_valid(code: str) -> None:
    assert not is_valid(code)


def test_an_organisation_code_of_nothing_but_zeros_is_a_placeholder() -> None:
    start = "91330000" + "0" * 9
    assert not is_valid(start + check_character(start))


def test_the_region_of_an_abolished_county_is_what_held_it() -> None:
    start = "91330183" + "142943442"
    region = decode(start + check_character(start)).region
    assert region is not None
    assert region.name == "杭州市"


def test_the_organisation_code_check_character_may_be_x() -> None:
    assert body_check_character("D2143569") == "X"


def test_a_code_is_shown_in_groups() -> None:
    assert show(REAL) == "91 330000 142943442 1"


@given(issued)
def test_every_code_built_to_the_standard_is_valid_in_any_spelling(code: str) -> None:
    assert is_valid(code)
    assert is_valid(f" {code[:8].lower()}-{code[8:]} ")


@given(issued, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_no_single_wrong_character_passes(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]
    assert wrong == code or not is_valid(wrong)


@given(st.lists(st.one_of(st.none(), issued, st.text(max_size=20), st.text(ALPHABET, min_size=18, max_size=18))))
def test_a_column_is_judged_as_its_codes_are(codes: list[str | None]) -> None:
    column = pa.array(codes, pa.string())
    assert clean_column(column).to_pylist() == [clean(code or "") for code in codes]
    assert valid_column(column).to_pylist() == [is_valid(code or "") for code in codes]


@pytest.mark.shared
def test_the_codes_of_a_real_register_are_valid_but_for_those_known_to_be_wrong(shared: Path) -> None:
    from python_calamine import CalamineWorkbook

    header, *rows = (
        CalamineWorkbook.from_path(shared / "data/registry10k/companies.xlsx").get_sheet_by_index(0).to_python()
    )
    place = header.index("统一信用代码")
    codes = pa.array([str(row[place] or "") for row in rows])
    assert sum(valid_column(codes).to_pylist()) == 9857


def test_marks_that_cannot_be_seen_are_no_part_of_a_code() -> None:
    written = f"\u200b{REAL}\ufeff"
    assert [clean(written)] == clean_column(pa.array([written])).to_pylist() == [REAL]
