"""A sentence as the chances of its relations are weighed: groups of names, the gaps between them, what the rules say.

Gap `k` is the text before group `k`; the last gap is the text after the last group.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from nlp.relations.groups import Group, groups_of
from nlp.relations.reader import Found, Reader
from nlp.relations.tables import acts
from nlp.spans import Span
from nlp.words import tag
from ontology.schema import EntityClass, Relation

_STOPS: Final = "，。；！？：:;!?,\n"
_REMEMBERED: Final = 1 << 13  # gaps, 1 kB each: 、 or a word or two come again, the longer ones do not

Proposals = Mapping[tuple[int, int], Sequence[Found]]


class Gap(NamedTuple):
    """What stands between two groups: its words, the verbs among them, what each word may do, clause ends."""

    words: tuple[str, ...]
    verbs: tuple[str, ...]
    acts: tuple[frozenset[str], ...]  # of the words that have any
    stops: int
    opens: bool  # a clause begins in it and no verb follows
    breaks: bool  # a clause begins in it


@dataclass(frozen=True, slots=True)
class View:
    """One sentence; groups are told by their position."""

    text: str
    spans: Sequence[Span]
    groups: Sequence[Group]
    group_of: Sequence[int]  # of each span
    classes: Mapping[EntityClass, int]  # how many spans of each
    firsts: Mapping[EntityClass, int]  # the first span of each
    gaps: Sequence[Gap]
    stops: Sequence[int]  # clause ends before each group
    opens: Sequence[bool]  # the group is the first of its clause, no verb before it
    subjects: Sequence[int]  # group that the group's clause speaks of, or that the clauses before did; -1 for none
    proposals: Proposals  # by the rules, of each pair one a relation
    heads: Mapping[tuple[int, Relation], int]  # how many tails the rules give to a head
    tails: Mapping[tuple[int, Relation], int]


def view_of(text: str, spans: Sequence[Span]) -> View:
    """What is to be seen of a sentence with `spans` in the order of their start."""
    groups = groups_of(text, spans)
    group_of = [0] * len(spans)
    for place, group in enumerate(groups):
        for member in group.members:
            group_of[member] = place
    ends = [0, *(group.end for group in groups)]
    starts = [*(group.start for group in groups), len(text)]
    gaps = [_gap(text[end:start]) for end, start in zip(ends, starts, strict=True)]
    opens, subjects = _subjects(gaps)
    proposals = _proposals(text, spans, groups)
    heads, tails = _counts(proposals)
    classes = Counter(span.cls for span in spans)
    firsts = {span.cls: place for place, span in reversed([*enumerate(spans)])}
    stops = list(accumulate(gap.stops for gap in gaps[:-1]))
    return View(text, spans, groups, group_of, classes, firsts, gaps, stops, opens, subjects, proposals, heads, tails)


@lru_cache(maxsize=_REMEMBERED)
def _gap(text: str) -> Gap:
    if not text:
        return Gap((), (), (), 0, opens=False, breaks=False)
    words = tag(text)
    known = acts()
    verbs = [word for word in words if word.tag[0] == "v" or word.text in known]
    stops = [place for place, mark in enumerate(text) if mark in _STOPS]
    opens = bool(stops) and not any(verb.start > stops[-1] for verb in verbs)
    said = tuple(known[word.text] for word in words if word.text in known)
    told = tuple(verb.text for verb in verbs)
    return Gap(tuple(word.text for word in words), told, said, len(stops), opens, bool(stops))


def _subjects(gaps: Sequence[Gap]) -> tuple[list[bool], list[int]]:
    """The first group of a clause before its first verb is its subject, and stays so until another takes over."""
    opens: list[bool] = []
    subjects: list[int] = []
    running, subject, open_clause = -1, -1, True
    for place, gap in enumerate(gaps[:-1]):
        open_clause = open_clause or gap.breaks
        first = open_clause and ((gap.opens if gap.breaks else not gap.verbs) or running < 0)
        opens.append(first)
        subjects.append(-1 if first else running if open_clause else subject)
        if open_clause:
            running = subject = place if first else running
            open_clause = False
    return opens, subjects


def _proposals(text: str, spans: Sequence[Span], groups: Sequence[Group]) -> dict[tuple[int, int], list[Found]]:
    found: dict[tuple[int, int], list[Found]] = {}
    for item in Reader(text, spans).read(groups):
        said = found.setdefault((item.head, item.tail), [])
        if all(item.relation is not other.relation for other in said):
            said.append(item)
    return found


def _counts(proposals: Proposals) -> tuple[Counter[tuple[int, Relation]], Counter[tuple[int, Relation]]]:
    found = [item for items in proposals.values() for item in items]
    heads = Counter((item.head, item.relation) for item in found)
    return heads, Counter((item.tail, item.relation) for item in found)
