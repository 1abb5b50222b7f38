"""A sentence as what happens in it, clause by clause: names, words that tell an act, marks, stops."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp.relations.groups import Group
from nlp.relations.tables import acts, words

_STOP: Final = re.compile(r"[，。；！？：:;!?,\n]")
MARKS: Final = frozenset({"by", "for", "at", "with", "let"})


@dataclass(frozen=True, slots=True)
class Event:
    """A name group, a word with its acts, or a stop (neither); `start` is its place in the text."""

    start: int
    group: Group | None = None
    word: str = ""
    acts: frozenset[str] = frozenset()

    @property
    def is_stop(self) -> bool:
        return self.group is None and not self.acts


def events_of(text: str, groups: Sequence[Group]) -> Iterator[Event]:
    """Events in the order of the text; what stands inside a group is its name and tells nothing."""
    done = 0
    for group in groups:
        yield from _between(text, done, group.start)
        yield Event(group.start, group=group)
        done = max(done, group.end)
    yield from _between(text, done, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Event]:
    places = [(match.start(), match.group(), acts()[match.group()]) for match in words().finditer(text, start, end)]
    stops = [(match.start(), match.group(), frozenset[str]()) for match in _STOP.finditer(text, start, end)]
    for place, word, said in sorted(places + stops):
        yield Event(place, word=word, acts=said)
