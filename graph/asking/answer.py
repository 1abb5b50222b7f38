"""An answer: its kind and values, the sentence and the table to show, the statement that gave it, what was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graph.asking.refusal import Refusal


class AnswerKind(StrEnum):
    """What an answer is."""

    LIST = "list"
    NUMBER = "number"
    YES_NO = "yes_no"
    NONE = "none"  # refused, with the reason


@dataclass(frozen=True, slots=True)
class Understood:
    """A word of the question and what it was read as."""

    said: str
    meant: str
    kind: str  # class of the ontology


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, what was understood, and what the graph says."""

    question: str
    kind: AnswerKind
    values: tuple[str | float | int, ...]  # names; one number; "yes" or "no"; the reason of a refusal
    sentence: str  # the answer in words
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    cypher: str = ""  # the statement that ran, in the words of the engine
    parameters: Mapping[str, Any] = field(default_factory=dict)
    understood: tuple[Understood, ...] = ()
    unknown: tuple[str, ...] = ()  # words that were not understood
    choices: tuple[str, ...] = ()  # what an ambiguous word may mean
    ids: tuple[str, ...] = ()  # of the things named in the values, in their order; empty where they are no things
    evidence: tuple[str, ...] = ()  # evidence ids
    marked: bool = False  # rests on sample, synthetic or estimated data
    note: str = ""  # what of it is not shown, Chinese · English

    @property
    def is_refused(self) -> bool:
        """Whether there is no answer."""
        return self.kind is AnswerKind.NONE


def refused(question: str, refusal: Refusal) -> Answer:
    """The answer that says why there is none."""
    return Answer(
        question=question,
        kind=AnswerKind.NONE,
        values=(refusal.reason.value,),
        sentence=refusal.message,
        unknown=refusal.words,
        choices=refusal.choices,
    )
