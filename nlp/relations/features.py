"""What speaks for or against a relation between two names of a sentence, as named features.

Almost every feature is said of a kind of pair: the classes of head and tail, and which of them stands first; the
words between are also said of every pair that stands that way round, for verbs seen with few classes.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from nlp.relations.view import Gap, View
from nlp.tagging.labels import CLASSES
from ontology.schema import EntityClass as C
from ontology.schema import Relation, allows

LEARNED: Final = (
    Relation.OPERATES,
    Relation.LOCATED_IN,
    Relation.ISSUED,
    Relation.APPLIES_TO,
    Relation.SERVES,
    Relation.IMPLEMENTS,
    Relation.PROVIDES,
    Relation.USES,
    Relation.PARTNERS_WITH,
    Relation.SUPPLIES,
    Relation.INVESTS_IN,
    Relation.SUBSIDIARY_OF,
    Relation.UPSTREAM_OF,
    Relation.PARTICIPATES_IN,
    Relation.DEVELOPS,
)  # outcome k + 1 of a pair is LEARNED[k]; outcome 0 is no relation
_CODE: Final = MappingProxyType(dict(zip(CLASSES, "EPSLADOKRIT", strict=True)))  # features are made of them
_FAR: Final = 9  # groups between two names beyond which nothing is said of both
_MANY: Final = 16  # words between; of more the first and the last count
_STORY: Final = 3  # groups apart at most where the whole way between is one feature
_SHORT: Final = 8  # characters of a gap that is a feature as a whole
_STEPS: Final = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60)  # of distances in characters
_TEXT: Final = re.compile(r"[^，。；：、（）()“”《》！？]+")


@cache
def outcomes_of(head: C, tail: C) -> tuple[int, ...]:
    """The outcomes that a pair of these classes may have beside none."""
    return tuple(place for place, relation in enumerate(LEARNED, 1) if allows(relation, head, tail))


_PARTNERS_ONLY: Final = (LEARNED.index(Relation.PARTNERS_WITH) + 1,)


def pairs_of(view: View) -> Iterator[tuple[int, int]]:
    """The pairs (head, tail) that may be related: by class, and near enough."""
    spans, group_of = view.spans, view.group_of
    for head, one in enumerate(spans):
        for tail, other in enumerate(spans):
            if head == tail or abs(group_of[head] - group_of[tail]) > _FAR:
                continue
            outcomes = outcomes_of(one.cls, other.cls) if one.cls in _CODE and other.cls in _CODE else ()
            twice = outcomes == _PARTNERS_ONLY and head > tail  # partners stand in the order of the text
            if outcomes and not twice and (one.cls is not other.cls or one.text != other.text):
                yield head, tail


def kind_of(view: View, head: int, tail: int) -> str:
    """Classes, order and distance of a pair, by which pairs that are never related are told."""
    left, right = (head, tail) if head < tail else (tail, head)
    first, last = view.group_of[left], view.group_of[right]
    stops = view.stops[last] - view.stops[first]
    return f"{_pair_of(view, head, tail)}{min(last - first, 3)}{min(stops, 2)}"


def _pair_of(view: View, head: int, tail: int) -> str:
    return _CODE[view.spans[head].cls] + _CODE[view.spans[tail].cls] + (">" if head < tail else "<")


class Features:
    """Features of the pairs of one sentence; what two groups share is made once for all their members."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._shared: dict[tuple[int, int, str], list[str]] = {}

    def of(self, head: int, tail: int) -> list[str]:
        """The features of a pair."""
        view = self._view
        left, right = min(head, tail), max(head, tail)
        kind = _pair_of(view, head, tail)
        first, last = view.group_of[left], view.group_of[right]
        if first == last:
            shared = [kind, f"{kind}=", *_outside(view, first, last, kind)]
        else:
            place = (first, last, kind)
            if place not in self._shared:
                self._shared[place] = [kind, *_between(view, first, last, kind), *_outside(view, first, last, kind)]
            shared = self._shared[place]
        return [*shared, *_own(view, head, tail, kind), *_proposed(view, head, tail, kind)]


def _between(view: View, first: int, last: int, kind: str) -> Iterator[str]:
    """What stands between two groups."""
    gaps = view.gaps[first + 1 : last + 1]
    way = kind[-1]
    stops = view.stops[last] - view.stops[first]
    yield f"{kind}n{min(last - first, 4)}s{min(stops, 2)}"
    yield f"{kind}s{min(stops, 4)}"
    yield f"{kind}n{min(last - first, 6)}"
    for word in _words(gaps):
        yield f"{kind}w{word}"
        yield f"{way}w{word}"
    yield from _edges(view, first, last, kind)
    yield from _verbs(view, first, last, kind)
    yield from _acts(gaps, kind)
    path = "".join(_step(view, place, last) for place in range(first + 1, last + 1))
    if len(path) <= _SHORT + 2:
        yield f"{kind}p{path}"
    if last - first <= _STORY:
        yield f"{kind}P{'|'.join(_told(view, place, last) for place in range(first + 1, last + 1))}"


def _words(gaps: Sequence[Gap]) -> set[str]:
    words = [word for gap in gaps for word in gap.words]
    return set(words) if len(words) <= _MANY else {*words[: _MANY // 3], *words[-_MANY // 2 :]}


def _step(view: View, place: int, last: int) -> str:
    gap, group = view.gaps[place], view.groups[place]
    mark = "," if gap.stops else "x" if gap.words else ""
    return mark if place == last else mark + "".join(sorted(_CODE.get(cls, "?") for cls in group.classes))


def _told(view: View, place: int, last: int) -> str:
    """A step with what the last telling word of its gap may do."""
    gap = view.gaps[place]
    return ",".join((_step(view, place, last), *sorted(gap.acts[-1] if gap.acts else ())))


def _edges(view: View, first: int, last: int, kind: str) -> Iterator[str]:
    """The words right before the later group and right after the earlier one."""
    before, after, way = view.gaps[last].words, view.gaps[first + 1].words, kind[-1]
    if before:
        yield from (
            f"{kind}b{before[-1]}",
            f"{way}b{before[-1]}",
            f"{kind}bc{before[-1][-1]}",
            f"{way}bc{before[-1][-1]}",
        )
        if len(before) > 1:
            yield f"{kind}bb{before[-2]}{before[-1]}"
    else:
        yield f"{kind}b^"
    if after:
        yield f"{kind}a{after[0]}"
        if len(after) > 1:
            yield f"{kind}aa{after[0]}{after[1]}"
    if last == first + 1:
        gap = "".join(after)
        yield f"{kind}m{_TEXT.sub('x', gap)[:_SHORT]}"
        if len(gap) <= _SHORT:
            yield f"{kind}g{gap}"
            yield f"{way}g{gap}"


def _verbs(view: View, first: int, last: int, kind: str) -> Iterator[str]:
    """The verb nearest before the later group and nearest after the earlier, and whether one is the other's subject."""
    gaps, way = view.gaps, kind[-1]
    near = next(
        (gaps[place].verbs[-1] + "~" * (place < last) for place in range(last, first, -1) if gaps[place].verbs), "-"
    )
    far = next(
        (gaps[place].verbs[0] + "~" * (place > first + 1) for place in range(first + 1, last + 1) if gaps[place].verbs),
        "-",
    )
    yield from (f"{kind}v{near}", f"{way}v{near}", f"{kind}V{far}", f"{way}V{far}")
    yield from (f"{kind}c{near.rstrip('~')[-1:]}", f"{way}c{near.rstrip('~')[-1:]}", f"{way}C{near[0]}")
    if near != far:
        yield f"{kind}vv{far}{near}"
    stops = min(view.stops[last] - view.stops[first], 2)
    of_it = view.subjects[last] == first
    yield f"{kind}j{of_it}{view.opens[first]}{stops}"
    yield f"{kind}o{view.opens[last]}{stops}"
    if of_it:
        yield f"{kind}jv{near}"
        yield f"{way}jv{near}"


def _acts(gaps: Sequence[Gap], kind: str) -> Iterator[str]:
    """What the words between may do: all of them, and the last of them."""
    way = kind[-1]
    yield from (f"{kind}A{act}" for act in {act for gap in gaps for said in gap.acts for act in said})
    last = next((gap.acts[-1] for gap in reversed(gaps) if gap.acts), ())
    for act in last:
        yield f"{kind}L{act}"
        yield f"{way}L{act}"
        if gaps[-1].acts:
            yield f"{kind}N{act}"


def _outside(view: View, first: int, last: int, kind: str) -> Iterator[str]:
    """The words around both groups, and where they stand."""
    before, after, way = view.gaps[first], view.gaps[last + 1], kind[-1]
    yield f"{kind}x{before.words[-1] if before.words else '^'}"
    if after.words:
        yield f"{kind}y{after.words[0]}"
        yield f"{way}y{after.words[0]}"
        yield f"{kind}yy{''.join(after.words[:2])}"
    else:
        yield f"{kind}y$"
    yield from (f"{kind}Y{act}" for said in after.acts[:2] for act in said)
    yield from (f"{kind}X{act}" for said in before.acts[-1:] for act in said)
    yield f"{kind}f{first == 0}{view.groups[first].start <= 3}"
    yield f"{kind}l{min(3, len(view.groups[first].members))}"
    yield f"{kind}r{min(3, len(view.groups[last].members))}"


def _own(view: View, head: int, tail: int, kind: str) -> Iterator[str]:
    """What is of these two names alone: their ends, their distance, and whether others of their class are nearer."""
    spans, group_of = view.spans, view.group_of
    one, other = spans[head], spans[tail]
    left, right = min(head, tail), max(head, tail)
    gap = view.text[spans[left].end : spans[right].start]
    yield f"{kind}d{bisect_left(_STEPS, len(gap))}"
    yield f"{kind}h{one.text[-2:]}"
    yield f"{kind}hc{one.text[-1]}"
    yield f"{kind}t{other.text[-2:]}"
    if one.text[:2] == other.text[:2]:
        yield f"{kind}name"
    yield f"{kind}eh{_rivals(view, head, left, right)}"
    yield f"{kind}et{_rivals(view, tail, left, right)}"
    yield f"{kind}u{view.classes[one.cls] == 1}{view.classes[other.cls] == 1}"
    yield f"{kind}e1{view.firsts[one.cls] == head}"
    if group_of[left] == group_of[right]:
        yield f"{kind}g={gap if right == left + 1 else '…'}"
    if gap.startswith("（") and "）" not in gap:
        yield f"{kind}("
    if gap.count("“") > gap.count("”"):
        yield f"{kind}“"
    if "；" in gap or "。" in gap:
        yield f"{kind}；"


def _rivals(view: View, place: int, left: int, right: int) -> int:
    """How many names of its class, outside its group, stand between the two; more than two are two."""
    spans, group_of, found = view.spans, view.group_of, 0
    cls, own = spans[place].cls, group_of[place]
    for other in range(left + 1, right):
        found += spans[other].cls is cls and group_of[other] != own
    return min(2, found)


def _proposed(view: View, head: int, tail: int, kind: str) -> Iterator[str]:
    """What the rules say of the pair, of the pair turned round, and of each end with another name."""
    said = view.proposals.get((head, tail), ())
    for item in said:
        name = item.relation.value
        yield from (f"R{name}", f"{kind}R{name}", f"R{name}{int(item.confidence * 10)}")
    if not said:
        yield f"{kind}R-"
    yield from (f"{kind}<R{item.relation.value}" for item in view.proposals.get((tail, head), ()))
    for outcome in outcomes_of(view.spans[head].cls, view.spans[tail].cls):
        relation = LEARNED[outcome - 1]
        if all(item.relation is not relation for item in said):
            if view.heads.get((head, relation)):
                yield f"{kind}RH{relation.value}"
            if view.tails.get((tail, relation)):
                yield f"{kind}RT{relation.value}"
