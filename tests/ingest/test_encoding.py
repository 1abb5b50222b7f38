import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.encoding import claimed_encoding, decode, is_mistaken

TEXT = "㮾山街道智能装备小镇：产值96.7亿元，同比增长11.3%。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"])
def test_usual_encodings_are_found_out(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, True)


def test_big5_is_told_from_gb18030() -> None:
    text = "產業園區的發展與服務：電機、機械、開關設備的企業，這個時間在國內的會議。"
    assert decode(text.encode("big5")) == (text, True)


def test_a_text_cut_inside_its_last_character_reads_without_it() -> None:
    assert decode("产业链".encode()[:-1]) == ("产业", False)


def test_a_page_that_says_gb2312_holds_gb18030() -> None:
    assert claimed_encoding(b'<meta charset="gb2312">') == "gb18030"


@given(st.binary(max_size=400))
def test_any_bytes_decode_without_an_error(content: bytes) -> None:
    text, _ = decode(content)
    assert isinstance(text, str)


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le"])
def test_wide_chinese_is_told_without_a_mark_or_zeros(encoding: str) -> None:
    text = "产业链企业座谈会要求各地对重点项目的进展按月上报，发现问题及时解决。"
    assert decode(text.encode(encoding)) == (text, True)


@pytest.mark.parametrize("wrong", ["latin-1", "gb18030"])
def test_a_text_that_was_decoded_wrongly_and_saved_is_told(wrong: str) -> None:
    text = "关于推进产业链建设的通知，请各地认真执行，并对发现的问题及时上报。"
    assert is_mistaken(text.encode().decode(wrong, errors="ignore"))
    assert not is_mistaken(text)
