import pytest

from ingest.layout.marks import classify, starts_block
from ontology.facts import BlockKind


@pytest.mark.parametrize(
    ("text", "kind", "level"),
    [
        ("一、总体要求", BlockKind.HEADING, 1),
        ("（一）绘制产业链图谱", BlockKind.HEADING, 2),
        ("1.有效赋能行业", BlockKind.HEADING, 3),
        ("1.64 亿个终端", BlockKind.PARAGRAPH, 0),
        ("（一）加强领导。设置办公室，统筹工作。", BlockKind.ITEM, 0),
        ("第三条 园区公用工程实行集中供应。", BlockKind.ITEM, 0),
        ("图1 发展成效指数", BlockKind.CAPTION, 0),
        ("表明该环节存在缺口", BlockKind.PARAGRAPH, 0),
        ("注：产值为快报数", BlockKind.NOTE, 0),
        ("——治理体系保障有力。", BlockKind.ITEM, 0),
    ],
)
def test_a_block_is_told_by_its_first_and_last_signs(text: str, kind: BlockKind, level: int) -> None:
    assert classify(text) == (kind, level)


def test_a_year_starts_no_list() -> None:
    assert not starts_block("2023年底，建成平台四十个")
