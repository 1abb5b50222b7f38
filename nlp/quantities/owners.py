"""Names that may be whose number it is, each by its parts, for a ranker to choose from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Final

from nlp.quantities.line import Line
from nlp.quantities.ranking import Joins, Part, Weigh, Weight
from nlp.quantities.subjects import NATION
from nlp.spans import Span
from ontology.schema import EntityClass as C

NOBODY: Final = ""  # the document's own subject, or the nation
_OWNERS: Final = frozenset(set(C) - {C.SCENARIO, C.STANDARD})
_WHOLE: Final = re.compile(r"全[省市县区州盟疆乡镇国]|我[国省市县区州]|[省市县区]内|本[省市县区]|中国")
_CLAUSE: Final = re.compile(r"[，,；;。：:！？\n]")

JOINS: Final[Joins] = {
    "who": ((1,), (1, 2), (1, 3), (1, 4), (1, 5), (1, 2, 4), (1, 6), (2, 3, 5), (1, 3, 6)),
    "edge": ((1, 2), (1, 3), (1, 2, 3), (2, 4), (4, 1), (3, 5), (1, 5), (2, 3)),
    "told": ((1, 2), (1, 3), (2, 3), (1, 4), (2, 4), (1, 5), (1, 2, 6)),
    "next": ((2,), (1, 2), (1, 3)),
    "clause": ((1, 2), (2,), (1, 2, 3), (2, 4)),
    "back": ((1, 2), (2,), (1, 3)),
    "none": ((1,), (2,), (3,), (1, 2), (1, 3), (4,), (5,), (2, 3), (6,), (1, 6)),
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
    place = line.numbers[ask.index].left
    spans = [span for span in line.spans if span.cls in _OWNERS]
    before = [span for span in spans if span.start < place]
    after = [span for span in spans if span.start >= place]
    chosen: dict[str, tuple[Span, str]] = {}
    for rank, span in enumerate(reversed(before)):
        chosen.setdefault(span.text, (span, f"b{min(rank, 4)}"))
    for rank, span in enumerate(after[:2]):
        chosen.setdefault(span.text, (span, f"a{rank}"))
    found = {NOBODY: weigh(_nobody(line, ask, len(chosen)))}
    for text, (span, where) in chosen.items():
        first, *others = map(weigh, _parts(line, ask, span, where))
        found[text] = reduce(add, others, first)
    return found


def _nobody(line: Line, ask: Ask, names: int) -> Part:
    place = line.numbers[ask.index].left
    whole = _WHOLE.search(line.text, 0, place)
    return (
        "none", "=" if not ask.rule or ask.rule == NATION else "x", _run(ask, NOBODY), str(min(names, 4)),
        whole.group() if whole else "", line.words[0] if line.words else "", ask.metric[-2:],
    )  # fmt: skip


def _parts(line: Line, ask: Ask, span: Span, where: str) -> Iterator[Part]:
    text, number = line.text, line.numbers[ask.index]
    cls, place = span.cls.value, number.left
    gap = text[span.end : place] if span.end <= place else text[number.right : span.start]
    commas = str(min(len(_CLAUSE.findall(gap)), 4))
    numbers = str(min(sum(span.end <= other.left < place for other in line.numbers), 3))
    opening = text[max(0, span.start - 1) : span.start] or "^"
    first = "1" if span.start < 4 else "0"
    metric = "=" if span.text == ask.metric else "in" if span.text in ask.metric else "out"
    yield ("who", cls, where, commas, opening, numbers, metric)
    yield ("edge", cls, opening, text[span.end : span.end + 1], text[span.end : span.end + 2], _verb(line, span))
    rule = "=" if span.text == ask.rule else "0" if not ask.rule else "x"
    yield ("told", cls, rule, _run(ask, span.text), first, number.unit, where)
    yield ("gap", cls, gap[-2:] if len(gap) < 8 else "far")
    yield ("head", cls, ask.metric[-2:])
    at, past = line.from_offset(span.start), line.from_offset(span.end)
    yield ("next", cls, *((line.words[past], line.tags[past]) if past < len(line.words) else ("$", "$")))
    opens = _clause(text, place)
    yield ("clause", cls, opens, "1" if span.end > place - len(opens) else commas, where)
    yield ("back", cls, line.words[at - 1] if at else "^", line.tags[at - 1] if at else "^")
    yield ("beside", cls, _neighbour(line, span, 1), _neighbour(line, span, -1))


def _clause(text: str, place: int) -> str:
    """The first two characters of the clause a number stands in."""
    start = max(text.rfind(mark, 0, place) for mark in "，,；;。：") + 1
    return text[start : min(start + 2, place)]


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
            return other.cls.value
    return ""
