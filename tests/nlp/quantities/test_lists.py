"""Lists that share one statement."""

from nlp.quantities.lists import items_of


def test_each_item_takes_the_shared_head_noun() -> None:
    assert items_of("新能源汽车、锂电池等产品产量", 2) == ["新能源汽车产量", "锂电池产量"]


def test_a_list_of_another_length_is_not_distributed() -> None:
    assert items_of("新能源汽车、锂电池", 3) == []
