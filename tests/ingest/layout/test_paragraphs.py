from ingest.layout.paragraphs import headed, tidy
from ingest.parts import Part
from ontology.facts import BlockKind


def test_a_line_break_inside_a_sentence_is_a_wrap() -> None:
    assert [part.text for part in tidy("园区公用工程实行集中供应，\n蒸汽价格按月公布。")] == [
        "园区公用工程实行集中供应，蒸汽价格按月公布。"
    ]


def test_a_line_break_before_an_article_starts_a_block() -> None:
    assert len(tidy("第三条 企业不得自行建设锅炉。\n第四条 鼓励互供。")) == 2


def test_a_title_set_as_two_paragraphs_within_a_word_is_one() -> None:
    parts = headed([Part("电子化学品产"), Part("业园入园企业公约"), Part("各入园企业：")])
    assert (parts[0].text, parts[0].kind) == ("电子化学品产业园入园企业公约", BlockKind.TITLE)
