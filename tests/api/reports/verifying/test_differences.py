from api.reports.verifying.differences import LOOK, NUMBER, PICTURE, WORDS, Difference, differences
from api.reports.verifying.pieces import ATTRIBUTES, IMAGE, Piece


def _pieces(*texts: str, part: str = "正文") -> list[Piece]:
    return [Piece(part, f"第 {at} 段", text) for at, text in enumerate(texts, 1)]


def test_the_same_pieces_differ_in_nothing() -> None:
    assert differences(_pieces("甲 1", "乙"), _pieces("甲 1", "乙")) == ()


def test_a_number_is_told_with_what_it_should_be() -> None:
    assert differences(_pieces("甲 1 家，占 5%"), _pieces("甲 1 家，占 9%")) == (
        Difference(NUMBER, "正文", "第 1 段", ("5%",), ("9%",), "甲 1 家，占 5%"),
    )


def test_an_added_and_a_missing_paragraph_are_told_alone() -> None:
    assert [one.place for one in differences(_pieces("甲", "新 3"), _pieces("甲"))] == ["第 2 段"]
    assert [(one.found, one.expected) for one in differences(_pieces("甲"), _pieces("甲", "乙 3"))] == [((), ("3",))]


def test_numbers_that_changed_places_are_found() -> None:
    assert [one.kind for one in differences(_pieces("甲 3", "乙 5"), _pieces("甲 5", "乙 3"))] == [NUMBER, NUMBER]


def test_other_words_are_no_other_number() -> None:
    assert [one.kind for one in differences(_pieces("本省 3 家"), _pieces("全省 3 家"))] == [WORDS]


def test_a_strange_picture_is_told_and_a_lacking_one_is_no_lie() -> None:
    assert [one.kind for one in differences(_pieces("a", "x", part=IMAGE), _pieces("a", part=IMAGE))] == [PICTURE]
    assert [one.kind for one in differences(_pieces("a", part=IMAGE), _pieces("a", "b", part=IMAGE))] == [WORDS]


def test_what_could_change_the_look_of_a_page_is_told() -> None:
    found = differences(_pieces("style=display:none", part=ATTRIBUTES), _pieces("class=body", part=ATTRIBUTES))

    assert [one.kind for one in found] == [LOOK]
