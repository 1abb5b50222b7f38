"""Lists that share one statement: `A、B产量分别增长2倍和50.4%` gives each item its own number.

The list may be one of numbers told before: `游客900万人次、收入80亿元，分别增长20%、14%`.
"""

import re
from collections.abc import Sequence
from typing import Final

from nlp.quantities.numbers import Number

_SEPARATELY: Final = re.compile(r"分别")
_GLUE: Final = re.compile(r"^(?:、|，|,|和|及|与|以及|\s)*$")
_ITEM: Final = re.compile(r"[、]|(?<=[^\s])(?:和|与|及|以及)(?=[^\s])")
_COMMA: Final = re.compile("、")
_SHARED: Final = re.compile(
    r"(?:等[^、]*?)?((?:常住)?居民人均(?:可支配|纯)收入|(?:工业)?(?:增加值|产量|产值|销量|营收|营业收入|收入|投资|总产值|数量|占比|零售额|出口额?|规模|补助|奖励|"
    r"[\u4e00-\u9fff]{2}(?:比例|标准|价格|成本)|面积|余额|人数|总量|浓度|指数|利润|税收|强度|"
    r"(?:城镇化|[\u4e00-\u9fff]{1,2})率))$"
)
_COMPLETE: Final = re.compile(r"[值额量入润率资数模次]$")  # an item with a head noun of its own
_GROWN: Final = re.compile(r"(?<=.)(?:同比|环比)?(增长率|增长|增速|增幅|提升|提高|下降|下滑|降低|减少|占比|比重)$")
_PAIRS: Final = (("城乡", ("城镇", "农村")), ("存贷款", ("存款", "贷款")))  # one word for two
_SECTORS: Final = ("第一产业", "第二产业", "第三产业")
_THREE_SECTORS: Final = re.compile(r"第?一、?第?二、?第?三次?产业?(.*)")
_CLAUSES: Final = re.compile(r"[，；。：！？,;:（()）\n]")
_OPENING: Final = re.compile(
    r"^(?:其中|预计|全[省市县区国州]|我[省市县区]|全年|力争|确保|实现|累计|目前|平均|年均|(?:19|20)\d\d年[底末]?|\s)*"
)
_COUNTED: Final = re.compile(
    r"(?P<list>[^，。；：！？\n]{3,60}?)(?P<count>[两二三四五六七八九十]|\d{1,2})(?:大|个|家|项|类|种)"
    r"(?:重点|主要|主导|细分|优势|支柱|特色|传统|新兴)*(?:行业|产业集群|产业链|产业|领域|企业|园区|产品|品种|地区|区域|集群|板块)"
    r"(?P<head>[^，。；：、\d]{0,12}?)(?:同比|环比)?分别"
)
_NUMERALS: Final = "零一二三四五六七八九十"
_LONGEST_ITEM: Final = 18  # characters
_WORD: Final = 2  # characters of a word
_BASE: Final = r"(?:[比较][^，。；：、\d]{0,6}(?:(?:19|20)?\d\d年[底末]?|上年|去年|年初)(?:同期)?|同比|环比|年均)?"
_FEW: Final = "{0,4}"  # such words at most: without a bound, many in a row would be parted in ever more ways
_EACH_OF_THESE: Final = re.compile(
    rf"[，、；]?\s?(?:均|预计|{_BASE}){_FEW}(?P<each>分别)?(?:大幅|净|实际|再|将|{_BASE}){_FEW}"
    r"(?:(?P<compared>(?:占|高于|高出|低于|快于|慢于|超过|完成)[^，。；：、\d由从]{0,12}?)的?"
    r"|(?P<risen>增长|增加|新增|提高|提升|上升|上涨|扩大|增)|(?P<fallen>下降|下滑|降低|减少|回落|缩短|压减|收窄)"
    r"|(?:是|为|相当于)[^，。；：、\d]{0,4}(?:(?:19|20)\d\d年[底末]?|上年|去年)的)(?:了|约|达|超|近)*"
)
_UNTIL: Final = re.compile(
    r"(?:再|又|逐步)*(?:增加|提高|提升|上升|上涨|增长|扩大|增|升|下降|降低|减少|缩短|压缩|压减|降|减)(?:到|至|为)"
    r"(?:(?:19|20)\d\d年[底末]?的?)?(?:了|约)?"
)
_FROM: Final = re.compile(r"(?<=分别)(?:由|从)(?:(?:19|20)\d\d年[底末]?)?[^，。；：、\d]{0,6}$")


def groups(text: str, numbers: Sequence[Number]) -> list[list[Number]]:
    """Runs of two or more numbers that nothing but 、 and 和 divides."""
    found: list[list[Number]] = []
    for number in numbers if len(numbers) > 1 else ():
        run = found[-1] if found else []
        if run and _GLUE.match(text[run[-1].right : number.left]):
            run.append(number)
        else:
            found.append([number])
    return [run for run in found if len(run) > 1]


def is_distributed(text: str, run: Sequence[Number]) -> bool:
    """Whether 分别 stands before a run of numbers."""
    return bool(_SEPARATELY.search(text, max(0, run[0].left - 12), run[0].left))


def without_start(before: str) -> str:
    """The text before a run without the 从 and the year after its 分别: `分别从2017年的700家、160家增加到…`."""
    return _FROM.sub("", before)


def said_again(text: str, left: int, number: Number, *, listed: bool) -> str | None:
    """What a run of numbers says of as many numbers before it: `增长率`, `占全市`, or empty where they are new values.

    Args:
        text: the sentence.
        left: end of the number before the run.
        number: the first of the run.
        listed: whether those before it are a run too, so that no 分别 is needed.

    Returns:
        None where it says something of its own.
    """
    if listed and _UNTIL.fullmatch(text, left, number.left):
        return ""
    found = _EACH_OF_THESE.fullmatch(text, left, number.left)
    if found is None or not (listed or found["each"]):
        return None
    if found["risen"] and number.kind == "share":
        return "增长率"
    return found["compared"] or found["risen"] or found["fallen"] or ""


def list_before(before: str) -> str:
    """The clause before the last 分别 of a text, without what opens it: `污水处理率、垃圾处理率分别达`."""
    return _OPENING.sub("", _CLAUSES.split(before.rpartition("分别")[0])[-1])


def whole_items(told: str, phrase: str, count: int) -> list[str]:
    """As `items_of`, from a list as it stands in the text, with the growth that `phrase` says of it."""
    if any(len(part) < _WORD for part in _parts(told, count)) and not _THREE_SECTORS.fullmatch(told):
        return []
    grown = _GROWN.search(phrase)
    items = items_of(told + grown[1] if grown else told, count)
    return items if all(len(item) <= _LONGEST_ITEM for item in items) else []


def items_before_count(clause: str, phrase: str, count: int) -> list[str]:
    """The items of a list that a count sums up: `电机、机床两个行业产值分别为` for two numbers: 电机产值, 机床产值.

    Args:
        clause: the text before the run of numbers.
        phrase: what the rules say the run counts, for the growth it tells.
        count: of numbers.
    """
    found = _COUNTED.search(clause[clause.rfind("，") + 1 :])
    if found is None or _value(found["count"]) != count:
        return []
    grown = _GROWN.search(phrase)
    items = _parts(_OPENING.sub("", found["list"]), count)
    return [item + found["head"] + (grown[1] if grown else "") for item in items]


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else _NUMERALS.index("二" if numeral == "两" else numeral)


def items_of(phrase: str, count: int) -> list[str]:
    """`count` metrics told by one list phrase, the shared head noun on each; empty when the list has another length.

    `新能源汽车、锂离子电池等产品产量` for two numbers: 新能源汽车产量, 锂离子电池产量.
    """
    grown = _GROWN.search(phrase)
    if grown:
        return [item + grown[1] for item in items_of(phrase[: grown.start()], count)]
    sectors = _THREE_SECTORS.fullmatch(phrase) if count == len(_SECTORS) else None
    if sectors:
        return [sector + sectors[1] for sector in _SECTORS]
    parts = _parts(phrase, count)
    shared = _SHARED.search(parts[-1]) if parts else None
    if not shared or any(map(_COMPLETE.search, parts[:-1])):
        return parts or _pair(phrase, count)
    stems = [*parts[:-1], parts[-1][: shared.start()]]
    return [_joined(stem, shared[1]) for stem in stems]


def _pair(phrase: str, count: int) -> list[str]:
    """`城乡居民收入` for two numbers: 城镇居民收入, 农村居民收入."""
    for word, both in _PAIRS:
        if count == len(both) and phrase.count(word) == 1:
            return [phrase.replace(word, one) for one in both]
    return []


def _joined(stem: str, head: str) -> str:
    """An item and the head it shares, of which it may have the first word already: `城镇居民`, `集中供养`."""
    if stem.endswith(head):
        return stem
    return stem + (head[_WORD:] if stem.endswith(head[:_WORD]) else head)


def _parts(phrase: str, count: int) -> list[str]:
    """The items of a list, 和 dividing items or not, as the count of items has it; empty where it fits neither way."""
    for mark in (_ITEM, _COMMA):
        parts = [part for part in mark.split(phrase) if part]
        if len(parts) == count:
            return parts
    return []
