"""A reading is doubtful when it has nothing to do with what the need says, above all with the noun that is sought."""

from graph.analysis.matching.doubt import rests_on_one, untold_by, words_in
from graph.analysis.matching.thesaurus import Sense

TEA = Sense(("茶叶",), ("奶茶",), ("茶饮",))


def doubt(text: str, sense: Sense) -> float:
    return sum(word.weight for word in untold_by(sense, words_in(text)))


def test_a_reading_that_has_all_words_is_not_doubtful() -> None:
    assert doubt("奶茶", TEA) == 0


def test_the_noun_that_is_sought_counts_more_than_what_it_is_for() -> None:
    cup = Sense(("纸杯",), (), ("装饮料",))
    assert doubt("想买奶茶用的纸杯", TEA) > 0.5 > doubt("想买奶茶用的纸杯", cup) > 0


def test_a_word_as_general_as_machine_says_nothing() -> None:
    heads = [word.text for word in words_in("想买分拣包裹的机器") if word.head]
    assert heads == []


def test_a_text_without_telling_words_leaves_no_doubt() -> None:
    assert doubt("想要", TEA) == 0


def test_a_word_that_shares_a_part_with_a_purpose_is_not_told_by_it() -> None:
    earths = Sense(("稀土",), (), ("氧化物",))
    assert doubt("氮氧化物处理", Sense(("脱硝",), (), ("氮氧化物",))) < doubt("氧化钙处理", earths)


def test_a_reading_rests_on_one_word_where_the_others_say_nothing_of_it() -> None:
    toys = Sense(("玩具",), (), ("娃娃",))
    words = words_in("幼儿园想装净化的机器,娃娃直接能喝")
    assert rests_on_one(words, untold_by(toys, words))
    assert not rests_on_one(words_in("娃娃"), untold_by(toys, words_in("娃娃")))
