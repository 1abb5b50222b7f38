"""Texts as scanners and word processors leave them."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.policies.reading import read_policy
from nlp.policies.text.spacing import plain
from ontology.eligibility.records import PolicyText

LETTERS = st.text(alphabet="企业 年　1２%％|\n（(:：;a、", max_size=40)


@given(LETTERS)
def test_each_letter_of_the_plain_text_knows_where_it_came_from(source: str) -> None:
    told = plain(source)
    assert len(told.text) == len(told.places)
    assert list(told.places) == sorted(set(told.places))
    kept = [source[at] for at in told.places]
    assert all(one == other or not other.isalnum() or one.isalnum() for one, other in zip(kept, told.text, strict=True))


def test_letters_set_apart_are_read_and_quoted_as_they_stand() -> None:
    source = "一、申报条件\n研 发 费 用 占 营 业 收 入 的 比 例 不 低 于 ５ ％ ；"
    (found,) = read_policy(PolicyText("p", "甲市奖励申报通知", source)).conditions
    assert (found.field, found.value, found.unit) == ("rd_ratio", 5.0, "%")
    assert found.quote in source
    assert source[found.start :].startswith(found.quote)


def test_a_space_between_two_numbers_or_behind_a_mark_stays() -> None:
    assert plain("1 注册").text == "1 注册"
    assert plain("12 30").text == "12 30"
    assert plain("注 册").text == "注册"


def test_a_row_of_a_table_is_read_as_a_labelled_line() -> None:
    assert plain("| 注册地 | 甲市 |").text == "注册地：甲市"
