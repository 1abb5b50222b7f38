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
from nlp.spans import Extraction, Reading, Span
from nlp.training.grammar import draw
from ontology.schema import EntityClass

_KINDS: Final = """sum plainsum smallsum share percent points firms things items people volume land span multiple
num count money few number"""
NUMBERS: Final = frozenset(_KINDS.split())  # symbols that are numbers
_SLOT: Final = re.compile(r"\{([^{}]+?)(?: (\w))?\}")
_NOTE: Final = re.compile(r"\[(?:(\S) ([^\[\]]+)|x)\]")
_CLASSES: Final = frozenset(cls.value for cls in EntityClass)
_RULE: Final = "template"


@dataclass(frozen=True, slots=True)
class FigureTemplate:
    """A sentence with slots, and of each number whose it is and what it counts; two empty texts say nothing of it."""

    sentence: str
    notes: tuple[tuple[str, str], ...]

    @property
    def numbers(self) -> int:
        """How many of its slots are numbers."""
        return sum(_symbol(slot) in NUMBERS for slot, _ in _SLOT.findall(self.sentence) if "|" not in slot)


@dataclass(slots=True)
class _Filled:
    """A sentence as far as it is written: its text, its names, what each label says, and where its numbers stand."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
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
    texts = sorted((file.name, file.read_text("utf-8")) for file in folder.iterdir())
    lines = (line for _, text in texts for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(map(_template, lines))


def _template(line: str) -> FigureTemplate:
    sentence, _, notes = line.partition("\t")
    return FigureTemplate(sentence, tuple((owner, metric) for owner, metric in _NOTE.findall(notes)))


def _sentence(template: FigureTemplate, number: int, random: Random) -> AnnotatedSentence:
    filled, done = _Filled(), 0
    for match in _SLOT.finditer(template.sentence):
        filled.text += template.sentence[done : match.start()]
        _fill(filled, match[1], match[2] or "", random)
        done = match.end()
    filled.text += template.sentence[done:]
    found = Extraction(tuple(filled.spans), (), tuple(_readings(template, filled)))
    return AnnotatedSentence(f"figures-{number:05d}", filled.text, found)


def _fill(filled: _Filled, slot: str, label: str, random: Random) -> None:
    said, start = random.choice(slot.split("|")) if "|" in slot else draw(slot, random), len(filled.text)
    filled.text += said
    symbol = _symbol(slot)
    if "|" not in slot and symbol in _CLASSES:
        filled.spans.append(Span(start, len(filled.text), said, EntityClass(symbol), rule=_RULE))
    elif "|" not in slot and symbol in NUMBERS:
        filled.numbers.append(range(start, len(filled.text)))
    if label:
        filled.told[label] = said


def _symbol(slot: str) -> str:
    return slot.partition(":")[0]


def _readings(template: FigureTemplate, filled: _Filled) -> Iterator[Reading]:
    """What the notes say of the numbers that are found where the slots put them."""
    found = {at: number for number in find_numbers(filled.text) for at in range(number.start, number.end)}
    for place, (owner, metric) in zip(filled.numbers, template.notes, strict=True):
        number = next((found[at] for at in place if at in found), None)
        if number and metric:
            subject = "" if owner == "-" else filled.told[owner]
            yield Reading(subject, _said(metric, filled.told), number.value, number.unit, comparator=number.comparator)


def _said(metric: str, told: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w)\}", lambda match: told[match[1]], metric)
