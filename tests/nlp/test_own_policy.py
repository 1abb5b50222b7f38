"""What a policy says in its own name."""

from nlp.own_policy import own_links, own_title
from nlp.spans import Span
from ontology.facts import Block, Document
from ontology.schema import EntityClass as C
from ontology.schema import Relation

TITLE = "样例市先进制造业发展规划"


def links(text: str, *names: tuple[str, C], title: str = TITLE) -> list[tuple[Relation, str]]:
    document = Document("doc:0", "样例.txt", text, (Block(text, 0),), title=title)
    spans = [Span(text.index(name), text.index(name) + len(name), name, cls) for name, cls in names]
    return [(relation, spans[index].text) for relation, index in own_links(document, spans)]


def test_a_policy_rests_on_what_it_is_made_by() -> None:
    text = "根据《甲条例》，制定本规划。《乙办法》同时废止。"
    found = links(text, ("甲条例", C.POLICY), ("乙办法", C.POLICY))
    assert found == [(Relation.BASED_ON, "甲条例"), (Relation.REPLACES, "乙办法")]


def test_a_policy_supports_every_sector_of_the_list_it_orders_to_grow() -> None:
    found = links("大力发展船舶、氢能等产业。", ("船舶", C.INDUSTRY), ("氢能", C.INDUSTRY))
    assert found == [(Relation.SUPPORTS, "船舶"), (Relation.SUPPORTS, "氢能")]
    assert links("支持企业开展远程运维。", ("远程运维", C.SCENARIO)) == [(Relation.SUPPORTS, "远程运维")]


def test_what_is_only_told_is_not_supported() -> None:
    assert not links("我市船舶产业起步早，支持政策不足。", ("船舶", C.INDUSTRY))
    assert not links("企业发展了，船舶产业也强。", ("船舶", C.INDUSTRY))


def test_a_text_that_is_no_policy_supports_nothing() -> None:
    assert not links("大力发展船舶产业。", ("船舶", C.INDUSTRY), title="样例市走访记")
    assert own_title(Document("doc:0", "样例.txt", "正文", (Block("正文", 0),), title="《样例条例》")) == "样例条例"
