"""Words of a sentence around its numbers and names."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.quantities.line import line_of
from nlp.quantities.numbers import find_numbers
from nlp.quantities.times import find_times
from nlp.spans import Span
from ontology.schema import EntityClass as C


def test_no_word_crosses_an_edge_of_a_name() -> None:
    line = line_of("海尔智家增长5%", list(find_numbers("海尔智家增长5%")), (Span(0, 2, "海尔", C.ENTERPRISE),))
    assert 2 in line.starts


def test_the_window_of_a_number_ends_at_its_neighbours() -> None:
    text = "项目3个，投资5亿元，达产"
    line = line_of(text, list(find_numbers(text)), ())
    left, stop, right, limit = line.window(1)
    assert "".join(line.words[left:stop]) == "，投资"
    assert "".join(line.words[right:limit]) == "，达产"


def test_a_metric_says_no_time_no_comma_and_no_particle() -> None:
    text = "新材料的项目，2026年产值达5亿元"
    line = line_of(text, list(find_numbers(text)), (), find_times(text))
    assert line.said(0, line.window(0)[1]).removesuffix("达") == "新材料项目产值"


@given(st.text(alphabet="建成5基站43万个，增长%的企业、达", max_size=30))
def test_the_words_are_the_text(text: str) -> None:
    line = line_of(text, list(find_numbers(text)), ())
    assert "".join(line.words) == text
    assert all(text[line.starts[i] : line.starts[i + 1]] == word for i, word in enumerate(line.words))
