"""The numbers of a text, in the order in which they stand there."""

import re
from typing import Final

# Digits of any script with their signs, separators and percent; then numbers in Chinese words.
_NUMBER: Final = re.compile(
    r"[+\-−–]?[\d²³¹½¼¾⅓⅔①-⓿❶-➓㉑-㊿]+(?:[.,:：/·]\d+)*\s*[%％‰°]?"
    r"|[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅半几]+(?:[点分成][零〇一二三四五六七八九十半]+)?"
)
_WIDE: Final = str.maketrans("０１２３４５６７８９％．，", "0123456789%.,")


def numbers_in(text: str) -> tuple[str, ...]:
    """Every number of a text as it is written, wide digits and blanks made alike."""
    return tuple(re.sub(r"\s", "", found.translate(_WIDE)) for found in _NUMBER.findall(text))
