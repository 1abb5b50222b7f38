"""What a block inherits."""

from nlp.context import NO_CONTEXT, of_block
from nlp.spans import Span
from ontology.facts import Block, BlockKind
from ontology.schema import EntityClass, Status

HEADING = Block("浙江省工业大数据发展情况", 0, BlockKind.HEADING, level=1)
PLAN = Block("（三）下一步工作打算", 20, BlockKind.HEADING, level=2)
PARAGRAPH = Block("全省累计建成5G基站4.3万个。", 40)


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


def test_the_last_name_of_a_class_is_remembered() -> None:
    firm = Span(40, 43, "甲公司", EntityClass.ENTERPRISE)
    assert of_block(PARAGRAPH, (firm,), NO_CONTEXT).last[EntityClass.ENTERPRISE] is firm
