import pytest

from nlp.pipeline import Extractor
from nlp.relations.denials import is_denied
from nlp.relations.reader import Found
from nlp.relations.view import view_of
from nlp.spans import Span
from ontology.schema import EntityClass as C
from ontology.schema import Relation, Status


@pytest.mark.parametrize(
    "text",
    [
        "温州样例微臂机器人有限公司需要编码器。",
        "工业连接器企业温州样例瓯连电子有限公司已于2026年1月注销。",
        "嘉兴样例产线科技有限公司原从外地采购工业连接器。",
    ],
)
def test_who_needs_a_thing_or_has_closed_does_not_provide_it(text: str) -> None:
    assert not [link for link in Extractor().extract(text).relations if link.relation is Relation.PROVIDES]


def test_who_makes_a_thing_still_provides_it() -> None:
    found = Extractor().extract("温州样例微臂机器人有限公司生产协作机器人，需要编码器。")
    assert [found.entities[link.tail].text for link in found.relations if link.relation is Relation.PROVIDES] == [
        "协作机器人"
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("杭州样例机电有限公司没有自产减速器。", Status.NEGATED),
        ("杭州样例机电有限公司不缺订单，没有库存，自产减速器。", Status.STATED),
    ],
)
def test_a_denial_holds_for_its_clause(text: str, status: Status) -> None:
    said = {link.relation: link.status for link in Extractor().extract(text).relations}
    assert said[Relation.PROVIDES] is status


@pytest.mark.parametrize(("body", "denied"), [("党中央", True), ("样例研究院", False)])
def test_a_body_of_the_state_is_at_no_place_in_it(body: str, denied: bool) -> None:
    text = f"位于新疆的{body}。"
    spans = [Span(2, 4, "新疆", C.REGION), Span(5, 5 + len(body), body, C.ORGANIZATION)]
    found = Found(head=1, relation=Relation.LOCATED_IN, tail=0, place=0, confidence=0.9)
    assert is_denied(view_of(text, spans), found, len(text)) is denied
