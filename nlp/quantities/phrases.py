"""Phrases that may be what a number counts, each by its parts, for a ranker to choose from.

A phrase is a run of words left of the number (`5G基站` of `建成5G基站2.8万个`) or right of it (`26家“未来工厂”`), what
an earlier number counted, or two of these put together: `新签约项目` of the first number and `总投资` of the second,
the predicate after a noun and the noun (`12个项目进入名录`: 进入名录项目), a noun with what the number says of it
(`产值…增长15%`: 产值增长率), and what stands behind the number with what is said of it before (`总投资8亿元的电池项目`:
电池项目总投资). Words are told without times, commas and 的 among them.
"""

import re
from collections.abc import Iterator
from typing import Final, Generic, NamedTuple

from nlp.quantities.counted import Told
from nlp.quantities.line import NO_KIND, Line
from nlp.quantities.ranking import Joins, Weigh, Weight

_LIGHT: Final = frozenset("vdpcuxftmrqyzl")  # tags of words that may stand between a metric and its number
_NO_START: Final = frozenset("xqczuy")  # tags of words that no phrase left of its number begins with
_NO_END: Final = frozenset("ucbdmp")  # and none ends with
_SKIPPED: Final = 4  # words between a metric and its number
_LONGEST: Final = 10  # words of a phrase left of its number
_LONGEST_AFTER: Final = 5
_VERBS: Final = 3  # verbs of a phrase left of its number
_LONGEST_OWN: Final = 12  # characters of a phrase that is joined to what an earlier number counted
_OWN: Final = 2  # such phrases
_MARKS: Final = '“”" ‘’'
_EDGES: Final = frozenset("，。；：！？、,;）)》\n的了着")  # no phrase begins with one, and none ends with one or （
_OPENING: Final = frozenset("（(《")
_STOPS: Final = frozenset("，。；：！？、,;（(\n")
_CLAUSE: Final = frozenset("，,；。：！？;:\n")
_INNER: Final = frozenset("，、的和")
_MOST: Final = 24  # characters of a phrase that are told apart
_BARE: Final = 7  # characters from which a phrase is no feature as a whole
_COUNTS: Final = tuple(map(str, range(_MOST + 1)))
_GROWTH: Final = re.compile(
    r"增长率|增长|增速|增幅|上涨|上升|提升|提高|增加|扩大|下降|下滑|降低|回落|减少|缩短|压缩|节约|增|降|翻"
)
_UP: Final = frozenset({"增长", "增长率", "增速", "增幅", "上涨", "上升", "增"})
_HEADS: Final = re.compile(
    r"(?:总产值|产值|产量|销量|销售额|销售收入|营业收入|主营业务收入|收入|营收|增加值|利润|总投资|投资|数量|总数|数|规模|"
    r"产能|出口|占比|比重|增长率|覆盖率)$"
)
_TOPIC: Final = re.compile(r"[^，。；：、\d]{0,12}(?:产业|行业|项目|平台|企业|工程|集群|园区|基金|基地)")

JOINS: Final[Joins] = {
    "start": ((7,), (8,), (7, 8), (8, 2), (7, 4), (1,), (3,), (1, 3), (2, 4), (3, 5), (1, 4), (2, 3), (4, 5, 6)),
    "end": ((5,), (5, 3), (5, 4), (1,), (1, 3), (2, 3), (1, 4), (3,), (3, 4)),
    "span": ((1, 2), (2, 3)),
    "after": ((9,), (10,), (9, 10), (9, 6), (1,), (2,), (3,), (1, 3), (4, 5), (3, 6), (2, 7), (8,)),
    "first": ((1,), (2, 3), (1, 3)),
    "mode": ((1, 2), (1, 3), (1, 4), (1, 2, 5), (1, 6)),
    "last": ((1, 3), (3, 2)),
    "base": ((1, 2), (2, 3)),
    "head": ((1,), (2,), (1, 2)),
    "join": ((1, 2), (1, 3), (1, 4)),
    "rise": ((1, 2), (1, 3), (1, 4)),
    "form": ((1,), (2,), (2, 3), (4,)),
}


def phrases_of(line: Line, index: int, told: Told, weigh: Weigh[Weight]) -> dict[str, Weight]:
    """Candidates for what the number `index` of `line` counts, each with the sum of its parts; none is empty.

    Args:
        line: the sentence.
        index: which of its numbers.
        told: what is known so far.
        weigh: the weight of a part; weights add up.
    """
    view = _View(line, index, told, weigh)
    found: dict[str, Weight] = {}
    for text, weight in view.candidates():
        if text and text not in found:
            found[text] = weight + view.form(text)
    if told.rule and told.rule not in found:
        found[told.rule] = view.mode("rule", told.rule) + view.form(told.rule)
    return found


def _alike(text: str, other: str) -> str:
    """How a phrase lies to another: the same, longer or shorter at its front or end, inside, or apart."""
    if text == other or not other:
        return "=" if other else "0"
    longer, shorter, sign = (text, other, "+") if len(text) > len(other) else (other, text, "-")
    if longer.endswith(shorter):
        return ")" + sign
    return "(" + sign if longer.startswith(shorter) else "in" + sign if shorter in longer else "x"


class _Run(NamedTuple, Generic[Weight]):
    """A run of words with what stands between it and the number, and its weight."""

    text: str
    skipped: str
    weight: Weight


class _View(Generic[Weight]):
    """The surroundings of one number."""

    def __init__(self, line: Line, index: int, told: Told, weigh: Weigh[Weight]) -> None:
        self.line, self.told, self.number = line, told, line.numbers[index]
        self.weigh: Weigh[Weight] = weigh
        self.left, self.stop, self.right, self.limit = line.window(index)
        self.kind, self.unit = self.number.kind, self.number.unit
        words = line.words
        self.near = words[self.stop - 1] if self.stop > self.left else "^"
        self.next = words[self.right] if self.right < self.limit else "$"
        between = line.text[line.starts[self.left] : line.starts[self.stop]] if self.stop > self.left else ""
        self.shape = f"{between[:1]}{min(len(between), 6)}" if index else "^"
        self.said = "".join(words[max(self.left, self.stop - 4) : self.stop])  # right before the number
        self.risen = _rise(self.said)
        self.own: list[_Run[Weight]] = []  # the first phrases that may be joined to an earlier one
        self.modes: dict[str, Weight] = {}

    def candidates(self) -> Iterator[tuple[str, Weight]]:
        yield from self.before()
        yield from self.behind()
        yield from self.based()

    def mode(self, name: str, text: str) -> Weight:
        if name not in self.modes:
            self.modes[name] = self.weigh(("mode", name, self.kind, self.unit, self.near, self.shape, self.next))
        return self.modes[name] + self.weigh(("last", name, self.unit, text[-2:]))

    def form(self, text: str) -> Weight:
        """What any candidate weighs by itself."""
        told, size = self.told, len(text)
        seen = "-" if not told.previous else "=" if text == told.last else "p" if text == told.previous else "x"
        weight = self.weigh(("form", _alike(text, told.rule), _COUNTS[min(size, _MOST)], self.kind, seen))
        return weight + self.weigh(("bare", text)) if size < _BARE else weight

    def before(self) -> Iterator[tuple[str, Weight]]:
        """Runs of words left of the number."""
        words, tags, starts = self.line.words, self.line.tags, self.line.starts
        opened: dict[int, Weight] = {}
        for end in self.ends():
            last, skipped = words[end - 1], self.line.text[starts[end] : starts[self.stop]]
            if last in _EDGES or last in _OPENING or tags[end - 1][0] in _NO_END:
                continue
            tail = self.weigh(("end", last, tags[end - 1], skipped, self.unit, self.line.kinds.get(last, NO_KIND)))
            tail = tail + self.mode("left", last) + self.weigh(("skip", str(len(skipped))))
            rise = _rise(skipped)
            for start, shape in self.runs(end):
                if start not in opened:
                    opened[start] = self.start(start)
                text = self.line.said(start, end).strip(_MARKS)
                weight = tail + opened[start] + shape
                if start == self.left or words[start - 1] in _STOPS:
                    self.keep(text, skipped, weight)
                yield text, weight
                if rise:
                    yield text + rise, weight + self.rise(rise, skipped, text)

    def ends(self) -> Iterator[int]:
        end = self.stop
        while end > self.left and self.stop - end <= _SKIPPED:
            yield end
            if self.line.tags[end - 1][0] not in _LIGHT:
                return
            end -= 1

    def runs(self, end: int) -> Iterator[tuple[int, Weight]]:
        """Where a run of words up to `end` may start, the nearest place first, and what its shape weighs."""
        words, tags, no_start, weigh = self.line.words, self.line.tags, self.line.no_start, self.weigh
        verbs, marks, last = 0, "", tags[end - 1]
        for start in range(end - 1, max(self.left - 1, end - _LONGEST - 1), -1):
            word, tag = words[start], tags[start]
            verbs += tag[0] == "v"
            if verbs > _VERBS or word in _CLAUSE:
                return
            if word in _INNER and word not in marks:
                marks = "".join(sorted(marks + word))
            if word not in _EDGES and tag[0] not in _NO_START and start not in no_start:
                yield start, weigh(("span", _COUNTS[end - start], marks, _COUNTS[verbs])) + weigh(("tags", tag, last))

    def keep(self, text: str, skipped: str, weight: Weight) -> None:
        """Keep a run that opens its window or clause: it may be joined to what an earlier number counted."""
        if 0 < len(text) <= _LONGEST_OWN and len(self.own) < _OWN:
            self.own.append(_Run(text, skipped, weight))

    def start(self, at: int) -> Weight:
        line, left = self.line, self.left
        word, kind_of = line.words[at], line.kinds.get
        if at > left:
            before, tag = line.words[at - 1], line.tags[at - 1]
            kind = kind_of(before, NO_KIND)
        else:
            before, tag, kind = "#" if left else "^", "^", NO_KIND
        edge, ended, own = line.edges[at], line.ended[at], kind_of(word, NO_KIND)
        return self.weigh(("start", before, tag, word, line.tags[at], edge, ended, kind, own))

    def rise(self, verb: str, skipped: str, text: str) -> Weight:
        return self.weigh(("rise", verb, skipped[-4:], text[-2:], self.unit))

    def behind(self) -> Iterator[tuple[str, Weight]]:
        """Runs of words right of the number, with the verb before it, and nouns with what is said of them."""
        words, tags = self.line.words, self.line.tags
        verbs = [words[at] for at in range(max(self.left, self.stop - 3), self.stop) if tags[at][0] == "v"]
        rise, heads = self.risen, list(self.heads()) if self.next == "的" else []
        for text, weight in self.afters():
            if rise:
                yield text + rise, weight + self.mode("risen", text) + self.rise(rise, self.said, text)
            for head in heads:
                yield text + head, weight + self.mode("headed", text) + self.weigh(("head", head, text[-2:]))
            self.keep(text, "", weight)
            yield text, weight + self.mode("after", text)
            if self.kind == "share":
                yield text + "占比", weight + self.mode("part", text) + self.rise("占比", self.said, text)
            for verb in verbs:
                yield verb + text, weight + self.mode("verb", verb) + self.weigh(("verb", verb, text[-2:]))
        yield from self.turned()

    def afters(self) -> Iterator[tuple[str, Weight]]:
        words, tags = self.line.words, self.line.tags
        last = min(self.limit, self.right + _LONGEST_AFTER)
        for start in range(self.right, last):
            before = words[start - 1] if start > self.right else "#"
            if before not in {"#", "的", "“"} or words[start] in _EDGES:
                continue
            opening = self.weigh(("first", words[start], tags[start], before))
            for end in range(start + 1, last + 1):
                if words[end - 1] in _STOPS:
                    break
                if words[end - 1] not in _EDGES and (tags[end - 1][0] in "nvjlaixez" or words[end - 1] == "”"):
                    text = self.line.said(start, end).strip(_MARKS)
                    yield text, opening + self.after(start, end)

    def after(self, start: int, end: int) -> Weight:
        words, tags = self.line.words, self.line.tags
        following, tag = (words[end], tags[end]) if end < self.limit else ("$", "$")
        inner = "".join(sorted(_INNER.intersection(words[start:end])))
        last, size, around, both = words[end - 1], _COUNTS[end - start], self.kind + self.near, tags[end - 1] + tag
        kind_of = self.line.kinds.get
        own, next_one = kind_of(last, NO_KIND), kind_of(following, NO_KIND)
        return self.weigh(("after", last, following, both, size, inner, self.unit, last, around, own, next_one))

    def heads(self) -> Iterator[str]:
        """Words before the number, said of what stands behind it: `总投资` of `总投资8亿元的电池项目`."""
        words = self.line.words
        for end in self.ends():
            for start in range(end - 1, max(self.left - 1, end - 3), -1):
                if words[start] in _EDGES or words[start] in _OPENING:
                    break
                yield self.line.said(start, end)

    def turned(self) -> Iterator[tuple[str, Weight]]:
        """A noun's predicate put in front of it."""
        words, tags = self.line.words, self.line.tags
        for end in range(self.right + 1, min(self.limit, self.right + 4)):
            if tags[end - 1][0] != "n" or words[end - 1] in _STOPS:
                continue
            noun = self.line.said(self.right, end).strip(_MARKS)
            given = self.mode("turned", noun) + self.weigh(("noun", noun))
            for stop in range(end + 1, min(self.limit, end + 7) + 1):
                if words[stop - 1] in _STOPS:
                    break
                edge = words[stop] if stop < self.limit else "$"
                if edge in _STOPS or edge == "$" or stop == end + 1:
                    said = ("said", words[end], tags[end], edge[:1], str(stop - end))
                    yield self.line.said(end, stop).strip(_MARKS) + noun, given + self.weigh(said)

    def based(self) -> Iterator[tuple[str, Weight]]:
        """What an earlier number or a topic gives, alone or with a phrase of the number's own."""
        rise = self.risen or ("占比" if self.kind == "share" else "")
        stems = {stem: kind for kind, stem in reversed(list(self.stems())) if stem}  # the first kind of each
        for stem, kind in stems.items():
            given = self.mode(kind, stem) + self.weigh(("alone", kind, self.said))
            yield stem, given
            if rise:
                yield stem + rise, given + self.rise(rise, self.said, stem)
            for run in self.own:
                how = ("join", kind, str(min(len(run.text), 8)), run.skipped, self.shape)
                said = self.weigh(("base", kind, run.text, stem[-2:])) + self.weigh(how)
                yield stem + run.text, run.weight + self.mode(kind + "+", run.text) + said

    def stems(self) -> Iterator[tuple[str, str]]:
        told, place = self.told, self.number.left
        if told.last or told.previous:
            yield "last", told.last
            yield "previous", told.previous
            yield "last-", _HEADS.sub("", told.last)
            yield "previous-", _HEADS.sub("", told.previous)
        topics = _TOPIC.findall(self.line.text, max(0, place - 40), place)
        if topics:
            yield "topic", topics[-1]


def _rise(skipped: str) -> str:
    """The last word of growth between a metric and its number, 增长率 for all that goes up."""
    verbs = _GROWTH.findall(skipped) if skipped else ()
    return ("增长率" if verbs[-1] in _UP else verbs[-1]) if verbs else ""
