import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.spans import Span
from nlp.tagging.prior import commonness, with_prior
from ontology.schema import EntityClass as C


def kept(length: int, *names: Span) -> list[str]:
    return [span.text for span in with_prior([names], length, unruled="tagger", at_least=0.35)[0]]


FIRM = Span(0, 2, "样例", C.ENTERPRISE, 0.6, "tagger")


def test_a_firm_that_only_the_tagger_found_is_kept_in_a_sentence() -> None:
    assert kept(40, FIRM) == ["样例"]


def test_in_a_long_text_that_names_no_firm_it_is_left_out() -> None:
    assert kept(17_000, FIRM) == []


def test_what_a_rule_found_too_and_other_names_stay_as_they_are() -> None:
    park = Span(3, 6, "样例园", C.PARK, 0.4, "tagger")
    assert kept(17_000, Span(0, 2, "样例", C.ENTERPRISE, 0.5, "head-firm"), park) == ["样例", "样例园"]


def test_a_text_full_of_firms_is_as_usual() -> None:
    assert commonness(200, 17_000) == 1.0
    assert commonness(0, 0) == pytest.approx(1.0)


@given(st.integers(0, 500), st.integers(0, 50_000))
def test_more_firms_never_make_one_less_likely(firms: int, length: int) -> None:
    assert 0 < commonness(firms, length) <= commonness(firms + 1, length) <= 1
