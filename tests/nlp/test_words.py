from hypothesis import given
from hypothesis import strategies as st

from nlp.words import cut, tag


@given(st.text(alphabet="海尔集团发布了5G 平台，。江苏A\n\U00020000", max_size=40))
def test_words_lie_without_gaps_and_repeat_the_text(text: str) -> None:
    words = tag(text)
    assert "".join(word.text for word in words) == text
    assert all(text[word.start : word.end] == word.text for word in words)


def test_a_verb_and_a_place_carry_their_tags() -> None:
    tags = {word.text: word.tag for word in tag("海尔集团发布了平台，覆盖江苏省。")}
    assert tags["发布"] == "v"
    assert tags["江苏省"] == "ns"


def test_the_word_before_an_offset_is_found_by_its_end_or_by_what_it_covers() -> None:
    words = cut("江苏省发布")
    assert words.items[words.before(3)].text == "江苏省"
    assert words.items[words.before(2)].text == "江苏省"
    assert words.before(0) == -1


def test_a_word_is_found_by_where_it_starts_and_only_there() -> None:
    words = cut("江苏省发布")
    assert [words.starting_at(at) for at in (0, 1, 3)] == [words.items[0], None, words.items[1]]
    assert words.starting_at(5) is None


def test_words_of_a_set_are_found_but_for_the_first() -> None:
    words = cut("发布江苏省发布")
    assert words.among({"发布"}) == [2]
    assert words.among({"平台"}) == []
