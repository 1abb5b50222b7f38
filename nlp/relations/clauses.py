"""A sentence as what happens in it, clause by clause: names, words that tell an act, marks, stops."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.relations.groups import Group
from nlp.relations.tables import acts, words

_STOP: Final = r"[，。；！？：:;!?,\n]"
_NOTHING: Final = frozenset[str]()
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
        if group.start > done:
            yield from _between(text, done, group.start)
        yield Event(group.start, group=group)
        done = max(done, group.end)
    yield from _between(text, done, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Event]:
    known = acts()
    for match in _told().finditer(text, start, end):
        word = match.group()
        yield Event(match.start(), word=word, acts=known.get(word, _NOTHING))


@lru_cache(maxsize=1)
def _told() -> re.Pattern[str]:
    return re.compile(f"{words().pattern}|{_STOP}")
