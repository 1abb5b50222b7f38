"""What a block inherits."""

from nlp.context import NO_CONTEXT, of_block, of_document, passages_of, region_meant
from nlp.spans import Span
from ontology.facts import Block, BlockKind, Document
from ontology.schema import EntityClass, Status

HEADING = Block("浙江省工业大数据发展情况", 0, BlockKind.HEADING, level=1)
PLAN = Block("（三）下一步工作打算", 20, BlockKind.HEADING, level=2)
PARAGRAPH = Block("全省累计建成5G基站2.8万个。", 40)


def test_a_section_gives_its_region_to_the_blocks_below() -> None:
    context = of_block(PARAGRAPH, (), of_block(HEADING, ()))
    assert context.running_region == "reg:330000"


def test_a_region_that_opens_a_block_holds_for_that_block_only() -> None:
    section = of_block(HEADING, ())
    block = Block("山东省累计建成基站5万个，成效明显。", 60)
    opened = of_block(block, (Span(60, 63, "山东省", EntityClass.REGION),), section)
    assert opened.running_region == "reg:370000"
    assert of_block(PARAGRAPH, (), opened).running_region == "reg:330000"


def test_below_next_steps_a_sentence_is_a_plan() -> None:
    assert of_block(PLAN, ()).status is Status.PLANNED
    assert of_block(HEADING, ()).status is Status.STATED


def test_a_heading_of_the_same_level_closes_the_one_before() -> None:
    after = of_block(Block("二、问题", 80, BlockKind.HEADING, level=1), (), of_block(PLAN, (), of_block(HEADING, ())))
    assert [text for _, text in after.headings] == ["二、问题"]


def of_text(text: str, title: str = "") -> Document:
    return Document("doc:0", "样例.txt", text, (Block(text, 0),), title=title)


def test_the_title_gives_a_document_its_region() -> None:
    assert of_document(of_text("正文。", "山东省工业互联网条例")).region == "reg:370000"


def test_the_assembly_that_hears_a_report_gives_its_region() -> None:
    text = "——2018年1月25日在山东省第十三届人民代表大会第一次会议上\n我国。我国。我国。"
    assert of_document(of_text(text, "政府工作报告")).region == "reg:370000"


def test_one_mention_of_the_nation_does_not_make_a_text_national() -> None:
    assert of_document(of_text("全国领先。")).region == ""
    assert of_document(of_text("我国。我国。全国。")).region == "reg:100000"


ZHEJIANG, HANGZHOU, XIAOSHAN, GUANGXI, BEIJING = (
    "reg:330000",
    "reg:330100",
    "reg:330109",
    "reg:450000",
    "reg:110000",
)


def test_the_whole_province_is_the_one_the_section_lies_in() -> None:
    assert region_meant("全省新增5家。", ZHEJIANG, ()) == ZHEJIANG
    assert region_meant("省内领先。", HANGZHOU, ()) == ZHEJIANG


def test_the_whole_city_is_never_a_province() -> None:
    assert region_meant("全市新增5家。", HANGZHOU, ()) == HANGZHOU
    assert region_meant("我市新增5家。", XIAOSHAN, ()) == HANGZHOU
    assert region_meant("全市新增5家。", ZHEJIANG, (GUANGXI, XIAOSHAN)) == HANGZHOU
    assert region_meant("全市新增5家。", ZHEJIANG, ()) == ""
    assert region_meant("全市新增5家。", BEIJING, ()) == BEIJING


def test_the_whole_area_is_the_autonomous_region_or_the_district() -> None:
    assert region_meant("全区新增5家。", GUANGXI, ()) == GUANGXI
    assert region_meant("我区新增5家。", XIAOSHAN, ()) == XIAOSHAN
    assert region_meant("全区新增5家。", ZHEJIANG, ()) == ""


def test_a_sentence_without_such_a_word_means_no_region() -> None:
    assert region_meant("区域协同，新增5家。", ZHEJIANG, ()) is None


def status_under(*headings: tuple[str, int]) -> Status:
    """Of a sentence below the last of these headings; level 0 is a title."""
    context = NO_CONTEXT
    for text, level in headings:
        kind = BlockKind.HEADING if level else BlockKind.TITLE
        context = of_block(Block(text, 0, kind, level), (), context)
    return context.status


def test_a_report_on_work_looks_ahead_from_its_second_section_on() -> None:
    title = ("样例市政府工作报告", 0)
    first, second = ("一、经济社会发展取得新成就", 1), ("二、牢牢把握走在前列定位", 1)
    assert status_under(title, first, ("（一）产业向好", 2)) is Status.STATED
    assert status_under(title, first, second, ("（一）产业强市", 2)) is Status.PLANNED
    assert status_under(title, ("一、2024年工作回顾", 1), ("二、2025年工作安排", 1)) is Status.PLANNED


def test_a_plan_by_its_title_is_one_in_all_its_sections() -> None:
    title, note = ("样例大数据发展指导意见", 0), ("（征求意见稿）", 0)
    assert status_under(title, note, ("（二）推动共享流通", 2)) is Status.PLANNED
    assert status_under(title, ("一、发展现状", 1)) is Status.STATED


def test_news_of_a_plan_is_no_plan() -> None:
    assert status_under(("样例市出台数字经济行动计划", 0), ("企业反响热烈", 1)) is Status.STATED
    assert status_under(("关于印发样例市数字经济行动计划的通知", 0), ("一、产业强基", 1)) is Status.PLANNED


def test_a_word_inside_another_tells_nothing_of_plan_or_review() -> None:
    parent = ("三、相关建议", 1)
    assert status_under(parent, ("（一）打造大数据高地", 2)) is Status.PLANNED
    assert status_under(("未来工厂建设", 1)) is Status.STATED


def test_a_document_is_walked_block_by_block_with_the_names_that_begin_in_each() -> None:
    text = "一、目标任务\n培育甲公司。\n乙公司。"
    ends = (0, 7, 14, 19)
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)
    blocks = tuple(
        Block(text[start : end - 1], start, kind, int(kind is BlockKind.HEADING))
        for start, end, kind in zip(ends, ends[1:], kinds, strict=False)
    )
    names = (Span(9, 12, "甲公司", EntityClass.ENTERPRISE), Span(14, 17, "乙公司", EntityClass.ENTERPRISE))
    walked = list(passages_of(Document("doc:0", "a.txt", text, blocks), names))
    assert [(one.first, one.last) for one in walked] == [(0, 0), (0, 1), (1, 2)]
    assert {one.context.status for one in walked} == {Status.PLANNED}
