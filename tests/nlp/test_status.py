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
        ("到2027年建成平台", Status.PLANNED),
        ("今年要打造平台", Status.PLANNED),
        ("需要建设平台", Status.STATED),
        ("项目投产后，年产平台", Status.PLANNED),
        ("项目已建成，投产后供应平台", Status.PLANNED),
        ("支持企业建设平台", Status.PLANNED),
        ("推广平台", Status.PLANNED),
        ("推广经验，建成平台", Status.STATED),
        ("不再使用平台", Status.NEGATED),
        ("公司暂无平台", Status.NEGATED),
        ("原属平台", Status.HISTORIC),
    ],
)
def test_words_before_the_place_tell_its_status(text: str, status: Status) -> None:
    assert status_at(text, 0, text.index("平台")) is status


def test_the_default_holds_where_no_word_tells() -> None:
    assert status_at("建设平台", 0, 2, default=Status.PLANNED) is Status.PLANNED


def test_what_will_happen_to_the_thing_makes_it_a_plan() -> None:
    text = "甲公司承建的平台拟于明年验收"
    assert status_at(text, 0, text.index("平台")) is Status.PLANNED
    assert status_at("甲公司已有平台，将扩建", 0, 5) is Status.STATED
