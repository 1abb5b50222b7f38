"""Names that may be whose number it is, each by its parts, for a ranker to choose from."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Final, Generic, NamedTuple

from nlp.quantities.apart import clause_at, is_apart
from nlp.quantities.line import Line
from nlp.quantities.lists import groups
from nlp.quantities.ranking import Joins, Part, Weigh, Weight
from nlp.quantities.subjects import NATION
from nlp.spans import Span
from ontology.schema import EntityClass as C

NOBODY: Final = ""  # the document's own subject, or the nation
OWNERS: Final = frozenset(set(C) - {C.SCENARIO, C.STANDARD})
_WHOLE: Final = re.compile(r"全[省市县区州盟疆乡镇国]|我[国省市县区州]|[省市县区]内|本[省市县区]|中国")
_CLAUSE: Final = re.compile(r"[，,；;。：:！？\n]")
_NOUN: Final = re.compile(r"公司|集团|园区|开发区|平台|项目|基地|全[省市县区国]|企业|产品|行业|产业|工厂|城市")
_LISTED: Final = re.compile(r"(?:、|和|与|及|以及|，|,)$")
_HELD: Final = re.compile(r"(?:（[^）]*）)?(?:直接|间接|合计)?(?:[^，。；]{0,8}(?:控股|持股|持有|出资|投资))")
_WHERE: Final = frozenset("在于")
_NEAREST: Final = 7  # names right before a number that may be whose it is, and
_FIRST: Final = 2  # names at the beginning of its sentence
_AFTER: Final = 2  # names right after it
_TOLD: Final = 4  # names before it whose classes tell something

JOINS: Final[Joins] = {
    "who": ((1,), (1, 2), (1, 3), (1, 4), (1, 5), (1, 2, 4), (1, 6), (2, 3, 5), (1, 3, 6)),
    "edge": ((1, 2), (1, 3), (1, 2, 3), (2, 4), (4, 1), (3, 5), (1, 5), (2, 3)),
    "told": ((1, 2), (1, 3), (2, 3), (1, 4), (2, 4), (1, 5), (1, 2, 6)),
    "next": ((2,), (1, 2), (1, 3)),
    "clause": ((1, 2), (2,), (1, 2, 3), (2, 4)),
    "back": ((1, 2), (2,), (1, 3)),
    "none": ((1,), (2,), (3,), (1, 2), (1, 3), (4,), (5,), (2, 3), (6,), (1, 6), (7,), (7, 2), (7, 8), (7, 6)),
    "among": ((1, 2), (1, 2, 3), (1, 3), (1, 4), (1, 3, 4), (2, 5, 1)),
    "list": ((1,), (1, 2), (3, 2), (1, 3)),
    "link": ((1, 2, 3), (1, 3), (1, 4), (1, 2, 4), (5, 1), (2, 5)),
    "linked": ((1, 2, 3), (1, 3), (1, 4), (1, 2, 4), (5, 1), (2, 5)),
    "touch": ((2,), (1, 2), (2, 3), (1, 2, 3), (1, 2, 4), (1, 2, 5), (2, 6), (1, 2, 6)),
    "among_list": ((1, 2), (2,), (2, 3), (1, 2, 4)),
    "noun": ((1, 2), (1, 2, 3), (2, 3)),
    "of": ((2, 3), (1, 2, 3), (2, 3, 4), (1, 2, 4)),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A number, what it counts, whose the one before it was, and whose the rules say this one is."""

    index: int
    metric: str
    before: str | None  # None for the first number of a sentence
    rule: str


def owners_of(line: Line, ask: Ask, weigh: Weigh[Weight]) -> dict[str, Weight]:
    """Candidates for whose the number is, each with the sum of its parts: `NOBODY`, then each name of the sentence."""
    return Owners(line, weigh).of(ask)


class Owners(Generic[Weight]):
    """The names of one sentence; what they weigh by themselves is worked out once for all its numbers."""

    def __init__(self, line: Line, weigh: Weigh[Weight]) -> None:
        self._line = line
        self._weigh: Weigh[Weight] = weigh
        self._spans = [span for span in line.spans if span.cls in OWNERS]
        self._classes = [span.cls for span in self._spans]
        self._fixed: dict[int, Weight] = {}
        self._places = _listed(line, self._spans)
        self._turns = _turns(line)
        self._marks = [mark.start() for mark in _CLAUSE.finditer(line.text)]
        self._numbers = [number.left for number in line.numbers]
        self._whole = _WHOLE.search(line.text)

    def of(self, ask: Ask) -> dict[str, Weight]:
        """Candidates for one number, `NOBODY` first."""
        place = self._line.numbers[ask.index].left
        count = sum([span.start < place for span in self._spans])
        chosen = self._near(count)
        told = sorted([at for at, where in chosen.values() if where[0] == "b"])[-_TOLD:]
        kinds = "".join([self._classes[at][:2] for at in told])
        clause = self._line.text[clause_at(self._line.text, place) : place]
        scene = _Scene(ask, clause[:2], _noun(clause), kinds, str(min(len(chosen), 4)))
        sure = self._sure(ask.index, count)
        found = {} if sure else {NOBODY: self._weigh(self._nobody(scene))}
        ends = self._ends(count)
        for text, (at, where) in chosen.items():
            if (sure and text != sure) or (at < count and self._is_out(at, ask)):
                continue
            parts = self._parts(scene, at, where, ends.get(at, "-"))
            found[text] = reduce(add, map(self._weigh, parts), self._own(at))
        return found or {NOBODY: self._weigh(self._nobody(scene))}

    def _sure(self, index: int, count: int) -> str:
        """The firm that a number touches or that is said to hold it, empty where none is: `晨星新材30万吨…项目`."""
        number, text = self._line.numbers[index], self._line.text
        firm = self._spans[count - 1] if count else None
        if firm is None or firm.cls is not C.ENTERPRISE or firm.end > number.left:
            return ""
        touches = firm.end == number.left and number.kind == "measure"
        held = text[max(0, firm.start - 1) : firm.start] == "由" and _HELD.match(text, firm.end)
        return firm.text if touches or held else ""

    def _is_out(self, at: int, ask: Ask) -> bool:
        """Whether a name before the number is told of apart from it, or only says where a firm acts."""
        text, span = self._line.text, self._spans[at]
        if is_apart(text, span, self._line.numbers[ask.index].left, ask.metric):
            return True
        is_place = span.cls is C.REGION and text[max(0, span.start - 1) : span.start] in _WHERE
        return is_place and any(cls is C.ENTERPRISE for cls in self._classes[:at])

    def _near(self, count: int) -> dict[str, tuple[int, str]]:
        """The names that may be meant where `count` stand before the number: which each is, and where it stands."""
        near = list(range(count - 1, max(count - 1 - _NEAREST, -1), -1))
        near += [at for at in range(min(_FIRST, count)) if at < count - _NEAREST]
        chosen: dict[str, tuple[int, str]] = {}
        for rank, at in enumerate(near):
            chosen.setdefault(self._spans[at].text, (at, f"b{min(rank, 4)}"))
        for rank, at in enumerate(range(count, min(count + _AFTER, len(self._spans)))):
            chosen.setdefault(self._spans[at].text, (at, f"a{rank}"))
        return chosen

    def _ends(self, count: int) -> dict[int, str]:
        """Which of the first `count` names is the first, the last or the only one of its class."""
        firsts = {self._spans[at].cls: at for at in range(count - 1, -1, -1)}
        lasts = {self._spans[at].cls: at for at in range(count)}
        found = dict.fromkeys(firsts.values(), "f")
        return found | {at: found.get(at, "") + "l" for at in lasts.values()}

    def _nobody(self, scene: "_Scene") -> Part:
        ask, line, whole = scene.ask, self._line, self._whole
        said = whole.group() if whole and whole.end() <= line.numbers[ask.index].left else ""
        return (
            "none", "=" if not ask.rule or ask.rule == NATION else "x", _run(ask, NOBODY), scene.names,
            said, line.words[0] if line.words else "", ask.metric[-2:], scene.kinds, scene.opens,
        )  # fmt: skip

    def _own(self, at: int) -> Weight:
        """What a name weighs by itself, whatever the number."""
        if at not in self._fixed:
            first, *others = map(self._weigh, _still(self._line, self._spans[at]))
            self._fixed[at] = reduce(add, others, first)
        return self._fixed[at]

    def _parts(self, scene: "_Scene", at: int, where: str, rank: str) -> Iterator[Part]:
        ask, opens, span = scene.ask, scene.opens, self._spans[at]
        text, number = self._line.text, self._line.numbers[ask.index]
        cls, place = self._classes[at], number.left
        first, last = (span.end, place) if span.end <= place else (number.right, span.start)
        commas = str(min(max(bisect_left(self._marks, last) - bisect_left(self._marks, first), 0), 4))
        numbers = str(min(max(ask.index - bisect_left(self._numbers, span.end), 0), 3))
        opening = text[max(0, span.start - 1) : span.start] or "^"
        leads = "1" if span.start < 4 else "0"
        metric = "=" if span.text == ask.metric else "in" if span.text in ask.metric else "out"
        yield ("who", cls, where, commas, opening, numbers, metric)
        rule = "=" if span.text == ask.rule else "0" if not ask.rule else "x"
        yield ("told", cls, rule, _run(ask, span.text), leads, number.unit, where)
        yield ("gap", cls, text[max(first, last - 2) : last] if last - first < 8 else "far")
        yield ("head", cls, ask.metric[-2:])
        yield ("clause", cls, opens, "1" if span.end > place - len(opens) else commas, where)
        yield ("among", cls, scene.kinds, rank, commas, where)
        touch = _touch(text, span, ask.metric, place)
        yield ("touch", cls, touch, ask.metric[-2:], number.unit, where, commas)
        if scene.noun:
            yield ("noun", cls, scene.noun, where)
        listed = _among(text[first:last])
        if listed:
            yield ("among_list", cls, listed, number.kind, where)
        if text[number.right : number.right + 1] == "的":
            yield ("of", cls, where, "1" if "，" in text[first:last] else "0", text[span.end : span.end + 1] or "$")
        if at in self._places:
            yield self._list(ask.index, at)

    def _list(self, index: int, at: int) -> Part:
        """Whether the number `index` of a run of numbers and the name of a list of names have the same turn."""
        turn, listed = self._turns.get(index), self._places[at]
        aligned = "?" if not turn or turn[1] != listed[1] else "=" if turn == listed else "x"
        side = "f" if not listed[0] else "l" if listed[0] + 1 == listed[1] else "m"
        return ("list", aligned, self._classes[at], side)


class _Scene(NamedTuple):
    """What is the same for all the names that may own a number."""

    ask: Ask
    opens: str  # the beginning of its clause
    noun: str  # what stands for a name in its clause: 园区, 公司
    kinds: str  # classes of the names before it
    names: str  # how many names there are to choose from


def _listed(line: Line, spans: list[Span]) -> dict[int, tuple[int, int]]:
    """Position of a name in a list of names of its class, and how many the list has."""
    runs: list[list[int]] = []
    for at, span in enumerate(spans):
        last = spans[at - 1] if at else None
        if last and runs and last.cls is span.cls and _LISTED.fullmatch(line.text[last.end : span.start]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return {at: (turn, len(run)) for run in runs if len(run) > 1 for turn, at in enumerate(run)}


def _turns(line: Line) -> dict[int, tuple[int, int]]:
    """Position of a number in a run of numbers that nothing else divides, and how many the run has."""
    where = {number.start: index for index, number in enumerate(line.numbers)}
    return {
        where[number.start]: (turn, len(run))
        for run in groups(line.text, line.numbers)
        for turn, number in enumerate(run)
    }


def _still(line: Line, span: Span) -> Iterator[Part]:
    text, cls = line.text, span.cls
    opening = text[max(0, span.start - 1) : span.start] or "^"
    yield ("edge", cls, opening, text[span.end : span.end + 1], text[span.end : span.end + 2], _verb(line, span))
    at, past = line.from_offset(span.start), line.from_offset(span.end)
    yield ("next", cls, *((line.words[past], line.tags[past]) if past < len(line.words) else ("$", "$")))
    yield ("back", cls, line.words[at - 1] if at else "^", line.tags[at - 1] if at else "^")
    yield ("beside", cls, _neighbour(line, span, 1), _neighbour(line, span, -1))
    spans = line.spans
    at = spans.index(span)
    if at + 1 < len(spans):
        yield ("link", cls, spans[at + 1].cls.value, *_between(text[span.end : spans[at + 1].start]))
    if at:
        yield ("linked", cls, spans[at - 1].cls.value, *_between(text[spans[at - 1].end : span.start]))


def _noun(clause: str) -> str:
    """The noun of a clause that stands for a name told before it."""
    found = _NOUN.search(clause)
    return found.group() if found else ""


def _run(ask: Ask, text: str) -> str:
    return "^" if ask.before is None else "=" if ask.before == text else "x" if ask.before else "0"


def _verb(line: Line, span: Span) -> str:
    """The first verb after a name, within its clause."""
    at = line.from_offset(span.end)
    for index in range(at, min(at + 5, len(line.words))):
        if line.words[index] in "，；：。":
            break
        if line.tags[index][0] == "v":
            return line.words[index]
    return "-"


def _neighbour(line: Line, span: Span, step: int) -> str:
    """Class of the name that touches this one."""
    for other in line.spans:
        if (other.start == span.end) if step > 0 else (other.end == span.start):
            return other.cls
    return ""


def _between(gap: str) -> tuple[str, str, str]:
    """What stands between two names: all of it where it is short, its end, and its mark."""
    mark = _CLAUSE.search(gap)
    return gap if len(gap) < 4 else gap[:2] + "~", gap[-2:], mark.group() if mark else "-" if gap else "0"


def _touch(text: str, span: Span, metric: str, place: int) -> str:
    """How a name lies to the words of the metric."""
    at = text.rfind(metric[:4], 0, place) if metric else -1
    if at < 0:
        return "n"
    if at >= span.end:
        gap = text[span.end : at]
        return "t" if not gap else "d" if gap == "的" else "r"
    return "i" if at >= span.start else "l"


def _among(gap: str) -> str:
    """Whether a name is only one of several that are counted: 甲、乙等10家企业."""
    return "e" if gap.endswith("等") else "m" if "等" in gap[:8] else ""
