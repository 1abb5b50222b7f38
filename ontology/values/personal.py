"""What belongs to a person and has no place in a board or a log: mobile numbers, identity cards, mail addresses."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# 居民身份证 of eighteen places: region, birthday, order, check character (GB 11643).
_KINDS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "手机号": re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"),
        "身份证号": re.compile(
            r"(?<!\d)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
        ),
        "电子邮箱": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    }
)


def personal_in(text: str) -> tuple[str, ...]:
    """The kinds of personal data that a text holds, none for a harmless one."""
    return tuple(kind for kind, pattern in _KINDS.items() if pattern.search(text))
