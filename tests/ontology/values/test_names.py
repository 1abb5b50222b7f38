"""Names meet under one key, and columns fold as single names do."""

import pyarrow as pa
from hypothesis import example, given
from hypothesis import strategies as st

from ontology.values.names import fold, fold_column


def test_width_case_brackets_and_blanks_do_not_tell_names_apart() -> None:
    assert fold("杭州 ＡＢＣ【集团】") == fold("杭州ABC（集团）") == "杭州abc(集团)"


def test_invisible_characters_and_quotes_are_dropped() -> None:
    assert fold("\ufeff“链主”\u200b企业") == "链主企业"


def test_brackets_and_dots_still_tell_names_apart() -> None:
    assert fold("海康（杭州）") != fold("海康杭州")
    assert fold("阿里·云") != fold("阿里云")


def test_a_name_without_a_visible_character_is_empty() -> None:
    assert fold(" ") == fold("\u200b") == ""


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@example(["A´"])
@given(st.lists(st.one_of(st.none(), st.text(), st.text("杭州ABｃ（)【】 \t·—-“《》1２.")), max_size=8))
def test_a_column_folds_as_its_names_do(names: list[str | None]) -> None:
    assert fold_column(pa.array(names, pa.string())).to_pylist() == [fold(name or "") for name in names]


def test_a_chunked_column_folds_into_one_array() -> None:
    assert fold_column(pa.chunked_array([["Ａ"], ["Ⅳ B"]])).to_pylist() == ["a", "ivb"]
