"""Bytes of a text file → characters: BOM, UTF-8, UTF-16, GB 18030, Big5."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 200_000
_CUT: Final = 4  # bytes of the last character that a cut download may have lost
_COMMON: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "、，。：；（）《》“”個國時來們產會對發動過說種後定學經業與爲為機電關長開應車東書萬業务项目企业技术市省区建设推进服务平台数据"
)
_WIDE: Final = 16  # bytes from which UTF-16 can be told without zeros
_ROWS: Final = frozenset({0x00, 0x20, 0x30, 0xFF, *range(0x4E, 0xA0)})  # first bytes of Chinese text in UTF-16
_MOST: Final = 0.9
_COMMONLY: Final = 0.2  # of the characters are frequent ones; by chance one in a hundred is
_WRONG: Final = ("latin-1", "cp1252", "gb18030")  # as which programs read UTF-8 by mistake
_AGAIN: Final = 0.5  # times as many frequent characters must the right reading hold
_CLAIM: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SUPERSETS: Final = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030"}


def decode(content: bytes, claimed: str = "") -> tuple[str, bool]:
    """The characters, and whether every byte could be decoded.

    Args:
        content: the bytes of the file.
        claimed: the encoding its author names, if any; believed when it fits.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _whole(content[len(mark) :], encoding)
    if wide := wide_encoding(content):
        return _whole(content, wide)
    if (cut := _cut_utf8(content)) is not None:
        return cut, False
    for encoding in _candidates(content, claimed):
        try:
            return content.decode(encoding), True
        except (UnicodeDecodeError, LookupError):
            continue
    return _repaired(content)


def _cut_utf8(content: bytes) -> str | None:
    """UTF-8 that ends inside a character, which other encodings would read as rubbish."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(content)
    except UnicodeDecodeError:
        return None
    return text if decoder.getstate()[0] and not text.isascii() else None


def claimed_encoding(content: bytes) -> str:
    """The encoding that a web page names in its first bytes, widened to what is written under that name."""
    found = _CLAIM.search(content[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    return _SUPERSETS.get(name, name)


def _whole(content: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return content.decode(encoding), True
    except UnicodeDecodeError:
        return content.decode(encoding, errors="replace"), False


def _candidates(content: bytes, claimed: str) -> Iterator[str]:
    """Encodings in the order to try; UTF-8 is first as no other text passes for it by chance."""
    yield "utf-8"
    if claimed:
        yield claimed
    yield from ("big5", "gb18030") if _reads_better_as_big5(content) else ("gb18030", "big5")


def _reads_better_as_big5(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    return _commonness(sample, "big5") > 1.5 * _commonness(sample, "gb18030")


def _commonness(sample: bytes, encoding: str) -> float:
    """Share of frequent characters among those beyond ASCII: text decoded wrongly has hardly any."""
    beyond = [c for c in sample.decode(encoding, errors="replace") if c > "\x7f"]
    return sum(c in _COMMON for c in beyond) / max(1, len(beyond))


def wide_encoding(content: bytes) -> str:
    """UTF-16 without its mark: every second byte of ASCII and line breaks is zero."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd < max(2, len(sample) // 50):
        return _wide_chinese(sample)
    if even > 8 * odd:
        return "utf-16-be"
    return "utf-16-le" if odd > 8 * even else _wide_chinese(sample)


def _wide_chinese(sample: bytes) -> str:
    """UTF-16 of Chinese text without its mark: one of every two bytes is that of a Chinese character's row."""
    if len(sample) < _WIDE:
        return ""
    for encoding, rows in (("utf-16-be", sample[0::2]), ("utf-16-le", sample[1::2])):
        share = sum(row in _ROWS for row in rows) / len(rows)
        if share > _MOST and _commonness(sample, encoding) > _COMMONLY:
            return encoding
    return ""


def is_mistaken(text: str) -> bool:
    """Whether a text was decoded wrongly before it was saved: its characters spell UTF-8 in another encoding."""
    return any(_han(_read_again(text, encoding)) > _AGAIN * max(1, _han(text), len(text) / 8) for encoding in _WRONG)


def _read_again(text: str, encoding: str) -> str:
    return text.encode(encoding, errors="ignore").decode("utf-8", errors="ignore")


def _han(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" and c in _COMMON for c in text)


def _repaired(content: bytes) -> tuple[str, bool]:
    """A text whose last character is cut reads without it; anything else with replacement signs."""
    for cut in range(1, _CUT):
        try:
            return content[:-cut].decode("gb18030"), False
        except UnicodeDecodeError:
            continue
    votes = {encoding: content.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")}
    return min(votes.values(), key=lambda text: text.count("\ufffd")), False
