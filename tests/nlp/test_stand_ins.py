"""Words that stand for a name said before."""

from nlp.spans import Span
from nlp.stand_ins import STAND_IN, with_stand_ins
from ontology.schema import EntityClass as C


def meanings(text: str, *names: tuple[str, C], breaks: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    """Each stand-in as written, and the name it means."""
    spans, at = [], 0
    for name, cls in names:
        at = text.index(name, at)
        spans.append(Span(at, at + len(name), name, cls))
        at += len(name)
    told = with_stand_ins(text, spans, breaks)
    return [(text[span.start : span.end], span.text) for span in told.spans if span.rule == STAND_IN]


FIRM, OTHER = ("恒拓精工", C.ENTERPRISE), ("远禾机械", C.ENTERPRISE)
PLATFORM = ("禾云平台", C.PLATFORM)


def test_a_demonstrative_means_the_last_name_of_its_class() -> None:
    text = "恒拓精工建成禾云平台。该平台接入设备5万台，这家企业由此获评标杆。"
    assert meanings(text, FIRM, PLATFORM) == [("该平台", "禾云平台"), ("这家企业", "恒拓精工")]


def test_a_name_that_ends_in_the_noun_comes_before_a_later_one_of_the_class() -> None:
    text = "禾云工业平台与蓝汐大脑互通，该平台已上线。"
    assert meanings(text, ("禾云工业平台", C.PLATFORM), ("蓝汐大脑", C.PLATFORM)) == [("该平台", "禾云工业平台")]


def test_a_project_means_nothing_where_none_was_named() -> None:
    assert not meanings("恒拓精工参加“登云”行动，该项目总投资3亿元。", FIRM, ("“登云”行动", C.INITIATIVE))


def test_company_alone_means_the_firm_that_speaks() -> None:
    text = "恒拓精工公告，公司拟向远禾机械采购轴承，公司将分期付款。"
    assert meanings(text, FIRM, OTHER) == [("公司", "恒拓精工"), ("公司", "恒拓精工")]


def test_company_inside_another_word_means_nobody() -> None:
    assert not meanings("恒拓精工公告，公司章程修订，全资子公司成立。", FIRM)


def test_a_platform_that_opens_a_clause_is_the_last_one_named() -> None:
    assert meanings("恒拓精工建成禾云平台，平台用户达3万户。", FIRM, PLATFORM) == [("平台", "禾云平台")]
    assert not meanings("恒拓精工建成禾云平台，平台经济增长。", FIRM, PLATFORM)


def test_a_heading_ends_the_reach() -> None:
    text = "恒拓精工投产。\n二、园区\n该公司位于城东。"
    assert not meanings(text, FIRM, breaks=(text.index("二"),))


def test_who_only_tells_the_news_is_not_meant() -> None:
    assert not meanings("企讯通股权穿透显示，该公司由两家企业持股。", ("企讯通", C.ENTERPRISE))


def test_each_span_leads_back_to_its_name() -> None:
    text = "恒拓精工发布禾云平台，该平台用于排产。"
    told = with_stand_ins(text, (Span(0, 4, "恒拓精工", C.ENTERPRISE), Span(6, 10, "禾云平台", C.PLATFORM)))
    assert told.meant == (0, 1, 1)
    assert [span.start for span in told.spans] == [0, 6, 11]
