"""Annotated sentences made from templates, for training where no annotated text is at hand.

A template (`templates/*.txt`, one a line) is a sentence with slots:

- `{Class}` or `{Class:kind}` — a made name of an entity class, annotated; kinds are the symbols of `names.grammar`
- `{Class*3}` — a list of two or three of them, each annotated
- `{Class=words}` — these very words, annotated
- `{@0}` — the first name of slot 0 once more, annotated; `{~0}` — a short form of that firm's full name
- `{one|another|}` — one of these wordings; `{percent}` in small letters — a wording of the grammar without annotation

Behind a tab stand the relations it states, between slots by their number: `[0 issued 1] [0 operates 2 planned]`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import combinations, product
from random import Random
from typing import Final

from nlp.aliases import short_forms
from nlp.annotated import AnnotatedSentence
from nlp.spans import Extraction, Link, Span
from nlp.training.grammar import draw
from ontology.schema import EntityClass, Relation, Status

_SLOT: Final = re.compile(r"\{([^{}]+)\}")
_LISTED: Final = re.compile(r"^(.+)\*(\d)$")
_NOTE: Final = re.compile(r"\[(\d+) (\w+) (\d+)(?: (\w+))?\]")
_CLASSES: Final = frozenset(cls.value for cls in EntityClass)
_LAST_JOINT: Final = ("、", "、", "和", "和", "与", "及", "以及")
_RULE: Final = "template"


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots, of one kind of text."""

    kind: str
    sentence: str
    notes: tuple[tuple[int, Relation, int, Status], ...] = ()


@dataclass(slots=True)
class _Filling:
    """A template while it is filled: the text so far, its spans, and which of them each slot made."""

    random: Random
    parts: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span] = field(default_factory=list)
    slots: list[list[int]] = field(default_factory=list)

    def say(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def name(self, text: str, cls: EntityClass) -> int:
        """Write a name, and return its position among the spans."""
        self.spans.append(Span(self.length, self.length + len(text), text, cls, rule=_RULE))
        self.say(text)
        return len(self.spans) - 1


def generate(count: int, seed: int) -> tuple[AnnotatedSentence, ...]:
    """`count` annotated sentences; the same seed gives the same ones, and every template is used in turn.

    Args:
        count: how many sentences.
        seed: of the draw.
    """
    random = Random(seed)  # noqa: S311 — training data, no secrets
    made: list[AnnotatedSentence] = []
    while len(made) < count:
        order = list(templates())
        random.shuffle(order)
        made += [_sentence(each, len(made) + at, random) for at, each in enumerate(order[: count - len(made)])]
    return tuple(made)


@cache
def templates() -> tuple[Template, ...]:
    """All templates, by kind of text and in the order of their files."""
    folder = files("nlp.training").joinpath("templates")
    texts = sorted((file.name, file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".txt"))
    return tuple(
        _template(name.removesuffix(".txt"), line)
        for name, text in texts
        for line in text.splitlines()
        if line and not line.startswith("#")
    )


def _template(kind: str, line: str) -> Template:
    sentence, _, notes = line.partition("\t")
    return Template(
        kind,
        sentence,
        tuple(
            (int(head), Relation(relation), int(tail), Status(status or Status.STATED))
            for head, relation, tail, status in _NOTE.findall(notes)
        ),
    )


def _sentence(template: Template, number: int, random: Random) -> AnnotatedSentence:
    filling = _Filling(random)
    done = 0
    for match in _SLOT.finditer(template.sentence):
        filling.say(template.sentence[done : match.start()])
        _fill(filling, match[1])
        done = match.end()
    filling.say(template.sentence[done:])
    links = tuple(_links(template, filling))
    found = Extraction(tuple(filling.spans), links)
    return AnnotatedSentence(f"template-{template.kind}-{number:05d}", "".join(filling.parts), found)


def _fill(filling: _Filling, slot: str) -> None:
    if "|" in slot:
        filling.say(filling.random.choice(slot.split("|")))
    elif slot[0] in "@~":
        first = filling.spans[filling.slots[int(slot[1:])][0]]
        forms = short_forms(first.text) if slot[0] == "~" else ()
        filling.slots.append([filling.name(filling.random.choice(forms or (first.text,)), first.cls)])
    elif re.split(r"[:=*]", slot)[0] in _CLASSES:
        filling.slots.append(list(_named(filling, slot)))
    else:
        filling.say(draw(slot, filling.random))


def _named(filling: _Filling, slot: str) -> Iterator[int]:
    """Write the names of a slot; yields their positions."""
    symbol, _, words = slot.partition("=")
    listed = _LISTED.match(symbol)
    symbol = listed[1] if listed else symbol
    cls = EntityClass(symbol.partition(":")[0])
    if words:
        yield filling.name(words, cls)
        return
    many = filling.random.randint(2, int(listed[2])) if listed else 1
    for at, name in enumerate(_different(symbol, many, filling.random)):
        if at:
            filling.say("、" if at + 1 < many else filling.random.choice(_LAST_JOINT))
        yield filling.name(name, cls)


def _different(symbol: str, many: int, random: Random) -> Sequence[str]:
    """`many` names of which no two are the same."""
    names: dict[str, None] = {}
    while len(names) < many:
        names[draw(symbol, random)] = None
    return tuple(names)


def _links(template: Template, filling: _Filling) -> Iterator[Link]:
    length = filling.length
    for head_slot, relation, tail_slot, status in template.notes:
        for head, tail in _ends(filling.slots[head_slot], filling.slots[tail_slot]):
            if filling.spans[head].text != filling.spans[tail].text:
                yield Link(head, relation, tail, status, 0, length)


def _ends(heads: Sequence[int], tails: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Every head with every tail; within one slot every pair once."""
    return combinations(heads, 2) if heads is tails else product(heads, tails)
