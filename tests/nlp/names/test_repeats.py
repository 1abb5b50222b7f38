from nlp.pipeline import Extractor


def names(text: str, cls: str) -> list[str]:
    return [span.text for span in Extractor().entities(text) if span.cls.value == cls]


def test_a_declared_alias_is_found_wherever_it_returns() -> None:
    text = "深圳市星河智能制造有限公司（以下简称“星河制造”）成立。去年，星河制造签约。"
    assert names(text, "Enterprise") == ["深圳市星河智能制造有限公司", "星河制造", "星河制造"]


def test_an_abbreviation_in_brackets_goes_with_its_technology() -> None:
    assert names("部署时间敏感网络（QTSN）。", "Technology") == ["时间敏感网络", "QTSN"]


def test_other_words_in_brackets_are_no_alias() -> None:
    assert names("深圳市星河智能制造有限公司（见附件）成立。", "Enterprise") == ["深圳市星河智能制造有限公司"]


def test_a_short_name_that_nothing_declares_is_found_after_the_full_one() -> None:
    text = "浙江样例机器人有限公司落户。一年后，样例机器人投产。"
    assert names(text, "Enterprise") == ["浙江样例机器人有限公司", "样例机器人"]
    assert names(text, "Technology") == []


def test_a_term_stays_where_no_firm_is_meant() -> None:
    text = "浙江样例机器人有限公司落户。工业机器人需求大。"
    assert names(text, "Technology") == ["工业机器人"]
