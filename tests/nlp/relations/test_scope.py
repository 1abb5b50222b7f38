"""What the build of a sentence rules out."""

from collections.abc import Sequence

import pytest

from nlp.relations.reader import Found
from nlp.relations.scope import is_ruled_out
from nlp.relations.view import view_of
from nlp.spans import Span
from ontology.schema import EntityClass as C
from ontology.schema import Relation

FIRM, GOODS, PLACE = C.ENTERPRISE, C.TECHNOLOGY, C.REGION


def ruled_out(text: str, names: Sequence[tuple[str, C]], head: str, relation: Relation, tail: str) -> bool:
    spans = [Span(at := text.index(name), at + len(name), name, cls) for name, cls in names]
    places = {name: place for place, (name, _) in enumerate(names)}
    return is_ruled_out(view_of(text, spans), Found(places[head], relation, places[tail], 0, 0.9))


@pytest.mark.parametrize(("head", "crosses"), [("甲机电", True), ("乙机电", False)])
def test_lists_that_are_shared_out_pair_the_names_of_one_place(head: str, crosses: bool) -> None:
    names = [("减速器", GOODS), ("编码器", GOODS), ("甲机电", FIRM), ("乙机电", FIRM)]
    text = "减速器、编码器分别由甲机电、乙机电生产。"
    assert ruled_out(text, names, head, Relation.PROVIDES, "编码器") is crosses


def test_lists_that_are_not_shared_out_pair_all_names() -> None:
    names = [("减速器", GOODS), ("编码器", GOODS), ("甲机电", FIRM), ("乙机电", FIRM)]
    assert not ruled_out("减速器、编码器由甲机电、乙机电生产。", names, "甲机电", Relation.PROVIDES, "编码器")


@pytest.mark.parametrize(("head", "owns"), [("甲集团", True), ("乙机电", False)])
def test_what_follows_an_owned_firm_is_not_said_of_its_owner(head: str, owns: bool) -> None:
    names = [("甲集团", FIRM), ("乙机电", FIRM), ("减速器", GOODS)]
    assert ruled_out("甲集团旗下乙机电生产减速器。", names, head, Relation.PROVIDES, "减速器") is owns


def test_an_owner_still_owns() -> None:
    names = [("甲集团", FIRM), ("乙机电", FIRM)]
    assert not ruled_out("甲集团旗下乙机电投产。", names, "甲集团", Relation.INVESTS_IN, "乙机电")


@pytest.mark.parametrize(
    ("text", "described"), [("甲机电收购德国企业乙仪器。", True), ("甲机电在德国与乙仪器合作。", False)]
)
def test_a_place_that_describes_the_next_firm_is_not_where_the_subject_lies(text: str, described: bool) -> None:
    names = [("甲机电", FIRM), ("德国", PLACE), ("乙仪器", FIRM)]
    assert ruled_out(text, names, "甲机电", Relation.LOCATED_IN, "德国") is described


@pytest.mark.parametrize(
    ("text", "receives"),
    [
        ("甲机电为乙车业提供减速器。", True),
        ("甲机电向乙车业供应减速器。", True),
        ("甲机电向乙车业采购减速器。", False),
        ("甲机电成为乙车业减速器的买家。", False),
    ],
)
def test_whom_a_thing_is_made_for_is_no_maker_of_it(text: str, receives: bool) -> None:
    names = [("甲机电", FIRM), ("乙车业", FIRM), ("减速器", GOODS)]
    assert ruled_out(text, names, "乙车业", Relation.PROVIDES, "减速器") is receives


@pytest.mark.parametrize(("head", "is_parent"), [("甲集团", True), ("乙机电", False)])
def test_of_a_parent_nothing_more_is_said(head: str, is_parent: bool) -> None:
    names = [("乙机电", FIRM), ("甲集团", FIRM), ("减速器", GOODS)]
    assert ruled_out("乙机电隶属于甲集团，生产减速器。", names, head, Relation.PROVIDES, "减速器") is is_parent


@pytest.mark.parametrize(("head", "is_means"), [("甲云平台", True), ("乙机电", False)])
def test_by_means_of_which_a_thing_is_done_does_not_do_it(head: str, is_means: bool) -> None:
    names = [("乙机电", FIRM), ("甲云平台", C.PLATFORM), ("远程运维", C.SCENARIO)]
    assert ruled_out("乙机电依托甲云平台提供远程运维服务。", names, head, Relation.PROVIDES, "远程运维") is is_means


@pytest.mark.parametrize(
    ("text", "deals"), [("甲药业的滴眼液获乙药监局批准。", True), ("甲药业加入乙药监局，推出滴眼液。", False)]
)
def test_who_deals_with_a_thing_of_a_firm_does_not_have_the_firm_as_a_member(text: str, deals: bool) -> None:
    names = sorted(
        [("甲药业", FIRM), ("滴眼液", GOODS), ("乙药监局", C.ORGANIZATION)], key=lambda one: text.index(one[0])
    )
    assert ruled_out(text, names, "甲药业", Relation.PARTICIPATES_IN, "乙药监局") is deals


@pytest.mark.parametrize(
    ("text", "made"), [("甲机电打造的乙云平台实现远程运维。", True), ("甲机电用乙云平台实现远程运维。", False)]
)
def test_who_made_a_thing_does_not_do_what_is_done_with_it(text: str, made: bool) -> None:
    names = [("甲机电", FIRM), ("乙云平台", C.PLATFORM), ("远程运维", C.SCENARIO)]
    assert ruled_out(text, names, "甲机电", Relation.IMPLEMENTS, "远程运维") is made


@pytest.mark.parametrize(("head", "is_firm"), [("甲机电", True), ("乙云平台", False)])
def test_a_place_named_after_a_platform_is_not_where_its_firm_lies(head: str, is_firm: bool) -> None:
    names = [("甲机电", FIRM), ("乙云平台", C.PLATFORM), ("苏州", PLACE)]
    assert ruled_out("甲机电的乙云平台落地苏州。", names, head, Relation.LOCATED_IN, "苏州") is is_firm


@pytest.mark.parametrize(("text", "uses"), [("甲机电广泛应用减速器。", True), ("甲机电把减速器卖到各地。", False)])
def test_what_a_firm_only_uses_it_does_not_make(text: str, uses: bool) -> None:
    names = [("甲机电", FIRM), ("减速器", GOODS)]
    assert ruled_out(text, names, "甲机电", Relation.PROVIDES, "减速器") is uses


@pytest.mark.parametrize(("text", "heeds"), [("甲省落实《算力规划》。", True), ("甲省印发《算力规划》。", False)])
def test_a_document_that_is_carried_out_was_not_issued_there(text: str, heeds: bool) -> None:
    names = [("甲省", PLACE), ("算力规划", C.POLICY)]
    assert ruled_out(text, names, "甲省", Relation.ISSUED, "算力规划") is heeds


def test_whose_document_is_carried_out_issued_it() -> None:
    names = [("甲省", PLACE), ("乙部", C.ORGANIZATION), ("算力规划", C.POLICY)]
    assert not ruled_out("甲省落实乙部《算力规划》。", names, "乙部", Relation.ISSUED, "算力规划")


@pytest.mark.parametrize(("title", "told"), [("算力规划", True), ("机器人规划", False)])
def test_a_document_that_is_carried_out_has_the_field_of_its_title_alone(title: str, told: bool) -> None:
    text = f"贯彻《{title}》，发展算力产业。"
    places = [(text.rindex("算力"), "算力", C.INDUSTRY), (text.index(title), title, C.POLICY)]
    spans = [Span(at, at + len(name), name, cls) for at, name, cls in sorted(places)]
    found = Found(0, Relation.APPLIES_TO, 1, 0, 0.9)
    assert is_ruled_out(view_of(text, spans), found) is not told


def test_a_name_and_its_short_form_in_brackets_are_one() -> None:
    names = [("甲机电股份有限公司", FIRM), ("乙机", FIRM)]
    text = "甲机电股份有限公司（简称“乙机”）开业。"
    assert ruled_out(text, names, "乙机", Relation.SUBSIDIARY_OF, "甲机电股份有限公司")
    assert not ruled_out(text.replace("（简称“", "收购了"), names, "甲机电股份有限公司", Relation.INVESTS_IN, "乙机")


def test_what_stands_in_one_list_does_nothing_to_the_rest_of_it() -> None:
    names = [("纺织", C.INDUSTRY), ("钢铁", C.INDUSTRY), ("质量追溯", C.SCENARIO)]
    text = "支持纺织、钢铁、质量追溯等行业企业。"
    assert ruled_out(text, names, "纺织", Relation.IMPLEMENTS, "质量追溯")
    assert not ruled_out("支持纺织、钢铁企业开展质量追溯。", names, "纺织", Relation.IMPLEMENTS, "质量追溯")


@pytest.mark.parametrize(("text", "ruled"), [("纺织和5G的研究。", True), ("纺织和5G加快融合。", False)])
def test_two_names_joined_by_and_are_related_where_they_fuse(text: str, ruled: bool) -> None:
    assert ruled_out(text, [("纺织", C.INDUSTRY), ("5G", GOODS)], "纺织", Relation.USES, "5G") is ruled


@pytest.mark.parametrize(("said", "tells"), [("统计数据显示，企业都用", True), ("的机器上都装了", False)])
def test_whose_figures_show_something_has_no_part_in_it(said: str, tells: bool) -> None:
    assert (
        ruled_out(f"甲机电{said}减速器。", [("甲机电", FIRM), ("减速器", GOODS)], "甲机电", Relation.USES, "减速器")
        is tells
    )


@pytest.mark.parametrize(("head", "tail", "ruled"), [("长三角", "上海", True), ("上海", "长三角", False)])
def test_a_region_lies_in_no_place_inside_it(head: str, tail: str, ruled: bool) -> None:
    names = [(head, PLACE), (tail, PLACE)]
    assert ruled_out(f"{head}位于{tail}。", names, head, Relation.LOCATED_IN, tail) is ruled


def test_a_region_lies_in_none_that_it_is_only_named_beside() -> None:
    names = [("上海", PLACE), ("杭州", PLACE)]
    assert ruled_out("与上海、合肥和杭州等市共建。", names, "杭州", Relation.LOCATED_IN, "上海")


@pytest.mark.parametrize(("head", "ruled"), [("工信部", True), ("浙江", False)])
def test_what_another_issued_after_it_is_not_the_first_ones(head: str, ruled: bool) -> None:
    names = [("工信部", C.ORGANIZATION), ("行动纲要", C.POLICY), ("浙江", PLACE), ("实施计划", C.POLICY)]
    text = "工信部出台《行动纲要》后，浙江出台了《实施计划》。"
    assert ruled_out(text, names, head, Relation.ISSUED, "实施计划") is ruled


@pytest.mark.parametrize(
    ("text", "another"),
    [("甲机电入选百强榜，乙机电入选绿色工厂名单。", True), ("省里公布百强榜，乙机电等二十家入选。", False)],
)
def test_whoever_entered_another_list_did_not_enter_the_one_before(text: str, another: bool) -> None:
    names = [("百强榜", C.INITIATIVE), ("乙机电", FIRM)]
    assert ruled_out(text, names, "乙机电", Relation.PARTICIPATES_IN, "百强榜") is another


@pytest.mark.parametrize(
    ("text", "before"), [("减速器价格回落，甲机电业绩承压。", True), ("减速器由甲机电生产。", False)]
)
def test_a_thing_of_an_earlier_clause_is_not_provided_by_whom_a_later_one_names(text: str, before: bool) -> None:
    assert ruled_out(text, [("减速器", GOODS), ("甲机电", FIRM)], "甲机电", Relation.PROVIDES, "减速器") is before


@pytest.mark.parametrize(("head", "both"), [("乙机电", True), ("甲集团", False)])
def test_those_somebody_signs_with_are_not_partners_of_each_other(head: str, both: bool) -> None:
    names = [("甲集团", FIRM), ("乙机电", FIRM), ("丙车业", FIRM), ("丁仪器", FIRM)]
    text = "甲集团与乙机电、丙车业、丁仪器签约合作。"
    assert ruled_out(text, names, head, Relation.PARTNERS_WITH, "丁仪器") is both


def test_those_who_do_something_together_are_partners() -> None:
    names = [("乙机电", FIRM), ("丙车业", FIRM), ("丁仪器", FIRM)]
    assert not ruled_out("乙机电、丙车业、丁仪器共建平台。", names, "乙机电", Relation.PARTNERS_WITH, "丁仪器")


@pytest.mark.parametrize(
    ("text", "far"),
    [("《数据条例》发布后，各地响应，推动化工升级。", True), ("《数据条例》提出，推动化工升级。", False)],
)
def test_a_field_is_not_named_two_clauses_behind_a_document(text: str, far: bool) -> None:
    names = [("数据条例", C.POLICY), ("化工", C.INDUSTRY)]
    assert ruled_out(text, names, "数据条例", Relation.APPLIES_TO, "化工") is far
