"""The numbers of a text, in the order in which they stand there."""

import re
import unicodedata
from typing import Final

# Digits of any script with their signs, separators and percent; then numbers in Chinese words.
_NUMBER: Final = re.compile(
    r"[+\-−–]?[\d²³¹①-⓿❶-➓㉑-㊿½¼¾⅓⅔]+(?:[.,:：/·][\d]+)*\s*[%％‰°]?"
    r"|[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅半几]+(?:[点分成][零〇一二三四五六七八九十]+)?"
)


def numbers_in(text: str) -> tuple[str, ...]:
    """Every number of a text as it is written, widths and blanks made alike."""
    return tuple(unicodedata.normalize("NFKC", found).replace(" ", "") for found in _NUMBER.findall(text))
