import pytest

from nlp.pipeline import Extractor
from nlp.relations.denials import is_denied
from nlp.relations.reader import Found
from nlp.relations.view import view_of
from nlp.spans import Span
from ontology.schema import EntityClass, Relation


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
    ("text", "relations"),
    [
        ("甲机电没有自产减速器。", []),
        ("甲机电不缺订单，没有库存，自产减速器。", [Relation.PROVIDES]),
    ],
)
def test_what_was_not_done_is_no_relation(text: str, relations: list[Relation]) -> None:
    names = [("甲机电", EntityClass.ENTERPRISE), ("减速器", EntityClass.TECHNOLOGY)]
    view = view_of(text, [Span(at := text.index(name), at + len(name), name, cls) for name, cls in names])
    found = Found(0, Relation.PROVIDES, 1, 0, 0.9)
    assert [one.relation for one in (found,) if not is_denied(view, one, len(text))] == relations
