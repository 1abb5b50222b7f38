"""How a place states a thing."""

import pytest

from nlp.status import status_at
from ontology.schema import Status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("甲公司将建设平台", Status.PLANNED),
        ("甲公司已建设平台", Status.STATED),
        ("拟投资，现已建设平台", Status.STATED),
        ("甲公司尚未建设平台", Status.NEGATED),
        ("甲公司曾用平台", Status.HISTORIC),
        ("甲公司建设平台", Status.STATED),
        ("将军建设平台", Status.STATED),
    ],
)
def test_words_before_the_place_tell_its_status(text: str, status: Status) -> None:
    assert status_at(text, 0, text.index("平台")) is status


def test_the_default_holds_where_no_word_tells() -> None:
    assert status_at("建设平台", 0, 2, default=Status.PLANNED) is Status.PLANNED
