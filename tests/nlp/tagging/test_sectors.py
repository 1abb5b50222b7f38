"""Terms that the word behind their list calls sectors."""

import pytest

from nlp.spans import Span
from nlp.tagging.sectors import with_sectors
from ontology.schema import EntityClass as C


def classes(text: str, *names: tuple[str, C]) -> list[C]:
    spans = [Span(at := text.index(name), at + len(name), name, cls) for name, cls in names]
    return [span.cls for span in with_sectors(text, spans)]


@pytest.mark.parametrize("text", ["储能、氢能等新兴产业。", "储能和氢能领域。", "储能、氢能等两大重点行业。"])
def test_every_item_of_a_list_before_a_word_for_sectors_is_one(text: str) -> None:
    assert classes(text, ("储能", C.TECHNOLOGY), ("氢能", C.TECHNOLOGY)) == [C.INDUSTRY] * 2


@pytest.mark.parametrize("text", ["推广储能、氢能等装备，壮大产业。", "储能、氢能领域核心技术。", "储能、氢能产业链。"])
def test_items_of_other_lists_stay_what_they_are(text: str) -> None:
    assert classes(text, ("储能", C.TECHNOLOGY), ("氢能", C.TECHNOLOGY)) == [C.TECHNOLOGY] * 2


def test_a_list_that_holds_other_things_names_no_sectors() -> None:
    assert classes("甲公司、氢能等领域。", ("甲公司", C.ENTERPRISE), ("氢能", C.TECHNOLOGY))[1] is C.TECHNOLOGY


def test_a_comma_ends_a_list() -> None:
    assert classes("用储能，做氢能产业。", ("储能", C.TECHNOLOGY), ("氢能", C.TECHNOLOGY)) == [C.TECHNOLOGY, C.INDUSTRY]
