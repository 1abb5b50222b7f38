import pytest

from graph.analysis.asking import weighed
from graph.analysis.dictionary import Term


def terms(text: str, *names: str) -> list[Term]:
    return [
        Term(number, text.index(name), text.index(name) + len(name), name, 1.0) for number, name in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("text", "asked", "context"),
    [
        ("电池厂想找一家石墨负极供货商", "石墨负极", "电池"),
        ("我们做涤纶窗帘布，缺涤纶长丝的稳定货源", "涤纶长丝", "涤纶窗帘布"),
        ("求购烧结钕铁硼，用在伺服电机上", "烧结钕铁硼", "伺服电机"),
        ("包装机上用的滚珠轴承老是坏，想换国产的", "滚珠轴承", "包装机"),
    ],
)
def test_what_is_sought_weighs_more_than_who_seeks_or_what_for(text: str, asked: str, context: str) -> None:
    first, second = weighed(text, terms(text, asked, context))
    assert first.weight > second.weight


def test_makers_of_a_product_can_be_what_is_sought() -> None:
    text = "想找减速器厂家"
    (term,) = weighed(text, terms(text, "减速器"))
    assert term.weight == 1


def test_a_name_on_its_own_is_asked_for() -> None:
    (term,) = weighed("特钢", terms("特钢", "特钢"))
    assert term.weight == 1


def test_a_short_common_word_that_nobody_seeks_stays_doubtful() -> None:
    text = "大家都说标准挺高的，不知道怎么办"
    (term,) = weighed(text, terms(text, "标准"))
    assert term.weight < 1
    assert weighed(text, []) == ()
