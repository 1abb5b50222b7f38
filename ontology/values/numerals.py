"""Numbers written in Chinese characters: 十四, 两, 三千五百, 一万二千, 二〇二三."""

import re
from typing import Final

DIGITS: Final = {char: place for place, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
TENS: Final = {"十": 10, "百": 100, "千": 1000}
MYRIADS: Final = {"万": 10**4, "亿": 10**8}
CHARACTERS: Final = "".join((*DIGITS, *TENS, *MYRIADS))


def is_numeral(text: str) -> bool:
    """Whether a text is made of Chinese number characters only."""
    return bool(re.fullmatch(f"[{CHARACTERS}]+", text))


def chinese_number(text: str) -> int | None:
    """The number that Chinese characters write, None when they write none.

    A bare 百 or 千 counts as one hundred or one thousand; 二〇二三 is read digit by digit.
    """
    if not is_numeral(text):
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    for char in "亿万":
        high, found, low = text.rpartition(char)
        if found:
            above, below = chinese_number(high) if high else 1, chinese_number(low) if low else 0
            return None if above is None or below is None else above * MYRIADS[char] + below
    return _below_myriad(text)


def whole_number(text: str) -> int | None:
    """The number that digits or Chinese characters write, None when they write none."""
    return int(text) if text.isdecimal() else chinese_number(text)


def _below_myriad(text: str) -> int | None:
    """Value of a text such as 三千零五十; None when places do not fall from left to right."""
    total, digit, last = 0, None, 10**4
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif TENS[char] >= last:
            return None
        else:
            last = TENS[char]
            total += (1 if digit is None or digit == 0 else digit) * last
            digit = None
    return total + (digit or 0)


def magnitude(text: str) -> float:
    """The factor that characters after a number stand for: 万亿 is 1e12, empty is 1."""
    factor = 1.0
    for char in text:
        factor *= {**TENS, **MYRIADS}[char]
    return factor
