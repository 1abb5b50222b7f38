"""Policies that replace others or rest on them."""

import pytest

from nlp.relations import find_relations
from nlp.spans import Span
from ontology.schema import EntityClass, Relation

_NAMES = ("甲办法", "乙条例")


def found(text: str) -> set[tuple[str, Relation, str]]:
    spans = sorted(
        (Span(text.index(name), text.index(name) + len(name), name, EntityClass.POLICY) for name in _NAMES),
        key=lambda span: span.start,
    )
    return {(spans[link.head].text, link.relation, spans[link.tail].text) for link in find_relations(text, spans)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《甲办法》取代2015年的《乙条例》。", {("甲办法", Relation.REPLACES, "乙条例")}),
        ("《乙条例》已被《甲办法》替代。", {("甲办法", Relation.REPLACES, "乙条例")}),
        ("《甲办法》自2025年1月1日起施行，《乙条例》同时废止。", {("甲办法", Relation.REPLACES, "乙条例")}),
        ("该省根据《乙条例》，结合实际制定了《甲办法》。", {("甲办法", Relation.BASED_ON, "乙条例")}),
        ("《甲办法》依据《乙条例》制定。", {("甲办法", Relation.BASED_ON, "乙条例")}),
        ("《甲办法》和《乙条例》都已印发。", set()),
        ("《甲办法》施行后，《乙条例》仍然有效。", set()),
    ],
)
def test_a_policy_is_told_from_the_one_it_replaces_or_rests_on(
    text: str, expected: set[tuple[str, Relation, str]]
) -> None:
    assert found(text) == expected
