"""Phrases that may be what a number counts, each by its parts, for a ranker to choose from.

A phrase is a run of words left of the number (`5G基站` of `建成5G基站4.3万个`) or right of it (`41家“未来工厂”`), what
an earlier number counted, or two of these put together: `新签约项目` of the first number and `总投资` of the second,
the predicate after a noun and the noun (`34个项目进入名录`: 进入名录项目), and a noun with what the number says of it
(`产值…增长15%`: 产值增长率).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from nlp.quantities.counted import Told
from nlp.quantities.line import Line
from nlp.quantities.ranking import Candidate, Joins, Part, Parts

_LIGHT: Final = frozenset("vdpcuxftmrqyzl")  # tags of words that may stand between a metric and its number
_SKIPPED: Final = 5  # words between a metric and its number
_LONGEST: Final = 13  # words of a phrase left of its number
_LONGEST_AFTER: Final = 8
_ENDS: Final = frozenset("；。：！？;:\n")
_COMMAS: Final = frozenset("，,")
_MARKS: Final = '“”" ‘’'
_STOPS: Final = frozenset("，。；：！？、,;（(\n")
_GROWTH: Final = re.compile(
    r"增长率|增长|增速|增幅|上涨|上升|提升|提高|增加|扩大|下降|下滑|降低|回落|减少|缩短|压缩|节约|增|降|翻"
)
_UP: Final = frozenset({"增长", "增长率", "增速", "增幅", "上涨", "上升", "增"})
_HEADS: Final = re.compile(
    r"(?:总产值|产值|产量|销量|销售额|销售收入|营业收入|主营业务收入|收入|营收|增加值|利润|总投资|投资|数量|总数|数|规模|"
    r"产能|出口|占比|比重|增长率|覆盖率)$"
)
_TOPIC: Final = re.compile(r"[^，。；：、\d]{0,12}(?:产业|行业|项目|平台|企业|工程|集群|园区|基金|基地)")

JOINS: Final[Mapping[str, Joins]] = {
    "start": ((1,), (3,), (1, 3), (2, 4), (3, 5), (1, 4), (2, 3), (4, 5, 6)),
    "end": ((1,), (1, 3), (2, 3), (1, 4), (3,), (3, 4)),
    "span": ((1, 2), (2, 3), (4,), (5, 6)),
    "after": ((1,), (2,), (3,), (1, 3), (4, 5), (3, 6), (2, 7), (8,)),
    "first": ((1,), (2, 3), (1, 3)),
    "mode": ((1, 2), (1, 3), (1, 4), (1, 2, 5), (1, 6), (1, 7)),
    "base": ((1, 2), (1, 3), (3, 4), (1, 5), (1, 6), (1, 3, 7)),
    "long": ((1,), (1, 2)),
    "tail": ((1,), (1, 3), (2, 3), (1, 4)),
    "bare": ((1,), (1, 2), (1, 3)),
    "rise": ((1, 2), (1, 3), (1, 4)),
}


def phrases_of(line: Line, index: int, told: Told) -> list[Candidate]:
    """Candidates for what the number `index` of `line` counts; none is empty, no text comes twice."""
    found: dict[str, Parts] = {}
    view = _View(line, index, told)
    for text, parts in view.candidates():
        if text and text not in found:
            found[text] = parts
    if told.rule and told.rule not in found:
        found[told.rule] = (("mode", "rule", view.kind, view.unit, view.near, view.shape, view.next, ""),)
    return [Candidate(text, (*parts, *view.of_text(text))) for text, parts in found.items()]


def _alike(text: str, other: str) -> str:
    """How a phrase lies to another: the same, longer or shorter at its front or end, inside, or apart."""
    if text == other or not other:
        return "=" if other else "0"
    longer, shorter, sign = (text, other, "+") if len(text) > len(other) else (other, text, "-")
    if longer.endswith(shorter):
        return ")" + sign
    return "(" + sign if longer.startswith(shorter) else "in" + sign if shorter in longer else "x"


class _Run(NamedTuple):
    """A run of words with what stands between it and the number, and its parts."""

    text: str
    skipped: str
    parts: Parts


class _View:
    """The surroundings of one number."""

    def __init__(self, line: Line, index: int, told: Told) -> None:
        self.line, self.told, self.number = line, told, line.numbers[index]
        self.left, self.stop, self.right, self.limit = line.window(index)
        self.kind = self.number.kind
        self.unit = self.number.unit
        words = line.words
        self.near = words[self.stop - 1] if self.stop > self.left else "^"
        self.next = words[self.right] if self.right < self.limit else "$"
        between = "".join(words[self.left : self.stop])
        self.shape = "^" if not index else f"{between[:1]}{min(len(between), 6)}"

    def candidates(self) -> Iterator[tuple[str, Parts]]:
        runs, after = list(self.runs()), list(self.afters())
        for run in runs:
            yield from self.risen(run.text, (*run.parts, self.mode("left", run.text)), run.skipped)
        for run in after:
            yield from self.risen(run.text, (*run.parts, self.mode("after", run.text)), self.skipped_all())
        yield from self.turned(after)
        yield from self.based(runs, after)

    def of_text(self, text: str) -> Iterator[Part]:
        """The parts any candidate has."""
        told = self.told
        yield ("rule", _alike(text, told.rule))
        yield ("long", str(min(len(text), 24)), self.kind)
        yield ("tail", text[-2:], text[-1:], self.unit, self.kind)
        if told.last or told.previous:
            yield ("seen", "=" if text == told.last else "p" if text == told.previous else "-", self.kind)
        if len(text) < 7:
            yield ("bare", text, "0" if told.last else "^", "0" if self.left else "^")

    def mode(self, name: str, text: str) -> Part:
        return ("mode", name, self.kind, self.unit, self.near, self.shape, self.next, text[-2:])

    def skipped_all(self) -> str:
        return "".join(self.line.words[max(self.left, self.stop - 4) : self.stop])

    def runs(self) -> Iterator[_Run]:
        words, tags = self.line.words, self.line.tags
        end = self.stop
        while end > self.left and self.stop - end <= _SKIPPED:
            skipped = "".join(words[end : self.stop])
            tail = ("end", words[end - 1], tags[end - 1], skipped, self.unit)
            for start in self.starts(end):
                yield _Run(self.cut(start, end), skipped, (tail, self.start(start), self.span(start, end, skipped)))
            if tags[end - 1][0] not in _LIGHT:
                break
            end -= 1

    def starts(self, end: int) -> Iterator[int]:
        commas = 0
        for start in range(end - 1, max(self.left - 1, end - _LONGEST - 1), -1):
            word = self.line.words[start]
            commas += word in _COMMAS
            if word in _ENDS or commas > 1:
                return
            yield start

    def start(self, at: int) -> Part:
        words, tags, left = self.line.words, self.line.tags, self.left
        before, tag = (words[at - 1], tags[at - 1]) if at > left else ("^" if not left else "#", "^")
        offset = self.line.starts[at]
        edge = next(
            ("S" if span.start == offset else "I" for span in self.line.spans if span.start <= offset < span.end), ""
        )
        ended = next((span.cls.value for span in self.line.spans if span.end == offset), "")
        return ("start", before, tag, words[at], tags[at], edge, ended)

    def span(self, start: int, end: int, skipped: str) -> Part:
        words, tags = self.line.words[start:end], self.line.tags[start:end]
        verbs = sum(tag[0] == "v" for tag in tags)
        marks = "".join(sorted({word for word in words if word in "，、的和"}))
        return ("span", str(end - start), marks, str(verbs), str(len(skipped)), tags[0], tags[-1])

    def cut(self, start: int, end: int) -> str:
        places = self.line.starts
        return self.line.text[places[start] : places[end]].strip(_MARKS)

    def afters(self) -> Iterator[_Run]:
        words = self.line.words
        begins = [self.right]
        begins += [
            at + 1 for at in range(self.right, min(self.limit, self.right + _LONGEST_AFTER)) if words[at] in "的“"
        ]
        for start in begins:
            for end in range(start + 1, min(self.limit, start + _LONGEST_AFTER) + 1):
                if words[end - 1] in _STOPS:
                    break
                yield _Run(self.cut(start, end), "", (self.first(start), self.after(start, end)))

    def first(self, at: int) -> Part:
        before = self.line.words[at - 1] if at > self.right else "#"
        return ("first", self.line.words[at], self.line.tags[at], before)

    def after(self, start: int, end: int) -> Part:
        words, tags = self.line.words, self.line.tags
        following, tag = (words[end], tags[end]) if end < self.limit else ("$", "$")
        inner = "".join(sorted({word for word in words[start:end] if word in "的和与"}))
        last, size = words[end - 1], str(end - start)
        around = self.kind + self.near
        return ("after", last, following, tags[end - 1] + tag, size, inner, self.unit, last, around)

    def turned(self, after: list[_Run]) -> Iterator[tuple[str, Parts]]:
        """The verb before the number with the noun behind it; a noun's predicate put in front of it."""
        words, tags = self.line.words, self.line.tags
        verbs = [words[at] for at in range(max(self.left, self.stop - 4), self.stop) if tags[at][0] == "v"]
        for run in after:
            for verb in verbs:
                yield verb + run.text, (*run.parts, self.mode("verb", verb), ("verb", verb, run.text[-2:]))
        for end in range(self.right + 1, min(self.limit, self.right + 5)):
            noun, tag = self.cut(self.right, end), tags[end - 1][0]
            if tag != "n" or not noun:
                continue
            for stop in range(end + 1, min(self.limit, end + 7) + 1):
                if words[stop - 1] in _STOPS:
                    break
                said = self.cut(end, stop)
                edge = words[stop] if stop < self.limit else "$"
                parts = (("said", words[end], tags[end], edge[:1], str(stop - end)), ("noun", noun))
                yield said + noun, (self.mode("turned", noun), *parts)

    def based(self, runs: list[_Run], after: list[_Run]) -> Iterator[tuple[str, Parts]]:
        """What an earlier number, a name or a topic gives, alone or with a phrase of the number's own."""
        own = [*runs[:12], *after[:4]]
        for kind, stem in self.stems():
            yield from self.risen(
                stem, (self.mode(kind, stem), ("alone", kind, self.skipped_all())), self.skipped_all()
            )
            for run in own:
                if len(run.text) <= 12 and run.text:
                    said = ("base", kind, str(min(len(run.text), 8)), run.text, stem[-2:], run.skipped, self.shape, "")
                    parts = (*run.parts, self.mode(kind + "+", run.text), said)
                    yield from self.risen(stem + run.text, parts, run.skipped)

    def stems(self) -> Iterator[tuple[str, str]]:
        seen: set[str] = {""}
        for kind, stem in self._stems():
            if stem not in seen:
                seen.add(stem)
                yield kind, stem

    def _stems(self) -> Iterator[tuple[str, str]]:
        told, place = self.told, self.number.left
        yield "last", told.last
        yield "previous", told.previous
        yield "last-", _HEADS.sub("", told.last)
        yield "previous-", _HEADS.sub("", told.previous)
        names = [span for span in self.line.spans if span.end <= place]
        for span in names[-3:]:
            yield span.cls.value, span.text
        for match in _TOPIC.finditer(self.line.text, max(0, place - 60), place):
            yield "topic", match.group()
            yield "topic-", match.group()[-6:]

    def risen(self, text: str, parts: Parts, skipped: str) -> Iterator[tuple[str, Parts]]:
        """The phrase itself, and with what the number says of it: its growth, its share."""
        yield text, parts
        verbs = dict.fromkeys(_GROWTH.findall(skipped))
        if any(verb in _UP for verb in verbs):
            verbs["增长率"] = None
        if self.kind == "share":
            verbs["占比"] = None
        for verb in verbs:
            yield text + verb, (*parts, ("rise", verb, skipped[-4:], text[-2:], self.unit))
