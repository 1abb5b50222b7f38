from hypothesis import given
from hypothesis import strategies as st

from nlp.sentences import split


def test_full_stops_semicolons_and_line_breaks_end_a_sentence() -> None:
    assert [s.text for s in split("一是建设平台；二是推广应用。\n三是培训！")] == [
        "一是建设平台；",
        "二是推广应用。",
        "三是培训！",
    ]


def test_a_stop_inside_a_title_or_a_bracket_does_not_end_a_sentence() -> None:
    assert len(split("发布《数据要素；三年行动》（见附件。下同）并实施。")) == 1


def test_a_closing_quote_stays_with_its_sentence() -> None:
    assert [s.text for s in split("他说：“要加快。”随后离开。")] == ["他说：“要加快。”随后离开。"]
    assert [s.text for s in split("很好！”他说。")] == ["很好！”", "他说。"]


def test_a_bracket_that_never_closes_does_not_swallow_the_document() -> None:
    text = "见附件（一。" + "平台建设。" * 60
    assert len(split(text)) > 20


def test_a_run_without_full_stops_is_cut_at_commas() -> None:
    text = "汽车、钢铁、" * 500
    found = split(text)
    assert len(found) > 3
    assert all(len(s.text) <= 800 and s.text.endswith("、") for s in found)
    assert "".join(s.text for s in found) == text


def test_a_line_break_closes_what_is_open() -> None:
    assert len(split("标题（一\n正文。")) == 2


@given(st.text(alphabet="甲乙。；（）《》“”\n !", max_size=60))
def test_sentences_repeat_the_text_and_lose_nothing_but_blanks(text: str) -> None:
    found = split(text)
    assert all(text[s.start : s.end] == s.text for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
