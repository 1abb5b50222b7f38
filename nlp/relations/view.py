"""A sentence as the chances of its relations are weighed: groups of names, the gaps between them, what the rules say.

Gap `k` is the text before group `k`; the last gap is the text after the last group.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from nlp.once import once
from nlp.relations.clauses import STOPS
from nlp.relations.gaps import Gap, gap_of
from nlp.relations.groups import Group, groups_of
from nlp.relations.reader import Found, Reader
from nlp.spans import Span
from ontology.schema import Relation

_STOP: Final = re.compile(f"[{STOPS}]")
_NEAR: Final = 30  # characters before or after all names that count

Proposals = Mapping[tuple[int, int], Sequence[Found]]


class Subject(NamedTuple):
    """What a group is to its clause."""

    of_it: int  # the group that its clause speaks of, or that the clauses before did; -1 for none
    opens: bool  # it is the first of its clause, no verb before it


@dataclass(frozen=True)
class View:
    """One sentence; groups are told by their position."""

    text: str
    spans: Sequence[Span]
    groups: Sequence[Group]
    group_of: Sequence[int]  # of each span
    stops: Sequence[int]  # clause ends before each group
    proposals: Proposals  # by the rules, of each pair one a relation
    heads: Mapping[tuple[int, Relation], int]  # how many tails the rules give to a head
    tails: Mapping[tuple[int, Relation], int]

    @once
    def gaps(self) -> Sequence[Gap]:
        """What stands between the groups; of what stands before or after all of them, what is near."""
        told = [gap_of(gap) for gap in _between(self.text, self.groups)[1:-1]]
        first, last = self.groups[0].start, self.groups[-1].end
        return [gap_of(self.text[max(0, first - _NEAR) : first]), *told, gap_of(self.text[last : last + _NEAR])]

    @once
    def subjects(self) -> Sequence[Subject]:
        """What each group is to its clause."""
        return list(_subjects(self.gaps))


def view_of(text: str, spans: Sequence[Span]) -> View:
    """What is to be seen of a sentence with `spans`, one or more, in the order of their start."""
    groups = groups_of(text, spans)
    group_of = [0] * len(spans)
    for place, group in enumerate(groups):
        for member in group.members:
            group_of[member] = place
    stops = list(accumulate(len(_STOP.findall(gap)) if gap else 0 for gap in _between(text, groups)[:-1]))
    proposals = _proposals(text, spans, groups)
    return View(text, spans, groups, group_of, stops, proposals, *_counts(proposals))


def _between(text: str, groups: Sequence[Group]) -> list[str]:
    ends = (0, *(group.end for group in groups))
    starts = (*(group.start for group in groups), len(text))
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


def _subjects(gaps: Sequence[Gap]) -> Iterator[Subject]:
    """The first group of a clause before its first verb is its subject, and stays so until another takes over."""
    running, subject, open_clause = -1, -1, True
    for place, gap in enumerate(gaps[:-1]):
        open_clause = open_clause or gap.stops > 0
        first = open_clause and ((gap.opens if gap.stops else not gap.verbs) or running < 0)
        yield Subject(-1 if first else running if open_clause else subject, first)
        if open_clause:
            running = subject = place if first else running
            open_clause = False


def _proposals(text: str, spans: Sequence[Span], groups: Sequence[Group]) -> dict[tuple[int, int], list[Found]]:
    found: dict[tuple[int, int], list[Found]] = {}
    for item in Reader(text, spans).read(groups):
        said = found.setdefault((item.head, item.tail), [])
        if all(item.relation is not other.relation for other in said):
            said.append(item)
    return found


def _counts(proposals: Proposals) -> tuple[Counter[tuple[int, Relation]], Counter[tuple[int, Relation]]]:
    if not proposals:
        return Counter(), Counter()
    found = [item for items in proposals.values() for item in items]
    heads = Counter((item.head, item.relation) for item in found)
    return heads, Counter((item.tail, item.relation) for item in found)
