"""What extraction finds in a text: spans with a class, relations between them, observations."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, NamedTuple, cast

from ontology.schema import EntityClass, Relation, Status

LLM: Final = "llm"  # the rule of what a language model proposed and the text bears out


class Span(NamedTuple):
    """A name or term: `text` equals the sentence's (or document's) text[start:end].

    A text has one every ten characters, each moved between sentence, block and document: as a tuple it is made in a
    third of the time that a frozen class takes.
    """

    start: int
    end: int
    text: str
    cls: EntityClass
    confidence: float = 1.0
    rule: str = ""  # which rule or lexicon found it

    def moved(self, by: int) -> "Span":
        """The span with its offsets shifted."""
        if not by:
            return self
        return _new_span((self.start + by, self.end + by, *self[2:]))


# made from a row by the tuple itself, faster than by the class
_new_span: Final = cast("Callable[[tuple[int, int, str, EntityClass, float, str]], Span]", partial(tuple.__new__, Span))


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two spans, by their position in `Extraction.entities`."""

    head: int
    relation: Relation
    tail: int
    status: Status = Status.STATED
    start: int = 0  # the clause that says so
    end: int = 0
    confidence: float = 1.0  # chance that the fact is right, both names included
    rule: str = ""  # LLM where a model proposed it

    def moved(self, by: int, first: int = 0) -> "Link":
        """The link with its offsets shifted, and the positions of its ends by `first`."""
        if not (by or first):
            return self
        start, end = self.start + by, self.end + by
        return replace(self, head=self.head + first, tail=self.tail + first, start=start, end=end)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number in the text with what it counts (an observation of the annotation guide)."""

    subject: str  # surface of an entity, 全国, or empty when it is the document's own subject
    metric: str
    value: str  # the number as written, thousands marks kept; ranges as 15—20
    unit: str = ""
    time: str = ""
    comparator: str = ""
    status: Status = Status.STATED
    start: int = 0  # span of the value in the text
    end: int = 0
    rule: str = ""  # LLM where a model proposed it, or whose it is

    def moved(self, by: int) -> "Reading":
        """The reading with its offsets shifted."""
        return replace(self, start=self.start + by, end=self.end + by) if by else self


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one text, entities in order of appearance."""

    entities: tuple[Span, ...]
    relations: tuple[Link, ...] = ()
    observations: tuple[Reading, ...] = ()
