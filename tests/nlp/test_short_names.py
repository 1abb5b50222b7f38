import pytest

from nlp.lexicon import Lexicon
from nlp.names.find import find_names
from nlp.names.scene import Scene
from nlp.short_names import ShortNames, short_names
from ontology.schema import EntityClass

TRADES = frozenset({"机器人", "科技", "精工", "设备", "燃气", "信息", "技术"})


def shorten(*companies: str, taken: frozenset[str] = frozenset()) -> ShortNames:
    return short_names(companies, TRADES.__contains__, taken.__contains__)


def test_a_legal_name_loses_its_form_its_region_and_its_trades_one_by_one() -> None:
    assert shorten("浙江样例谐机器人科技有限公司").clear == {"样例谐机器人科技", "样例谐机器人", "样例谐", "浙江样例谐"}


def test_a_region_in_brackets_is_no_part_of_the_short_name() -> None:
    assert "样例谐科技" in shorten("样例谐科技（上海）有限公司").clear


@pytest.mark.parametrize(
    ("company", "weak"),
    [
        ("宁波星河精工有限公司", "星河"),  # an everyday word
        ("宁波越轴精工有限公司", "越轴"),  # two characters are too often part of something else
    ],
)
def test_a_short_form_that_is_easily_something_else_needs_a_context(company: str, weak: str) -> None:
    assert weak in shorten(company).weak


def test_forms_that_companies_share_or_that_mean_something_else_are_left_out() -> None:
    shared = shorten("浙江样例谐科技有限公司", "江苏样例谐科技有限公司")
    assert shared.clear == {"浙江样例谐", "江苏样例谐"}
    taken = shorten("宁波样例谐精工有限公司", taken=frozenset({"样例谐"}))
    assert taken.clear == {"样例谐精工", "宁波样例谐"}


def test_nothing_but_trades_makes_no_short_name() -> None:
    assert shorten("上海燃气设备有限公司") == ShortNames(frozenset(), frozenset())


def test_a_name_without_a_legal_form_has_no_short_form() -> None:
    assert shorten("样例谐机器人") == ShortNames(frozenset(), frozenset())


def test_a_registered_company_is_found_by_its_short_name() -> None:
    lexicon = Lexicon(
        [("浙江样例谐机器人科技有限公司", EntityClass.ENTERPRISE), ("宁波星河精工有限公司", EntityClass.ENTERPRISE)]
    )

    def firms(text: str) -> list[str]:
        return [span.text for span in find_names(Scene(text, lexicon)) if span.cls is EntityClass.ENTERPRISE]

    assert firms("本月样例谐机器人交付订单。") == ["样例谐机器人"]
    assert firms("供应商星河表示按期交货。") == ["星河"]
    assert firms("仰望星河灿烂。") == []


@pytest.mark.parametrize("name", ["世界", "老百姓", "线上线下", "越轴"])
def test_a_registered_name_that_may_be_everyday_words_needs_a_context(name: str) -> None:
    lexicon = Lexicon([(name, EntityClass.ENTERPRISE)])
    assert name in lexicon.weak_firms
    assert EntityClass.ENTERPRISE not in lexicon.classes(name)


@pytest.mark.parametrize("name", ["世界精工有限公司", "世界精工有限公司（集团）", "谐轴创投", "样例谐", "银河证券"])
def test_a_registered_name_that_can_only_be_a_firm_stands_alone(name: str) -> None:
    assert Lexicon([(name, EntityClass.ENTERPRISE)]).classes(name) == {EntityClass.ENTERPRISE}


def test_a_firm_that_bears_the_name_of_a_product_leaves_the_product_its_class() -> None:
    assert Lexicon([("减速器", EntityClass.ENTERPRISE)]).classes("减速器") == {EntityClass.TECHNOLOGY}
