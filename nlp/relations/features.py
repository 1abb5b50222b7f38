"""What speaks for or against a relation between two names of a sentence, as hashed features.

Almost every feature is said of a kind of pair: the classes of head and tail, and which of them stands first; the
words between are also said of every pair that stands that way round, for verbs seen with few classes. What two
groups of names share is made once for all their pairs, and the kind is mixed in at the end, for all pairs at once.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from nlp.learning.outcomes import Cases
from nlp.relations.gaps import sign
from nlp.relations.reader import Found
from nlp.relations.shared import Shared, shared_of
from nlp.relations.view import View
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
_NUMBER: Final = MappingProxyType({cls: number for number, cls in enumerate(CLASSES)})
_KINDS: Final = 2 * len(CLASSES) ** 2  # of pairs, by the classes of head and tail and which of them is first
_PLAIN: Final = _KINDS  # said of any pair
_WAYS: Final = (_KINDS + 1, _KINDS + 2)  # said of every pair whose tail is first, or whose head is
_FAR: Final = 9  # groups between two names beyond which nothing is said of both
_STEPS: Final = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60)  # of distances in characters
_HASH: Final = np.uint32(0x9E3779B1)
_MIX: Final = np.uint32(0x85EBCA6B)
_REMEMBERED: Final = 1 << 13  # features of names, 200 bytes each

Pair = tuple[int, int]  # head and tail, by their place among the names
_number = lru_cache(maxsize=_REMEMBERED)(sign)  # of features that are few, or come again


@cache
def outcomes_of(head: C, tail: C) -> tuple[int, ...]:
    """The outcomes that a pair of these classes may have beside none."""
    return tuple(place for place, relation in enumerate(LEARNED, 1) if allows(relation, head, tail))


@cache
def _may_be(head: C, tail: C) -> tuple[bool, bool]:
    """Whether a pair of these classes may be related where the head stands first, and where the tail does."""
    known = head in _NUMBER and tail in _NUMBER
    outcomes = outcomes_of(head, tail) if known else ()
    return bool(outcomes), bool(outcomes) and outcomes != _PARTNERS_ONLY


_PARTNERS_ONLY: Final = (LEARNED.index(Relation.PARTNERS_WITH) + 1,)  # partners stand in the order of the text


def pairs_of(view: View) -> Iterator[Pair]:
    """The pairs (head, tail) that may be related: by class, and near enough."""
    spans, group_of = view.spans, view.group_of
    for left, one in enumerate(spans):
        for right in range(left + 1, len(spans)):
            other = spans[right]
            if group_of[right] - group_of[left] > _FAR:
                break
            if one.cls is other.cls and one.text == other.text:
                continue
            if _may_be(one.cls, other.cls)[0]:
                yield left, right
            if _may_be(other.cls, one.cls)[1]:
                yield right, left


def kind_of(view: View, head: int, tail: int) -> int:
    """A number for classes, order and distance of a pair, by which pairs that are never related are told."""
    first, last = view.group_of[head], view.group_of[tail]
    stops = abs(view.stops[last] - view.stops[first])
    return _pair_of(view, head, tail) * 12 + min(abs(last - first), 3) * 3 + min(stops, 2)


def _pair_of(view: View, head: int, tail: int) -> int:
    ends = _NUMBER[view.spans[head].cls] * len(CLASSES) + _NUMBER[view.spans[tail].cls]
    return 2 * ends + (head < tail)


def features_of(views: Sequence[View], pairs: Sequence[Sequence[Pair]]) -> Cases:
    """The features of the pairs of each sentence, in their order."""
    told = _Told(array("I"), array("q", [0]), array("I"))
    for view, own in zip(views, pairs, strict=True):
        if own:
            names = _Names(view)
            for head, tail in own:
                names.tell(told, head, tail)
    ends = np.frombuffer(told.ends, dtype=np.int64)
    codes = np.repeat(np.frombuffer(told.codes, dtype=np.uint32), np.diff(ends)) if told.codes else np.uint32(0)
    mixed = np.array(told.signs, dtype=np.uint32) ^ (codes + np.uint32(1)) * _MIX
    return Cases((mixed ^ (mixed >> np.uint32(15))) * _HASH, ends[:: len(_PARTS)])


_PARTS: Final = ("said of its kind of pair", "said of each that stands the same way round", "said of any pair")


class _Told(NamedTuple):
    """Features of all pairs, each pair in `_PARTS`: where each part ends, and the number that it is mixed with."""

    signs: "array[int]"
    ends: "array[int]"
    codes: "array[int]"


class _Names:
    """The names of one sentence, with what is told of each once for all its pairs."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._shared: dict[Pair, Shared] = {}
        self._places: dict[C, list[int]] = {}
        for place, span in enumerate(view.spans):
            self._places.setdefault(span.cls, []).append(place)
        self._as_head = [_head_signs(span.text[-2:]) for span in view.spans]
        self._as_tail = [_number(f"t{span.text[-2:]}") for span in view.spans]
        self._alone = [len(self._places[span.cls]) == 1 for span in view.spans]

    def tell(self, told: _Told, head: int, tail: int) -> None:
        """Add the features of a pair."""
        signs, ends = told.signs, told.ends
        shared, kind = self._share(head, tail), _pair_of(self._view, head, tail)
        said = self._view.proposals.get((head, tail), ())
        signs.extend(shared.kinded)
        signs.extend(self._own(head, tail))
        signs.extend(self._ruled(head, tail, said))
        ends.append(len(signs))
        signs.extend(shared.wayed)
        ends.append(len(signs))
        for item in said:
            signs.append(_number(f"R{item.relation.value}"))
            signs.append(_number(f"R{item.relation.value}{int(item.confidence * 10)}"))
        ends.append(len(signs))
        told.codes.extend((kind, _WAYS[kind & 1], _PLAIN))

    def _share(self, head: int, tail: int) -> Shared:
        """What the groups of two names share."""
        one, other = self._view.group_of[head], self._view.group_of[tail]
        place = (one, other) if one < other else (other, one)
        found = self._shared.get(place)
        if found is None:
            found = self._shared[place] = shared_of(self._view, *place)
        return found

    def _own(self, head: int, tail: int) -> list[int]:
        """Features of these two names alone: their ends, their distance, whether others of their class are nearer."""
        view = self._view
        one, other = view.spans[head], view.spans[tail]
        left, right = (head, tail) if head < tail else (tail, head)
        gap = view.text[view.spans[left].end : view.spans[right].start]
        signs = [
            *self._as_head[head],
            self._as_tail[tail],
            _DISTANCE[bisect_left(_STEPS, len(gap))],
            _HEADS_BETWEEN[self._rivals(one.cls, left, right)],
            _TAILS_BETWEEN[self._rivals(other.cls, left, right)],
            _ALONE[self._alone[head]][self._alone[tail]],
            _FIRST[self._places[one.cls][0] == head],
        ]
        if one.text[:2] == other.text[:2]:
            signs.append(_number("name"))
        if view.group_of[left] == view.group_of[right]:
            signs.append(_number(f"g={gap if right == left + 1 else '…'}"))
        signs.extend(map(_number, _marks(gap)))
        return signs

    def _rivals(self, cls: C, left: int, right: int) -> int:
        """How many names of a class, outside the groups of both, stand between the two; more than two are two."""
        groups, group_of = self._view.groups, self._view.group_of
        first, last = groups[group_of[left]].members[-1], groups[group_of[right]].members[0]
        if last - first < 2:
            return 0
        places = self._places[cls]
        return min(2, bisect_left(places, last) - bisect_left(places, first + 1))

    def _ruled(self, head: int, tail: int, said: Sequence[Found]) -> list[int]:
        """What the rules say of the pair, of the pair turned round, and of each end with another name."""
        view = self._view
        if not view.proposals:
            return [_UNRULED]
        signs = [_number(f"R{item.relation.value}") for item in said] or [_UNRULED]
        signs += (_number(f"<R{item.relation.value}") for item in view.proposals.get((tail, head), ()))
        for outcome in outcomes_of(view.spans[head].cls, view.spans[tail].cls):
            relation = LEARNED[outcome - 1]
            as_head, as_tail = (head, relation) in view.heads, (tail, relation) in view.tails
            if (as_head or as_tail) and all(item.relation is not relation for item in said):
                if as_head:
                    signs.append(_number(f"RH{relation.value}"))
                if as_tail:
                    signs.append(_number(f"RT{relation.value}"))
        return signs


_DISTANCE: Final = tuple(sign(f"d{step}") for step in range(len(_STEPS) + 1))
_HEADS_BETWEEN: Final = tuple(sign(f"eh{count}") for count in range(3))
_TAILS_BETWEEN: Final = tuple(sign(f"et{count}") for count in range(3))
_ALONE: Final = tuple(tuple(sign(f"u{head}{tail}") for tail in range(2)) for head in range(2))
_FIRST: Final = tuple(sign(f"e1{first}") for first in range(2))
_UNRULED: Final = sign("R-")


@lru_cache(maxsize=_REMEMBERED)
def _head_signs(text: str) -> tuple[int, ...]:
    """The kind of pair alone, and the end of the head."""
    return sign(""), sign(f"h{text}"), sign(f"hc{text[-1]}")


def _marks(gap: str) -> Iterator[str]:
    """Brackets, quotes and stops between two names that part them."""
    if gap.startswith("（") and "）" not in gap:
        yield "("
    if "“" in gap and gap.count("“") > gap.count("”"):
        yield "“"
    if "；" in gap or "。" in gap:
        yield "；"
