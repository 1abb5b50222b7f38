"""Short forms of a register's companies in texts: 浙江样例机器人科技有限公司 → 样例机器人科技, 样例机器人, 样例.

A legal name is region + coined word + trades + legal form. The legal form and the region go first, then trades from
the right. A form is clear when it can only mean the company, weak when it is also an everyday word and needs a
context (星河), and left out when several companies share it or it says no more than a trade or a place.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from nlp.words import is_word, rows
from ontology.values.regions import region_names

_LEGAL: Final = re.compile(
    r"(?:[（(]集团[）)])?(?:集团)?(?:股份有限公司|有限责任公司|有限公司|股份公司|总公司|分公司|公司|集团|"
    r"合伙企业(?:[（(](?:有限合伙|普通合伙)[）)])?|[（(]有限合伙[）)]|株式会社|厂|股份)+$"
)
_BRACKETS: Final = re.compile(r"[（(][^（）()]{1,8}[）)]")
_LONGEST_PLACE: Final = 8  # characters of a region's name
_LONGEST_TRADE: Final = 6  # characters of a trade at the end
_SHORTEST_FULL: Final = 4  # characters of a form that stands alone
_LONGEST_PLAIN: Final = 4  # characters of a form whose coined word is an everyday word, which alone tells no firm
_LONGEST_BARE: Final = 5  # characters of a name without a legal form that may be a row of everyday words
_BRAND: Final = range(2, 5)  # characters of a coined word
_PLACE_ENDS: Final = frozenset("省市区县州盟旗")


@dataclass(frozen=True, slots=True)
class ShortNames:
    """Short forms of the companies: `clear` ones stand alone, `weak` ones need a context that tells a firm."""

    clear: frozenset[str]
    weak: frozenset[str]


def short_names(
    companies: Iterable[str], is_trade: Callable[[str], bool], is_taken: Callable[[str], bool]
) -> ShortNames:
    """Short forms of companies, without those that several of them share.

    Args:
        companies: full legal names; names without a legal form have no short form here.
        is_trade: whether a word says only what kind of business it is (机器人, 科技).
        is_taken: whether a form is already a name of something else.
    """
    found = [form for name in dict.fromkeys(companies) for form in set(_forms(name, is_trade))]
    users = Counter(form.text for form in found)
    own = [form for form in found if users[form.text] == 1 and not is_taken(form.text) and form.text not in _places()]
    weak = frozenset(form.text for form in own if form.weak or is_word(form.text))
    return ShortNames(frozenset(form.text for form in own) - weak, weak)


def may_be_word(name: str, is_trade: Callable[[str], bool]) -> bool:
    """Whether a name that a register gives without a legal form may stand in a text for something else.

    Two characters, a word of the dictionary (幸福), or a row of such words that ends in no trade (线上线下); a legal
    name says itself that it is a firm's.
    """
    if _LEGAL.search(_BRACKETS.sub("", name)):
        return False
    if len(name) <= _BRAND.start:
        return True
    is_plain = is_word(name) or (len(name) <= _LONGEST_BARE and not _is_coined(name))
    return is_plain and len(_without_trade(name, is_trade)) in {0, 1, len(name)}


class _Form(NamedTuple):
    text: str
    weak: bool


def _forms(name: str, is_trade: Callable[[str], bool]) -> Iterator[_Form]:
    """The forms of one company, the longest first, the legal name itself left out."""
    bare = _LEGAL.sub("", _BRACKETS.sub("", name))
    if bare == name or len(bare) < _BRAND.start:
        return
    place, core = _without_place(bare)
    stages = list(_stages(core, is_trade))
    brand = stages[-1]
    if not brand:
        return
    plain = not _is_coined(brand)
    for form in stages:
        if len(form) >= _SHORTEST_FULL:
            yield _Form(form, plain and (form == brand or len(form) <= _LONGEST_PLAIN))
    if len(brand) < _SHORTEST_FULL and brand.isalnum():
        yield _Form(brand, plain or len(brand) == _BRAND.start)
    if place and len(brand) in _BRAND and brand.isalnum():
        yield _Form(place + brand, plain)


def _is_coined(brand: str) -> bool:
    """Whether the dictionary cannot read it: it has a word of its own making, or two single characters in a row."""
    words = rows(brand).texts
    lengths = [len(word) for word in words]
    return not is_word(brand) and (
        any(len(word) > 1 and not is_word(word) for word in words) or (1, 1) in pairwise(lengths)
    )


def _stages(core: str, is_trade: Callable[[str], bool]) -> Iterator[str]:
    """The name and what is left as one trade after another goes from its end; empty last where all are trades."""
    while core:
        yield core
        kept = _without_trade(core, is_trade)
        if kept == core:
            return
        core = kept
    yield ""


@cache
def _places() -> frozenset[str]:
    return frozenset(region_names())


def _without_place(name: str) -> tuple[str, str]:
    """Short form of the last region at the start (浙江 of 浙江省), and the rest; the rest keeps two characters."""
    place, places = "", _places()
    while True:
        ends = range(min(_LONGEST_PLACE, len(name) - _BRAND.start), 1, -1)
        found = next((name[:end] for end in ends if name[:end] in places), "")
        if not found:
            return place, name
        place = found[:-1] if len(found) > 2 and found[-1] in _PLACE_ENDS else found
        name = name[len(found) :]


def _without_trade(name: str, is_trade: Callable[[str], bool]) -> str:
    """The name without the longest trade at its end; empty where nothing but trades is left."""
    if is_trade(name):
        return ""
    starts = range(max(_BRAND.start, len(name) - _LONGEST_TRADE), len(name) - 1)
    return next((name[:start] for start in starts if is_trade(name[start:])), name)
