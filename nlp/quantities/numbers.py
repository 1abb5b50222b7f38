"""Numbers as the text writes them: value, unit and comparator, years and labels left aside.

`1.36万亿元` is the value 1.36 of the unit 万亿元; `40余家` is more than 40 家. What is a name, a date or a
list number (5G, 第3位, “1+N”, 2023年, 图2) is no quantity. Method: labels and dates
are found first and take their digits away, then one pattern reads the rest.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from ontology.rows import rows_of

_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = r"[一二两三四五六七八九十百千]{1,4}|一半|万(?=亿)"
_SCALE = r"百亿亿|亿亿|万亿|百万|千万|百亿|千亿|[万亿百](?![分万亿])|千(?![分万亿瓦米克卡])"
_FRACTION = r"[一二三四五六七八九十]分之[一二三四五六七八九]|\d/\d(?![\d/])"
_MORE = r"余|多(?!分之)|来"
_CURRENCY = "人民币|日元|美元|欧元|港元|港币"  # before the number; the unit is what stands behind it

_BEFORE = {
    "超": "超过 超出 超 突破 逾 大于 多于",
    "不低于": "不低于 不少于 不小于 不应低于 不得低于 不得少于 至少 最低 不少於",
    "最高": "不足 不到 跌破 最高不超过 不超过 不得超过 不应超过 不得高于 不高于 "
    "不多于 不大于 最高可达 最高达 最高 最多 至多 低于 少于 小于",
    "达": "将达到 达到了 达到 高达 多达 达",
    "近": "将近 接近 近",
    "约": "大约 约为 约 大概",
}
_AFTER = {"不低于": "以上 及以上", "约": "左右 上下 附近", "最高": "以下 以内 之内 及以下"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit; `start:end` is the value alone, `left:right` the whole with its comparators."""

    value: str
    unit: str
    kind: str  # share, money, count, measure, duration, or empty where no unit stands
    comparator: str
    start: int
    end: int
    left: int
    right: int


@lru_cache(maxsize=1)
def unit_kinds() -> dict[str, str]:
    """Unit → kind, from `units.tsv`."""
    return {unit: kind for kind, *units in rows_of("nlp.quantities", "units.tsv") for unit in units}


def _alternatives(words: dict[str, str]) -> str:
    spelled = sorted({word for line in words.values() for word in line.split()}, key=len, reverse=True)
    return "|".join(map(re.escape, spelled))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(unit_kinds(), key=len, reverse=True)))
    step = rf"(?:{_SCALE})?(?P<step>{units})?"
    same = rf"(?(step)(?=\s?(?:{_SCALE})?(?P=step)))"  # 5%—10%, but not 2个百分点至34%, which says two things
    digits = rf"(?P<digits>{_DIGITS})(?:{step}\s?(?:[-—–~～－∼至到])+\s?(?P<to>{_DIGITS})(?![年月]){same})?"
    first = "".join(sorted({word[0] for word in (*_alternatives(_BEFORE).split("|"), *_CURRENCY.split("|"))}))
    return re.compile(
        rf"(?=[\d\s一二两三四五六七八九十百千{first}])(?P<before>(?<![签合条预节制集契雷马直])(?:{_alternatives(_BEFORE)}))?(?P<second>{_alternatives(_BEFORE)})?\s?(?:{_CURRENCY})?"
        rf"(?:(?P<fraction>{_FRACTION})|{digits}|(?P<han>{_HAN}))\s?"
        rf"(?P<more>{_MORE})?(?P<scale>{_SCALE})?(?P<more2>{_MORE})?\s?(?P<unit>{units}|(?<=[两二三四五六七八九十\d])大(?![于小约学型量幅力道])(?=[\u4e00-\u9fff]))?"
        rf"(?:\s?(?P<after>{_alternatives(_AFTER)}))?"
    )


@lru_cache(maxsize=1)
def _meaning() -> dict[str, str]:
    return {word: sign for table in (_BEFORE, _AFTER) for sign, line in table.items() for word in line.split()}


# A digit run that belongs to a name, a date, an ordinal or a label. Matched first, it takes its digits away.
_LABEL = re.compile(
    r"(?=[\d\sA-Za-zＴ“\"第前图表专附栏（(〔一二三四五六七八九十两百千])(?:"  # one look instead of one a kind
    r"(?:19|20)\d{2}\s?年?\s?[-—–~～－至到]\s?(?:(?:19|20)\d{2}|\d{1,2})\s?年"
    r"|(?:19|20)\d{2}\s?(?:年(?!轻)|(?=[,，、）)。的—–-]|度))|\d{1,2}\s?月(?:\s?\d{1,2}\s?日|\d{1,2})?|\d{1,2}\s?日(?!元)|[“\"]\d+[+＋]"
    r"|第[一二三四五六七八九十百\d]+|[A-Za-z][A-Za-z\-/ .]*\d[\d.\-–—]*|\d+(?:\.\d+)?[GDgd](?![WwBbHhA-Za-z])"
    r"|\d+\s?[+＋×*]\s?[\dNnXx]+|前\d+(?:名|位|强)|[TtＴ][oO][pP]\s?\d+|\d+强|\d+(?:级|号|纳米|后|楼|层)(?!元)"
    r"|(?:^|(?<=[。；\n]))\s?\d+[.、．](?!\d)|[（(]\d+[）)]|(?:图|表|专栏|附件|栏)\s?\d+(?:[-.]\d+)*|〔\d+〕\d*号?"
    r"|\d{6,}(?![\d.,]*[万亿元家个人台吨辆户平])|\d+[:：]\d+|\d+-\d+-\d+|\d+\.\d+\.\d+|\d+\s?[xX]\s?\d+"
    r"|[一二三四五六七八九十两]+(?:级|批|类|是|业|带|点|角|季度|方面|化|五|网|体|带一路|线)|十四五|十三五|十五五|百强|千家)"
)
_HAN_UNITS = frozenset("个家条座项成番倍户名支款年栋套台艘列张架颗辆位大")
_ENOUGH = "过出超破逾于多少低於足高大小达到了近约为"  # before 百, 千 or 万 that count by themselves
_SEED = re.compile(  # begins with one set of characters, so that the engine passes over all others at once
    rf"[\d\s一二两三四五六七八九十百千万](?:(?<=\d)"
    rf"|(?<=[一二两三四五六七八九十百千])[一二两三四五六七八九十百千]{{0,3}}[余多来百千万亿\s]*[{''.join(sorted(_HAN_UNITS))}分万亿]"
    rf"|(?<=[{_ENOUGH}][百千万])|(?<=[{_ENOUGH}]\s)[百千万])"
)
_GRADE: Final = "级"  # 百亿级企业 and 10吨级火箭 are of a kind; nothing is counted
_LONGEST_LEAD = 20  # characters of comparators and currency before a number
_LONGEST_NUMBER = 60  # characters of a range with its units


def find_numbers(text: str) -> Iterator[Number]:
    """Quantities in the order of the text, labels and dates left out.

    Args:
        text: a sentence or more.

    Yields:
        Numbers that do not overlap. A number without a unit has an empty `kind`.
    """
    taken: list[tuple[int, int]] | None = None
    for match in _candidates(text):
        number = _number(match)
        if number is None:
            continue
        if taken is None:
            taken = [label.span() for label in _LABEL.finditer(text)]
        if not _inside(number.start, taken):
            yield number


def could_count(text: str) -> bool:
    """Whether a number may stand in the text; False is certain."""
    return bool(_SEED.search(text))


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """What the pattern matches, looked for only around digits and numerals that a unit may follow."""
    done, find = 0, _pattern().search
    for seed in _SEED.finditer(text):
        while done <= seed.start():
            match = find(text, max(done, seed.start() - _LONGEST_LEAD), seed.end() + _LONGEST_NUMBER)
            if match is None:
                break
            yield match
            done = match.end()


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of the spans, which stand in order and apart."""
    before = bisect_right(spans, (place, sys.maxsize))
    return before > 0 and place < spans[before - 1][1]


class _Said(NamedTuple):
    """What each group of the pattern matched; None where it matched nothing."""

    before: str | None
    second: str | None
    digits: str | None
    to: str | None
    fraction: str | None
    han: str | None
    more: str | None
    scale: str | None
    more2: str | None
    unit: str | None
    after: str | None


_GROUPS: Final = _Said._fields


def _number(match: re.Match[str]) -> Number | None:
    said = _Said(*match.group(*_GROUPS))
    if (said.han and not _han_counts(said.han, said)) or match.string.startswith(_GRADE, match.end()):
        return None
    unit, scale = said.unit or "", said.scale or ""
    unit = "个" if unit == "大" else unit  # 三大平台 are three of them
    kind = "share" if said.fraction else unit_kinds().get(unit, "")
    if scale and not kind:
        kind = "count"
    body = "digits" if said.digits else "fraction" if said.fraction else "han"
    start, end = match.start(body), match.end("to" if said.to else body)
    return Number(
        value=match.string[start:end],
        unit=(scale + unit).replace("％", "%"),
        kind=kind,
        comparator=_comparator(said),
        start=start,
        end=end,
        left=match.start(),
        right=match.end(),
    )


def _han_counts(han: str, said: _Said) -> bool:
    """Whether a Chinese numeral counts: 三家 and 百亿元 do, 一个 and 一批 say no number."""
    unit, scale = said.unit or "", said.scale or ""
    if said.before and han in {"百", "千", "万"}:
        return bool(unit) or scale == "亿"
    if han == "万":
        return False
    if scale == "万" or (scale == "亿" and unit.endswith("元")):
        return bool(unit)
    if not unit or unit[0] not in _HAN_UNITS:
        return False
    return han != "一" or unit in {"成", "倍", "番"}


def _comparator(said: _Said) -> str:
    meaning = _meaning()
    if said.after:
        return meaning[said.after]
    before = meaning[said.before] if said.before else ""
    if said.more or said.more2:
        return before if before in {"近", "约"} else "超"
    if before == "达" and said.second:
        return meaning[said.second]
    return before
