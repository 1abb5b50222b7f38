"""Templates of sentences while their slots are filled: what stands in a file of them, and the text so far."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Final

from nlp.spans import Span
from ontology.rows import rows_in
from ontology.schema import EntityClass

CLASSES: Final = frozenset(cls.value for cls in EntityClass)
_RULE: Final = "template"


@dataclass(slots=True)
class Filling:
    """A sentence as far as it is written, with its names."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)

    def say(self, words: str) -> range:
        """Write words; where they stand."""
        start = len(self.text)
        self.text += words
        return range(start, len(self.text))

    def name(self, text: str, cls: EntityClass) -> int:
        """Write a name; its position among the spans."""
        place = self.say(text)
        self.spans.append(Span(place.start, place.stop, text, cls, rule=_RULE))
        return len(self.spans) - 1

    def fill(self, sentence: str, slot: re.Pattern[str], write: Callable[[re.Match[str]], None]) -> None:
        """Write a sentence, `write` what stands in its slots."""
        done = 0
        for match in slot.finditer(sentence):
            self.say(sentence[done : match.start()])
            write(match)
            done = match.end()
        self.say(sentence[done:])


def templates_in(folder: Traversable) -> Iterator[tuple[str, str, str]]:
    """The templates in the files of a folder, by their names: name of the file, sentence, and notes behind a tab."""
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            for row in rows_in(file.read_text("utf-8")):
                sentence, notes = (*row, "")[:2]
                yield file.name.removesuffix(".txt"), sentence, notes
