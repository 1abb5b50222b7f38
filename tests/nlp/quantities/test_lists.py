"""Lists that share one statement."""

from nlp.quantities.lists import items_of


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
