"""What a number counts: the noun phrase before it, or after it.

`建成5G基站2.8万个` counts 5G基站 (before), `建成26家“未来工厂”` counts 未来工厂 (after), `较上年增长11%` is the growth
of what the number before it counted. The words that are no part of a metric stand in `words.tsv`.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.quantities.numbers import Number
from nlp.words import is_word
from ontology.rows import rows_of

_PIECES: Final = re.compile(r"[，；。！？：,;!?:\n（()）]")
_GROWTH: Final = re.compile(
    r"(?:同比|环比|上年(?:同期)?|去年(?:同期)?|上届|(?:19|20)\d\d\s?年?(?:同期)?|年均|分别|实际|名义|将|平均|较|比|了|，|、|（|\(|^)"
    r"(?:复合|实际|名义|约|分别|再)?(增长率|增长|增速|增幅|上涨|上升|提升|提高|增加|扩大|下降|下滑|降低|回落|减少|缩短|压减)(?:了|约|达|超过|超|近|为)?$"
)
_UP: Final = frozenset({"增长", "增长率", "增速", "增幅", "上涨", "上升"})
_AGAINST: Final = re.compile(r"[，,]?(?:同|相)?(?:比|较)$")
_PART: Final = re.compile(r"^[，、,]?(?:约|分别|合计)?占(?!比|地)(?P<whole>.{0,16}?)(?:的|达|达到|为|约|超|超过|近)*$")
_BARE: Final = re.compile(r"^(?:其中|分别|，|占比|占|比重|约|达到|达|为|超过|超|且|，|、|均|已|\s)*$")
_CHANGED: Final = re.compile(
    r"^[，]?(?:预计|有望|将|力争|再|又|逐步|已|翻倍|大幅)*(?:提升|提高|增长|上升|上涨|增加|扩大|提|升|增|跃升|攀升|增至|降低|下降|减少|降|减|缩短|压缩|缩减)?(?:至|到|为)(?:了|约)?$"
)
_PREDICATE: Final = re.compile(
    r"(?:已经|已|均|都|正在|正|尚未|能够|可以|将|认为|表示)*((?:处于|受困于|实现|完成|开展|采用|使用|应用|部署|拥有|建立|建成|建|投入|"
    r"通过|达到|来自|用于|面临|具备|参与|启动|进入|缺乏|缺少|属于|位于|集中|分布|接入|开通|设立|没有|未)[^，。；：！？、]{2,16})"
)
_NOUN: Final = re.compile(r"[\w“\"']")
_TOTALS: Final = frozenset({"总投资", "总投资额", "投资总额"})
_BARE_VERBS: Final = "增新提扩上下降减缩压回"  # a verb at the very start has no base of comparison
_RATES: Final = frozenset(
    {"增速", "增幅", "增长率", "占比", "比重", "年均增速", "年均增长率", "同比增速", "复合增长率", "年复合增长率"}
)
_DONE: Final = frozenset({"实现", "完成", "达成"})
_SIZES: Final = range(6, 0, -1)  # characters of the rows of `lead` and `tail`
_LONGEST_HOLDER: Final = 14  # characters; longer ones are clauses of their own
_BARE_PERIOD: Final = re.compile(r"^(?:(?:19|20)\d\d|今年|去年|明年|前年|同期)?\s?年?(?:度|底|末|初|全年|上半年)?$")
_YIELD: Final = re.compile(r"(?:年产|日产|月产|年加工|年处理)$")


@dataclass(frozen=True, slots=True)
class Place:
    """The text before and after a number in its clause, what the last level counted, and what the last number did."""

    before: str
    after: str
    last: str = ""
    previous: str = ""


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in rows_of("nlp.quantities", "words.tsv")}


@lru_cache(maxsize=4)
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_words()[group], key=len, reverse=True))))


def _without_lead(text: str) -> str:
    """`text` without the words of `lead` it starts with; 中 of 中小企业 and 现 of 现代 belong to a word and stay."""
    words = _words()["lead"]
    while text:
        length = _leading(text, words)
        if not length or (length == 1 and _in_word(text[:2], text[:3])):
            return text
        text = text[length:]
    return text


def _without_tail(text: str) -> str:
    """`text` without the words of `tail` it ends with; 能 of 产能 and 达 of 雷达 belong to a word and stay."""
    words = _words()["tail"]
    while text:
        length = _trailing(text, words)
        if not length or (length == 1 and _in_word(text[-2:])):
            return text
        text = text[:-length]
    return text


def _leading(text: str, words: Set[str]) -> int:
    """How many characters the longest of the words, or a blank, takes at the start of `text`."""
    for size in _SIZES:
        if text[:size] in words:
            return size
    return int(text[0].isspace())


def _trailing(text: str, words: Set[str]) -> int:
    """The same at its end."""
    for size in _SIZES:
        if text[-size:] in words:
            return size
    return int(text[-1].isspace())


def _in_word(*pieces: str) -> bool:
    return any(len(piece) > 1 and piece not in _words()["lead"] and is_word(piece) for piece in pieces)


def metric_of(number: Number, place: Place) -> str:
    """The metric phrase as written, empty where the sentence does not say what is counted.

    Args:
        number: the number.
        place: its surroundings, see `Place`.
    """
    if place.previous and _CHANGED.match(place.before):
        return place.previous
    growth = _GROWTH.search(place.before)
    if growth and (number.kind == "share" or _only_growth(place, growth)):
        return _growth(place, growth)
    if number.kind == "share":
        return _share(place)
    return _amount(number, place)


def _amount(number: Number, place: Place) -> str:
    before, after = _before(place.before), _after(place.after)
    if number.kind == "count" and after:
        return after
    if before in _TOTALS and place.last.endswith("项目"):
        return place.last + before
    if after and _YIELD.search(before):
        return before + after
    return before or after or place.last


def _only_growth(place: Place, growth: re.Match[str]) -> bool:
    """同比增加207万吨 says nothing but the growth of what came before."""
    stem = _AGAINST.sub("", place.before[: growth.start()])
    return bool(place.last) and growth.group()[0] not in _BARE_VERBS and not _before(stem)


def _growth(place: Place, growth: re.Match[str]) -> str:
    verb = growth[1]
    own = _before(_AGAINST.sub("", place.before[: growth.start()]))
    stem = own or place.last
    return stem + ("增长率" if verb in _UP else verb) if stem else ""


def _share(place: Place) -> str:
    if place.after.startswith("的"):
        noun = _after(place.after[1:])
        if noun:
            rate = re.match(r".*?(?:率|增速|比例|比重)", noun)
            return rate.group() if rate else _predicate(place.after, noun) + noun + "占比"
    if place.last and _BARE.match(place.before):
        return place.last + "占比" if "占" in place.before or "比重" in place.before else place.last
    part = _PART.match(place.before)
    if part and place.last:
        return f"{place.last}占{part['whole']}"
    own = _before(place.before)
    if own in _RATES and place.last:
        return place.last + own
    return own or _after(place.after) or place.last


def _predicate(after: str, noun: str) -> str:
    """部署ERP的 of `的企业已部署ERP`: what the share of the noun does; empty where the sentence says nothing of it."""
    said = _PREDICATE.match(after[after.index(noun) + len(noun) :])
    return f"{said[1]}的" if said else ""


def _before(text: str) -> str:
    """The noun phrase at the end of `text`; 实现 and 完成 between its parts drop out, a bare period is none."""
    kept = _without_tail(text)
    piece = _PIECES.split(kept)[-1]
    verbs = [verb for verb in _pattern("verb").finditer(piece) if verb.end() < len(piece)]
    phrase = _without_lead(piece[verbs[-1].end() if verbs else 0 :]).strip('“”" ')
    if len(verbs) == 1 and verbs[0].group() in _DONE:
        holder = _without_tail(_without_lead(piece[: verbs[0].start()]))
        phrase = holder + phrase if 2 <= len(holder) <= _LONGEST_HOLDER else phrase
    return "" if _BARE_PERIOD.match(phrase) else phrase


def _after(text: str) -> str:
    """The noun phrase `text` starts with; the part after the last 的 where the phrase has one."""
    stop = _pattern("stop").search(text)
    phrase = text[: stop.start()] if stop else text
    if not phrase or not _NOUN.match(phrase):
        return ""
    head = phrase.rsplit("的", 1)[-1] or phrase
    return head.strip('“”"、 的等和')
