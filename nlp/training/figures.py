"""Annotated numbers made from templates: what is said of figures in ways that few annotated sentences happen to have.

A template (`templates/figures/*.txt`, one a line) is a sentence with slots, as in `nlp.training.generate`:

- `{Enterprise:short A}` — a made name, annotated; the letter is its label
- `{产量|销量 m}` — one of these wordings; `{moneymetric m}` — a wording of the grammar; with or without a label
- `{sum}`, `{share}`, `{number:2-98}` … — a number, see `NUMBERS`

Behind a tab stands one note a number, in their order: `[A {m}增长率]` is a number of the name A that counts this,
`[- {m}]` one of the document's own subject, `[x]` no observation.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from random import Random
from typing import Final

from nlp.annotated import AnnotatedSentence
from nlp.quantities.numbers import find_numbers
from nlp.spans import Extraction, Reading
from nlp.training.filling import CLASSES, Filling, templates_in
from nlp.training.grammar import draw
from ontology.schema import EntityClass

_KINDS: Final = """sum plainsum smallsum share percent points firms things items people volume land span multiple
num count money few number"""
NUMBERS: Final = frozenset(_KINDS.split())  # symbols that are numbers
_SLOT: Final = re.compile(r"\{([^{}]+?)(?: (\w))?\}")
_NOTE: Final = re.compile(r"\[(?:(\S) ([^\[\]]+)|x)\]")


@dataclass(frozen=True, slots=True)
class FigureTemplate:
    """A sentence with slots, and of each number whose it is and what it counts; two empty texts say nothing of it."""

    sentence: str
    notes: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Filling(Filling):
    """A template while it is filled: what each label says, and where its numbers stand."""

    told: dict[str, str] = field(default_factory=dict)
    numbers: list[range] = field(default_factory=list)


def figures(count: int, seed: int) -> tuple[AnnotatedSentence, ...]:
    """`count` sentences with annotated names and numbers; the same seed gives the same ones.

    Args:
        count: how many sentences; every template is used in turn.
        seed: of the draw.
    """
    random = Random(seed)  # noqa: S311 — training data, no secrets
    known = figure_templates()
    return tuple(_sentence(known[at % len(known)], at, random) for at in range(count))


@cache
def figure_templates() -> tuple[FigureTemplate, ...]:
    """All templates, in the order of their files."""
    folder = files("nlp.training").joinpath("templates", "figures")
    return tuple(FigureTemplate(sentence, tuple(_NOTE.findall(notes))) for _, sentence, notes in templates_in(folder))


def _sentence(template: FigureTemplate, number: int, random: Random) -> AnnotatedSentence:
    filling = _Filling()
    filling.fill(template.sentence, _SLOT, lambda slot: _fill(filling, slot[1], slot[2] or "", random))
    found = Extraction(tuple(filling.spans), (), tuple(_readings(template, filling)))
    return AnnotatedSentence(f"figures-{number:05d}", filling.text, found)


def _fill(filling: _Filling, slot: str, label: str, random: Random) -> None:
    symbol = slot.partition(":")[0]
    said = random.choice(slot.split("|")) if "|" in slot else draw(slot, random)
    if symbol in CLASSES:
        filling.name(said, EntityClass(symbol))
    elif symbol in NUMBERS:
        filling.numbers.append(filling.say(said))
    else:
        filling.say(said)
    if label:
        filling.told[label] = said


def _readings(template: FigureTemplate, filling: _Filling) -> Iterator[Reading]:
    """What the notes say of the numbers that are found where the slots put them."""
    found = {at: number for number in find_numbers(filling.text) for at in range(number.start, number.end)}
    for place, (owner, metric) in zip(filling.numbers, template.notes, strict=True):
        number = next((found[at] for at in place if at in found), None)
        if number and metric:
            subject = "" if owner == "-" else filling.told[owner]
            yield Reading(subject, _said(metric, filling.told), number.value, number.unit, comparator=number.comparator)


def _said(metric: str, told: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w)\}", lambda match: told[match[1]], metric)
