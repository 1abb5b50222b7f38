"""What two groups of names share, whichever of their names are paired: what stands between and around them."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from nlp.relations.gaps import Gap, sign, signs_of
from nlp.relations.view import View
from nlp.tagging.labels import CLASSES
from ontology.schema import EntityClass

_CODE: Final = MappingProxyType(dict(zip(CLASSES, "EPSLADOKRIT", strict=True)))
_MANY: Final = 16  # words between; of more the first and the last count
_WAY: Final = 10  # names and gaps on the way between two groups, up to which it is a feature as a whole
_REMEMBERED: Final = 1 << 12  # ways of standing beside a group
_STORY: Final = 3  # groups apart at most where the way is a feature with what its words may do


class Shared(NamedTuple):
    """Features said of the kind of pair, and those of them said of every pair that stands the same way round."""

    kinded: "array[int]"
    wayed: "array[int]"


def shared_of(view: View, first: int, last: int) -> Shared:
    """The features of every pair of names from the groups `first` ≤ `last` of a sentence."""
    kinded: list[int] = []  # and not of every pair
    both: list[int] = []
    if first == last:
        kinded.append(_SAME)
    else:
        gaps = view.gaps[first + 1 : last + 1]
        kinded += _distance(min(last - first, 6), min(view.stops[last] - view.stops[first], 4))
        _add_words(kinded, both, gaps)
        _add_acts(kinded, both, gaps)
        _add_verbs(kinded, both, gaps, of_it=view.subjects[last].of_it == first)
        if len(gaps) > 1:
            kinded += _way(view, first, last)
            kinded += _passed(frozenset().union(*(group.classes for group in view.groups[first + 1 : last])))
    _add_around(kinded, both, view, first, last)
    return Shared(array("I", kinded + both), array("I", both))


_SAME: Final = sign("=")
_NO_OTHER: Final = frozenset[EntityClass]()


def _add_words(kinded: list[int], both: list[int], gaps: Sequence[Gap]) -> None:
    first, last = gaps[0].told, gaps[-1].told
    if len(gaps) == 1:
        words: Sequence[int] = first.named
        kinded += first.alone_kinded
        both += first.alone
    else:
        words = [word for gap in gaps for word in gap.told.named]
    both += dict.fromkeys(words if len(words) <= _MANY else (*words[: _MANY // 3], *words[-_MANY // 2 :]))
    kinded += last.before_kinded
    both += last.before
    kinded += first.after_kinded


def _add_acts(kinded: list[int], both: list[int], gaps: Sequence[Gap]) -> None:
    """What the words between may do: all of them, and the last of them."""
    telling = [gap.told for gap in gaps if gap.acts]
    if telling:
        kinded += telling[0].does_kinded if len(telling) == 1 else {act for told in telling for act in told.does_kinded}
        both += telling[-1].does_last
        kinded += gaps[-1].told.does_near_kinded


def _add_verbs(kinded: list[int], both: list[int], gaps: Sequence[Gap], *, of_it: bool) -> None:
    """The verb nearest before the later group and nearest after the earlier; the earlier may be its subject."""
    telling = [gap for gap in gaps if gap.verbs]
    if not telling:
        both += (*_NO_VERB, _NO_VERB_OF_IT) if of_it else _NO_VERB
        return
    near, far = telling[-1].last_verb(near=telling[-1] is gaps[-1]), telling[0].first_verb(near=telling[0] is gaps[0])
    both += near.signs
    both += far.signs
    if of_it:
        both.append(near.of_it)
    if near.text != far.text:
        kinded.append(sign(f"vv{far.text}{near.text}"))


_NO_VERB: Final = signs_of(("v-", "V-", "c-", "C-"))
_NO_VERB_OF_IT: Final = sign("jv-")


def _way(view: View, first: int, last: int) -> Iterator[int]:
    """The names and gaps between as one feature, where they are few; the last gap counts, the last name does not."""
    steps = [view.gaps[place].mark + letters_of(view.groups[place].classes) for place in range(first + 1, last)]
    steps.append(view.gaps[last].mark)
    way = "".join(steps)
    if len(way) <= _WAY:
        yield sign(f"p{way}")
    if len(steps) <= _STORY:
        told = (",".join((step, *view.gaps[place].last_acts)) for place, step in enumerate(steps, first + 1))
        yield sign(f"P{'|'.join(told)}")


@cache
def _passed(classes: frozenset[EntityClass]) -> tuple[int, ...]:
    """The classes of the names between, wherever they stand."""
    return signs_of(f"z{letter}" for letter in letters_of(classes))


def _neighbours(view: View, first: int, last: int) -> tuple[int, ...]:
    """The names next to both groups on the outer sides: 机床的主轴 makes a part of what stands before it."""
    groups, before, behind = view.groups, view.gaps[first], view.gaps[last + 1]
    left = _beside("e", groups[first - 1].classes, before.mark, before.near) if first else ()
    right = _beside("q", groups[last + 1].classes, behind.mark, behind.near) if last + 1 < len(groups) else ()
    return (*left, *right)


@lru_cache(maxsize=_REMEMBERED)
def _beside(side: str, classes: frozenset[EntityClass], mark: str, text: str) -> tuple[int, ...]:
    letters = letters_of(classes)
    return sign(f"{side}{letters}{mark}"), sign(f"{side}{letters}:{text}")


@cache
def letters_of(classes: Iterable[EntityClass]) -> str:
    """A letter a class."""
    return "".join(sorted(_CODE.get(cls, "?") for cls in classes))


@cache
def _distance(groups: int, stops: int) -> tuple[int, ...]:
    """How many groups and clause ends lie between."""
    return signs_of((f"n{min(groups, 4)}s{min(stops, 2)}", f"s{stops}", f"n{groups}"))


def _add_around(kinded: list[int], both: list[int], view: View, first: int, last: int) -> None:
    """The words around both groups, where the groups stand, and how many names they hold."""
    one, other = view.groups[first], view.groups[last]
    follow = view.gaps[last + 1].follow
    kinded += view.gaps[first].lead
    kinded += follow.kinded
    both += follow.signs
    kinded += _neighbours(view, first, last)
    kinded += _place(first == 0, one.start <= 3)
    kinded += _sizes(min(3, len(one.members)), min(3, len(other.members)))
    if first != last:
        stops, subjects = min(view.stops[last] - view.stops[first], 2), view.subjects
        kinded += _openings(subjects[last].of_it == first, subjects[first].opens, subjects[last].opens, stops)
        speaks = subjects[last].of_it
        kinded += _spoken_of(view.groups[speaks].classes if speaks not in {-1, first} else _NO_OTHER, speaks > first)


@cache
def _place(is_first: bool, opens: bool) -> tuple[int, ...]:
    return (sign(f"f{is_first}{opens}"),)


@cache
def _sizes(first: int, last: int) -> tuple[int, ...]:
    return sign(f"l{first}"), sign(f"r{last}")


@cache
def _spoken_of(classes: frozenset[EntityClass], between: bool) -> tuple[int, ...]:
    """Whom the clause of the later group speaks of, where that is not the earlier."""
    return (sign(f"k{letters_of(classes)}{between}"),)


@cache
def _openings(of_it: bool, first: bool, last: bool, stops: int) -> tuple[int, ...]:
    """Whether the first group is the subject of the last, and which of them opens a clause."""
    return sign(f"j{of_it}{first}{stops}"), sign(f"o{last}{stops}")
