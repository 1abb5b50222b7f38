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
from nlp.spans import Extraction, Link
from nlp.training.filling import CLASSES, Filling, templates_in
from nlp.training.grammar import draw
from ontology.schema import EntityClass, Relation, Status

_SLOT: Final = re.compile(r"\{([^{}]+)\}")
_LISTED: Final = re.compile(r"^(.+)\*(\d)$")
_NOTE: Final = re.compile(r"\[(\d+) (\w+) (\d+)(?: (\w+))?\]")
_LAST_JOINT: Final = ("、", "、", "和", "和", "与", "及", "以及")


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots, of one kind of text."""

    kind: str
    sentence: str
    notes: tuple[tuple[int, Relation, int, Status], ...] = ()


@dataclass(slots=True)
class _Filling(Filling):
    """A template while it is filled, and which of its names each slot made."""

    random: Random = field(kw_only=True)
    slots: list[list[int]] = field(default_factory=list)


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
    return tuple(Template(kind, sentence, tuple(_notes(notes))) for kind, sentence, notes in templates_in(folder))


def _notes(notes: str) -> Iterator[tuple[int, Relation, int, Status]]:
    for head, relation, tail, status in _NOTE.findall(notes):
        yield int(head), Relation(relation), int(tail), Status(status or Status.STATED)


def _sentence(template: Template, number: int, random: Random) -> AnnotatedSentence:
    filling = _Filling(random=random)
    filling.fill(template.sentence, _SLOT, lambda slot: _fill(filling, slot[1]))
    found = Extraction(tuple(filling.spans), tuple(_links(template, filling)))
    return AnnotatedSentence(f"template-{template.kind}-{number:05d}", filling.text, found)


def _fill(filling: _Filling, slot: str) -> None:
    if "|" in slot:
        filling.say(filling.random.choice(slot.split("|")))
    elif slot[0] in "@~":
        first = filling.spans[filling.slots[int(slot[1:])][0]]
        forms = short_forms(first.text) if slot[0] == "~" else ()
        filling.slots.append([filling.name(filling.random.choice(forms or (first.text,)), first.cls)])
    elif re.split(r"[:=*]", slot)[0] in CLASSES:
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
    length = len(filling.text)
    for head_slot, relation, tail_slot, status in template.notes:
        for head, tail in _ends(filling.slots[head_slot], filling.slots[tail_slot]):
            if filling.spans[head].text != filling.spans[tail].text:
                yield Link(head, relation, tail, status, 0, length)


def _ends(heads: Sequence[int], tails: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Every head with every tail; within one slot every pair once."""
    return combinations(heads, 2) if heads is tails else product(heads, tails)
