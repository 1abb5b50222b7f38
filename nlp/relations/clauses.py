"""A sentence as what happens in it, clause by clause: names, words that tell an act, marks, stops."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple, cast

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from nlp.relations.groups import Group
from nlp.relations.tables import acts

STOPS: Final = "，。；！？：:;!?,\n"  # signs that end a clause
_BLANK: Final = "＿"
_NOTHING: Final = frozenset[str]()
MARKS: Final = frozenset({"by", "for", "at", "with", "let"})


class Event(NamedTuple):
    """A name group, a word with its acts, or a stop (neither); `start` is its place in the text."""

    start: int
    group: Group | None = None
    word: str = ""
    acts: frozenset[str] = frozenset()

    @property
    def is_stop(self) -> bool:
        return self.group is None and not self.acts


# a sentence has one every ten characters: made from a row by the tuple itself, faster than by the class
_new_event: Final = cast(
    "Callable[[tuple[int, Group | None, str, frozenset[str]]], Event]", partial(tuple.__new__, Event)
)


def events_of(text: str, groups: Sequence[Group]) -> Iterator[Event]:
    """Events in the order of the text; what stands inside a group is its name and tells nothing."""
    at = 0
    for start, word, said in _told(_blanked(text, groups)):
        while at < len(groups) and groups[at].start < start:
            yield Event(groups[at].start, groups[at])
            at += 1
        yield _new_event((start, None, word, said))
    for group in groups[at:]:
        yield Event(group.start, group)


def _blanked(text: str, groups: Sequence[Group]) -> str:
    told, done = [], 0
    for group in groups:
        told += [text[done : group.start], _BLANK * (group.end - group.start)]
        done = group.end
    return "".join([*told, text[done:]])


def _told(text: str) -> Iterator[tuple[int, str, frozenset[str]]]:
    known, finder = _words()
    for index, start, _ in finder.find_matches_as_indexes(text):
        yield start, *known[index]


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[tuple[str, frozenset[str]], ...], AhoCorasick]:
    known = (*acts().items(), *((mark, _NOTHING) for mark in STOPS))
    return known, AhoCorasick([word for word, _ in known], matchkind=MATCHKIND_LEFTMOST_LONGEST)
