"""Lists that share one statement."""

import pytest

from nlp.quantities import find_readings
from nlp.quantities.lists import items_before_count, items_of, said_again
from nlp.quantities.numbers import find_numbers


def test_each_item_takes_the_shared_head_noun() -> None:
    assert items_of("新能源汽车、锂电池等产品产量", 2) == ["新能源汽车产量", "锂电池产量"]


def test_a_list_of_another_length_is_not_distributed() -> None:
    assert items_of("新能源汽车、锂电池", 3) == []


def test_items_of_a_list_grow_each_for_itself() -> None:
    assert items_of("大数据、新能源汽车及电池材料产值增长率", 2) == [
        "大数据产值增长率",
        "新能源汽车及电池材料产值增长率",
    ]


def test_a_head_noun_is_shared_only_with_items_that_have_none() -> None:
    assert items_of("生产总值、固定资产投资", 2) == ["生产总值", "固定资产投资"]


def test_a_word_that_item_and_head_share_stands_once() -> None:
    assert items_of("城镇居民、农村居民人均可支配收入", 2) == ["城镇居民人均可支配收入", "农村居民人均可支配收入"]
    assert items_of("集中供养、分散供养标准", 2) == ["集中供养标准", "分散供养标准"]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("接待游客900万人次、旅游收入80亿元，分别增长20%、14%", ["接待游客增长率", "旅游收入增长率"]),
        ("新开工项目90个、新竣工项目60个，较上年分别增加14个、32个", ["新开工项目增加", "新竣工项目增加"]),
        ("工业投资90亿元、工业产值80亿元，分别占全市的62%、70%", ["工业投资占全市", "工业产值占全市"]),
        ("甲类企业、乙类企业分别从2017年的90家、60家增加到190家、160家", ["甲类企业", "乙类企业"]),
    ],
)
def test_a_list_says_something_of_each_number_before_it(text: str, second: list[str]) -> None:
    assert [reading.metric for reading in find_readings(text)][2:] == second


def test_a_list_with_a_noun_of_its_own_says_nothing_of_those_before() -> None:
    told = find_readings("幼儿园45所、小学19所，分别新增学位2万个、3万个")
    assert all(reading.metric.endswith("学位") for reading in told[2:])


def test_many_comparisons_in_a_row_take_no_time() -> None:
    text = f"5家，{'比上年' * 200}各增6家"
    first, second = find_numbers(text)
    assert said_again(text, first.right, second, listed=True) is None


@pytest.mark.parametrize(
    ("phrase", "items"),
    [
        ("城乡居民收入增长率", ["城镇居民收入增长率", "农村居民收入增长率"]),
        ("金融机构存贷款余额", ["金融机构存款余额", "金融机构贷款余额"]),
    ],
)
def test_one_word_for_two_is_each_of_them(phrase: str, items: list[str]) -> None:
    assert items_of(phrase, 2) == items


def test_three_sectors_are_each_of_them() -> None:
    assert items_of("一、二、三产业增加值", 3) == ["第一产业增加值", "第二产业增加值", "第三产业增加值"]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("全市污水处理率、垃圾处理率分别达98%、99%", ["污水处理率", "垃圾处理率"]),
        ("光纤宽带、移动信号覆盖率分别达89%、95%", ["光纤宽带覆盖率", "移动信号覆盖率"]),
    ],
)
def test_items_with_a_verb_inside_are_read_from_the_text_as_it_stands(text: str, metrics: list[str]) -> None:
    assert [reading.metric for reading in find_readings(text)] == metrics


def test_a_list_that_a_count_sums_up_gives_each_number_an_item() -> None:
    text = "从产业看，电机、机床、轴承三个细分行业产值分别为38亿元、24亿元和17亿元"
    told = [reading.metric for reading in find_readings(text) if reading.unit == "亿元"]
    assert told == ["电机产值", "机床产值", "轴承产值"]


def test_a_count_of_others_sums_up_no_list() -> None:
    assert items_before_count("电机、机床五个行业产值分别", "行业产值", 2) == []


def test_what_is_measured_of_the_last_item_is_measured_of_each() -> None:
    assert items_of("大豆、小麦外购比例", 2) == ["大豆外购比例", "小麦外购比例"]
