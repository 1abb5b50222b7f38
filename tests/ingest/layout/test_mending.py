from ingest.layout.mending import cohesion, mend
from ingest.parts import Part
from ontology.facts import BlockKind


def test_a_sentence_broken_by_a_pull_quote_is_whole_again() -> None:
    whole = "一是加强试验条件建设。引导云臂、谐动"
    far = [
        Part(whole),
        Part("另一篇文章的标题"),
        Part("另一篇文章的一段，完整的一句。"),
        Part("杭州研究所、苏减等企业参与标准制定。"),
    ]
    assert mend(far)[0].text == f"{whole}杭州研究所、苏减等企业参与标准制定。"


def test_a_whole_sentence_takes_nothing() -> None:
    parts = [Part("这是完整的一段文字，说明平台建设。"), Part("，这一段以逗号开头。")]
    assert mend(parts) == parts


def test_a_short_heading_is_no_broken_sentence() -> None:
    parts = [Part("完善减速器配套协作体系 拓展谐波减速器用途"), Part("谐波减速器是关键部件。")]
    assert mend(parts) == parts


def test_places_stay_with_their_characters() -> None:
    left, right = "着力引导云臂、谐动、灵眸和", "宁减、苏减等企业参与。"
    parts = [
        Part(left + "、", origin=tuple(range(len(left) + 1))),
        Part(right, origin=tuple(range(50, 50 + len(right)))),
    ]
    mended = mend([Part("一是抓标准。" + left, origin=tuple(range(6 + len(left)))), parts[1]])
    assert len(mended) == 1
    assert len(mended[0].origin) == len(mended[0].text)


def test_a_bracket_that_closes_speaks_for_its_rest() -> None:
    assert cohesion("包括减速器（谐波", "、RV）等产品。", set()) >= 2


def test_a_paragraph_of_the_other_article_is_no_rest_of_a_list() -> None:
    parts = [Part("二是抓标准。着力引导云臂、谐动"), Part("近年来，各地、各部门普遍看重减速器的质量。")]
    assert mend(parts) == parts


def test_a_sentence_goes_on_behind_pull_quotes() -> None:
    parts = [
        Part("一是加强试验条件建设。加快厂区内外"),
        Part("- 减速器是整机精度的重要来源。", BlockKind.ITEM),
        Part("线路改造，推进成套装备换新。"),
    ]
    assert [part.text for part in mend(parts)] == [
        "一是加强试验条件建设。加快厂区内外线路改造，推进成套装备换新。",
        parts[1].text,
    ]
