"""Relations of a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.relations import find_relations
from nlp.spans import Span
from ontology.schema import EntityClass as C
from ontology.schema import Status, allows

KINDS = {
    "E": C.ENTERPRISE, "O": C.ORGANIZATION, "P": C.PLATFORM, "S": C.SCENARIO, "L": C.POLICY, "A": C.INITIATIVE,
    "D": C.STANDARD, "K": C.PARK, "R": C.REGION, "I": C.INDUSTRY, "T": C.TECHNOLOGY,
}  # fmt: skip


def parse(marked: str) -> tuple[str, tuple[Span, ...]]:
    """`[E甲公司]研发[T芯片]` → the text without marks, and its spans."""
    text, spans = "", []
    for part in marked.replace("]", "[").split("["):
        if part and part[0] in KINDS and f"[{part}]" in marked:
            spans.append(Span(len(text), len(text) + len(part) - 1, part[1:], KINDS[part[0]]))
            text += part[1:]
        else:
            text += part
    return text, tuple(spans)


def links(marked: str) -> set[tuple[str, str, str]]:
    text, spans = parse(marked)
    return {(spans[link.head].text, link.relation.value, spans[link.tail].text) for link in find_relations(text, spans)}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[O工信部]印发《[L行动计划]》", {("工信部", "issued", "行动计划")}),
        ("[R青岛市]建设了[P服务平台]", {("青岛市", "operates", "服务平台")}),
        ("[E甲公司]研发[T芯片]", {("甲公司", "develops", "芯片")}),
        ("[E甲公司]生产[T减速器]和[T电机]", {("甲公司", "provides", "减速器"), ("甲公司", "provides", "电机")}),
        ("[T减速器]由[E甲公司]提供", {("甲公司", "provides", "减速器")}),
        ("[T减速器]供应商[E甲公司]", {("甲公司", "provides", "减速器")}),
        ("[E甲公司]采用[T数字孪生]", {("甲公司", "uses", "数字孪生")}),
        ("[I钢铁]行业开展[S预测性维护]", {("钢铁", "implements", "预测性维护")}),
        ("[E甲公司]总部位于[R杭州]", {("甲公司", "located_in", "杭州")}),
        ("[R法国][E米其林]宣布", {("米其林", "located_in", "法国")}),
        ("[E甲公司]入选[A百强名单]", {("甲公司", "participates_in", "百强名单")}),
        ("[E甲公司]收购[E乙公司]", {("甲公司", "invests_in", "乙公司")}),
        ("[E甲公司]子公司[E乙公司]投产", {("乙公司", "subsidiary_of", "甲公司")}),
        ("[E乙公司]是[E甲公司]的全资子公司", {("乙公司", "subsidiary_of", "甲公司")}),
        ("[E甲公司]与[E乙公司]合作", {("甲公司", "partners_with", "乙公司")}),
        ("[T机器人]采用[T减速器]", {("减速器", "upstream_of", "机器人")}),
        ("[P云平台]服务[I纺织]、[I化工]", {("云平台", "serves", "纺织"), ("云平台", "serves", "化工")}),
        ("[D评估模型]适用于[T数据中心]", {("评估模型", "applies_to", "数据中心")}),
    ],
)
def test_a_word_between_names_makes_a_relation(marked: str, expected: set[tuple[str, str, str]]) -> None:
    assert links(marked) == expected


def test_who_stands_after_towards_is_a_customer_and_no_provider() -> None:
    supplied = {("甲公司", "supplies", "乙公司"), ("甲公司", "supplies", "丙公司"), ("甲公司", "provides", "减速器")}
    assert links("[E甲公司]向[E乙公司]、[E丙公司]供应[T减速器]") >= supplied
    assert not any(head in {"乙公司", "丙公司"} for head, _, _ in links("甲向[E乙公司]、[E丙公司]提供[T减速器]"))


def test_a_firm_that_makes_for_another_supplies_it() -> None:
    assert ("甲公司", "supplies", "乙公司") in links("[E甲公司]为[E乙公司]配套[T电机]")


def test_a_place_named_by_two_regions_is_both() -> None:
    found = links("[E甲公司]在[R广州][R黄埔]建设基地")
    assert {("甲公司", "located_in", "广州"), ("甲公司", "located_in", "黄埔")} <= found


def test_who_delivers_a_part_of_anothers_product_supplies_it() -> None:
    assert ("乙公司", "supplies", "甲公司") in links("[E甲公司]明年投产，[T喷涂机器人]由[E乙公司]供货")


def test_a_new_firm_speaks_in_the_clauses_after_its_founding() -> None:
    found = links("[E甲公司]与[E乙公司]合资成立[E丙公司]，主营[T电机]")
    assert ("丙公司", "provides", "电机") in found
    assert ("甲公司", "provides", "电机") not in found


def test_a_scenario_reached_by_a_tool_uses_it() -> None:
    found = links("[I装备制造]企业利用[T大数据]开展[S质量分析]")
    assert {("装备制造", "uses", "大数据"), ("质量分析", "uses", "大数据")} <= found


def test_a_technology_that_merges_with_a_field_is_used_by_it() -> None:
    assert links("推动[T大数据]与[I制造业]深度融合") == {("制造业", "uses", "大数据")}
    assert links("[T大数据]与[I制造业]都重要") == set()


def test_the_one_a_policy_supports_to_act_is_the_subject() -> None:
    assert ("制造业", "uses", "大数据") in links("支持[I制造业]企业利用[T大数据]")


def test_what_a_platform_offers_is_its_own_and_what_is_achieved_its_builders() -> None:
    assert ("云平台", "provides", "能耗管理") in links("[E甲公司]打造[P云平台]，提供[S能耗管理]")
    assert ("甲公司", "implements", "能耗管理") in links("[E甲公司]打造[P云平台]，实现[S能耗管理]")


def test_two_names_side_by_side_state_nothing() -> None:
    assert links("[E甲公司]、[E乙公司]等企业增长较快") == set()
    assert links("[O工信部]，[T芯片]") == set()


def test_a_sentence_ends_what_a_subject_does() -> None:
    assert links("[E甲公司]很大。生产[T芯片]") == set()


def test_the_running_subject_holds_over_clauses() -> None:
    assert ("甲公司", "provides", "芯片") in links("[E甲公司]成立于2010年，主营[T芯片]")


def test_with_others_left_out_a_list_is_no_partnership() -> None:
    assert links("加强与[E甲公司]、[E乙公司]合作") == set()


def test_a_plan_is_marked_and_a_negation_too() -> None:
    text, spans = parse("[E甲公司]将生产[T芯片]")
    assert find_relations(text, spans)[0].status is Status.PLANNED
    text, spans = parse("[E甲公司]没有生产[T芯片]")
    assert find_relations(text, spans)[0].status is Status.NEGATED


def test_the_clause_that_says_so_is_told() -> None:
    text, spans = parse("近年来，[E甲公司]生产[T芯片]，成效明显")
    link = find_relations(text, spans)[0]
    assert text[link.start : link.end] == "甲公司生产芯片"


_PART = st.one_of(
    st.sampled_from(
        ["，", "。", "、", "与", "由", "为", "生产", "研发", "子公司", "在", "：", "融合", "支持", "（", "）"]
    ),
    st.sampled_from(sorted(KINDS)).map(lambda kind: f"[{kind}甲]"),
)


@given(st.lists(_PART, max_size=16).map("".join))
def test_any_sentence_can_be_read_and_the_ontology_allows_what_it_says(marked: str) -> None:
    text, spans = parse(marked)
    for link in find_relations(text, spans):
        assert allows(link.relation, spans[link.head].cls, spans[link.tail].cls)
        assert 0 <= link.start <= link.end <= len(text)


def test_a_relation_is_no_surer_than_its_names() -> None:
    text, spans = parse("[E甲公司]采用[T数字孪生]")
    sure = find_relations(text, spans)[0].confidence
    unsure = find_relations(text, [span._replace(confidence=0.5) for span in spans])[0].confidence
    assert unsure == pytest.approx(sure * 0.25, abs=0.001)
