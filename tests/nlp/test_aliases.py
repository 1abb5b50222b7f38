"""Other names of a thing in one text."""

from nlp.aliases import aliases_of, short_forms
from nlp.spans import Span
from ontology.schema import EntityClass as C


def aliases(text: str, *names: str, cls: C = C.ENTERPRISE) -> list[str]:
    """What the text calls any of the names besides."""
    starts = [text.index(name) for name in names]
    spans = [Span(start, start + len(name), name, cls) for start, name in zip(starts, names, strict=True)]
    return [alias for _, alias in aliases_of(text, spans)]


def test_a_declared_short_name_is_an_alias() -> None:
    assert aliases("甲乙科技有限公司（以下简称“甲乙科技”）宣布", "甲乙科技有限公司") == ["甲乙科技"]
    assert aliases("甲乙科技有限公司（下称甲乙科技）宣布", "甲乙科技有限公司") == ["甲乙科技"]
    assert aliases("甲乙科技有限公司（证券简称：甲乙科技，代码：600000）", "甲乙科技有限公司") == ["甲乙科技"]
    assert aliases("甲乙科技有限公司（“甲乙科技”）宣布", "甲乙科技有限公司") == ["甲乙科技"]


def test_a_name_that_follows_a_comma_and_a_word_of_naming_is_an_alias() -> None:
    assert aliases("样例大脑，又称“链上大脑”，已上线。", "样例大脑", cls=C.PLATFORM) == ["链上大脑"]
    assert aliases("样例市工业研究院，简称样例工研院，成立于2020年。", "样例市工业研究院", cls=C.ORGANIZATION) == [
        "样例工研院"
    ]


def test_a_former_name_is_an_alias() -> None:
    assert aliases("丁戊股份（曾用名：己庚重工）公告", "丁戊股份") == ["己庚重工"]
    assert aliases("丁戊股份有限公司（原样例机械厂）投产", "丁戊股份有限公司") == ["样例机械厂"]


def test_two_declared_names_are_two_aliases() -> None:
    text = "甲乙科技有限公司（以下简称“甲乙科技”或“甲乙”）宣布"
    assert aliases(text, "甲乙科技有限公司") == ["甲乙科技", "甲乙"]


def test_the_company_and_the_contest_are_no_names() -> None:
    assert aliases("甲乙科技有限公司（以下简称“公司”）宣布", "甲乙科技有限公司") == []
    assert aliases("样例工业大赛（以下简称“大赛”）开幕", "样例工业大赛", cls=C.INITIATIVE) == []


def test_latin_capitals_in_brackets_are_an_alias() -> None:
    assert aliases("世界知识产权组织（WIPO）发布", "世界知识产权组织", cls=C.ORGANIZATION) == ["WIPO"]
    assert aliases("时间敏感网络（TSN）应用", "时间敏感网络", cls=C.TECHNOLOGY) == ["TSN"]
    text = "时间敏感网络（Time-Sensitive Networking，TSN）应用"
    assert aliases(text, "时间敏感网络", cls=C.TECHNOLOGY) == ["TSN"]


def test_any_other_bracket_is_none() -> None:
    assert aliases("甲乙科技有限公司（总部在杭州）宣布", "甲乙科技有限公司") == []
    assert aliases("控制器（S7-1200）应用", "控制器", cls=C.TECHNOLOGY) == []


def test_a_short_form_named_beside_the_full_one_is_an_alias() -> None:
    text = "浙江样例机器人有限公司投产，样例机器人年产千台。"
    spans = [Span(0, 11, text[:11], C.ENTERPRISE), Span(14, 19, text[14:19], C.ENTERPRISE)]
    assert list(aliases_of(text, spans)) == [(0, "样例机器人")]


def test_a_short_form_of_two_firms_belongs_to_neither() -> None:
    names = ["杭州恒拓机械有限公司", "宁波恒拓机械有限公司", "恒拓机械"]
    text = "、".join(names)
    starts = [0, 11, 22]
    spans = [Span(start, start + len(name), name, C.ENTERPRISE) for start, name in zip(starts, names, strict=True)]
    assert list(aliases_of(text, spans)) == []


def test_a_firm_shortens_to_its_own_words_only() -> None:
    assert "样例机器人" in short_forms("浙江样例机器人有限公司")
    assert "恒拓机械" in short_forms("江苏恒拓精密机械有限公司")
    assert "海螺集团" in short_forms("安徽海螺集团有限责任公司")
    assert short_forms("恒拓机械") == ()


def test_a_firm_of_trade_words_alone_has_no_short_form() -> None:
    assert short_forms("上海智能制造有限公司") == ()
    assert short_forms("中国石油化工股份有限公司") == ()
