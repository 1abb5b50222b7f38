"""What belongs to a person: mobile numbers, identity cards, bank cards, mail addresses.

It has no place in a board or a log (`personal_in`), and is shown masked where it stands in documents (`masked`).
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ontology.values.credit_code import is_valid
from ontology.values.regions import enclosing_region

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

# What every kind has: most texts need no closer look.
_HINT: Final = re.compile(r"@|＠|1[- ]?[3-9]|\d{6}|\d{4}[ -]\d|[０-９]")
_EDGE, _END = r"(?<![0-9A-Za-z_])", r"(?![0-9A-Za-z_])"  # numbers within ids and hashes are none of these
_SUM = r"(?! ?(?:[元万亿%台吨千]|[.,]\d))"  # what follows an amount
_MOBILE: Final = re.compile(rf"(?<![.,¥￥$]){_EDGE}(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{{4}}[- ]?\d{{4}}{_END}{_SUM}")
_CARD: Final = re.compile(rf"{_EDGE}\d(?:[ -]?\d){{14,18}}[Xx]?{_END}")
_MAIL: Final = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@((?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24})(?![\w-])", re.ASCII)
_WIDE: Final = str.maketrans("０１２３４５６７８９＠Ｘｘ－　", "0123456789@Xx- ")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, MOD 11-2 of ISO 7064
_CHECKS: Final = "10X98765432"
_BIRTHDAY: Final = re.compile(r"[1-8]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_OLD_CARD: Final = re.compile(r"[1-8]\d{5}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")  # before 1999
_PROVINCES: Final = frozenset(
    map(
        str,
        (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82),
    )
)
_BANKS: Final = re.compile(r"(?:62|4|5[1-5]|35|9558)\d+")  # UnionPay, Visa, Mastercard, JCB, an older domestic range
# Mailboxes of an office, not of somebody.
_OFFICES: Final = frozenset(
    {
        *("admin", "bd", "business", "contact", "cs", "export", "fax", "hr", "info", "kefu", "mail", "marketing"),
        *("market", "news", "office", "post", "postmaster", "pr", "press", "purchase", "recruit", "sale", "sales"),
        *("service", "services", "support", "tech", "webmaster", "zhaobiao", "zhaopin", "zhaoshang"),
    }
)


def personal_in(text: str) -> tuple[str, ...]:
    """The kinds of personal data that a text holds, none for a harmless one."""
    plain = text.translate(_WIDE)
    return tuple(kind for kind, pattern in _KINDS.items() if pattern.search(plain))


def masked(text: str) -> str:
    """The text with personal data made unreadable, sign for sign: places in the text stay where they are.

    Mobile numbers keep three and four digits, cards three and two, mail addresses their first sign and their host.
    Identity cards are known by birthday and check digit (GB 11643), bank cards by the ranges of their issuers and the
    Luhn sum (ISO/IEC 7812); credit codes of firms, amounts and numbers within ids stay.
    """
    if not _HINT.search(text):
        return text
    plain = text.translate(_WIDE)  # as long as the text
    hidden: list[tuple[int, int]] = []
    for pattern, parts in _MASKS:
        for found in pattern.finditer(plain):
            hidden += [(found.start() + start, found.start() + end) for start, end in parts(found)]
    return _with_stars(text, hidden) if hidden else text


def _mobile_parts(found: re.Match[str]) -> list[tuple[int, int]]:
    digits = [place for place, sign in enumerate(found[0]) if sign.isdigit()][-11:]
    return [(digits[3], digits[6] + 1)]


def _card_parts(found: re.Match[str]) -> list[tuple[int, int]]:
    plain = found[0].replace(" ", "").replace("-", "").upper()
    if not (_is_identity(plain) or _is_bank_card(plain)):
        return []
    signs = [place for place, sign in enumerate(found[0]) if sign not in " -"]
    return [(signs[3], signs[-2])]


def _mail_parts(found: re.Match[str]) -> list[tuple[int, int]]:
    local = found[1]
    if re.split(r"[._+\d-]", local.lower())[0] in _OFFICES:
        return []
    return [(min(1, len(local) - 1), len(local))]


_MASKS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[tuple[int, int]]]], ...]] = (
    (_MOBILE, _mobile_parts),
    (_CARD, _card_parts),
    (_MAIL, _mail_parts),
)


def _is_identity(plain: str) -> bool:
    if _OLD_CARD.fullmatch(plain):
        return True
    if not _BIRTHDAY.fullmatch(plain) or (_is_credit_code(plain) and plain[:2] not in _PROVINCES):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(plain[:17], _WEIGHTS, strict=True))
    return plain[17] == _CHECKS[total % 11]


def _is_credit_code(plain: str) -> bool:
    """A code of a firm; some pass the check of identity cards by chance. One that begins with a province, as none of a
    firm does, is taken for a person's: better one office's code too many masked than one person's number shown."""
    return is_valid(plain) and enclosing_region(plain[2:8]) is not None


def _is_bank_card(plain: str) -> bool:
    if not (16 <= len(plain) <= 19 and _BANKS.fullmatch(plain)) or _is_credit_code(plain):
        return False
    digits = [int(sign) for sign in reversed(plain)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[0::2]) + sum(doubled)) % 10 == 0


def _with_stars(text: str, hidden: list[tuple[int, int]]) -> str:
    signs = list(text)
    for start, end in hidden:
        signs[start:end] = ["*" if sign not in " -－　" else sign for sign in signs[start:end]]
    return "".join(signs)
