"""Sentences written to measure by, each with its names, its relations, and what its numbers count and whose they are.

A file (`sentences/*.txt`) holds sentences, the names in brackets with the sign of their class, and under each sentence,
set in, its numbers: whose they are (- for nobody's, 全国 for the nation's), what each counts, and the number itself;
and its relations, by their labels in the ontology, between names of the sentence.

    [远洲电机/企]上半年交付[永磁电机/技]3.2万台，均价下降4%。
     远洲电机: 交付永磁电机 3.2万台; 均价下降 4%
     远洲电机 提供 永磁电机

无关系 says that names of a sentence have none to each other, 无数据 that no number of it states anything; a sentence
with no note of relations leaves them open, and so does one with no note of numbers.

Comparators, times and plans are not written down: they are as our own rules read them. Nothing is learned of these
sentences.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import permutations
from operator import itemgetter
from pathlib import Path
from typing import Final

from nlp.annotated import AnnotatedSentence
from nlp.quantities.comparators import with_comparators
from nlp.quantities.numbers import find_numbers
from nlp.quantities.subjects import NATION
from nlp.relations.features import LEARNED
from nlp.spans import Extraction, Link, Reading, Span
from nlp.training.filling import Filling
from ontology.errors import BadGold
from ontology.rdf import label
from ontology.schema import EntityClass as C
from ontology.schema import Relation, allows

_FOLDER: Final = Path(__file__).parent / "sentences"
SIGNS: Final = {
    "企": C.ENTERPRISE, "台": C.PLATFORM, "景": C.SCENARIO, "策": C.POLICY, "动": C.INITIATIVE, "标": C.STANDARD,
    "构": C.ORGANIZATION, "园": C.PARK, "地": C.REGION, "业": C.INDUSTRY, "技": C.TECHNOLOGY,
}  # fmt: skip
NOBODY: Final = "-"
_NAME: Final = re.compile(rf"\[([^\[\]]+)/([{''.join(SIGNS)}])\]")
UNRELATED: Final = "无关系"
SILENT: Final = "无数据"
_OF: Final = ": "  # stands in every note of numbers that say something, and in no other

Noted = tuple[AnnotatedSentence, Sequence[str]]


@cache
def written() -> tuple[AnnotatedSentence, ...]:
    """All sentences, by the names of their files.

    Raises:
        BadGold: see `sentences_in`.
    """
    return tuple(sentence for sentence, _ in _written())


@cache
def related() -> tuple[AnnotatedSentence, ...]:
    """Those sentences whose relations are noted: all that they have, or that there is none.

    Raises:
        BadGold: see `sentences_in`.
    """
    return tuple(sentence for sentence, notes in _written() if not all(map(_of_numbers, notes)))


@cache
def figured() -> tuple[AnnotatedSentence, ...]:
    """Those sentences whose numbers are noted: all that say something, or that none does.

    Raises:
        BadGold: see `sentences_in`.
    """
    return tuple(sentence for sentence, notes in _written() if any(_of_numbers(note) for note in notes))


def sentences_in(name: str, text: str) -> Iterator[AnnotatedSentence]:
    """The sentences of one file, `name` being its name.

    Raises:
        BadGold: a note is none, its number or a name does not stand in its sentence, or the ontology knows no such
            relation between names of these classes; with file and line.
    """
    return (sentence for sentence, _ in _sentences_in(name, text))


@cache
def _written() -> tuple[Noted, ...]:
    found: list[Noted] = []
    for file in sorted(_FOLDER.iterdir()):
        found += _sentences_in(file.name, file.read_text("utf-8"))
    return tuple(found)


def _sentences_in(name: str, text: str) -> Iterator[Noted]:
    document = name.removesuffix(".txt")
    for count, (at, marked, notes) in enumerate(_blocks(text)):
        sentence = Filling()
        sentence.fill(marked, _NAME, partial(_name, sentence))
        try:
            found = _noted(sentence, notes)
        except ValueError as error:
            raise BadGold(name, at, f"{error} — {sentence.text}") from error
        yield AnnotatedSentence(f"{document}-{count:03d}", sentence.text, found), notes


def _blocks(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each sentence with the number of its line before it, and the lines set in under it."""
    block: tuple[int, str, list[str]] | None = None
    for at, line in enumerate(text.splitlines(), 1):
        if line.startswith(" ") and block:
            block[2].append(line.strip())
        elif line and not line.startswith("#"):
            if block:
                yield block
            block = (at, line, [])
    if block:
        yield block


def _noted(sentence: Filling, notes: Sequence[str]) -> Extraction:
    numbers = [note for note in notes if _OF in note]
    links = [link for note in notes if not _of_numbers(note) for link in _links(sentence.spans, note)]
    return Extraction(tuple(sentence.spans), tuple(links), tuple(_readings(sentence, numbers)))


def _of_numbers(note: str) -> bool:
    return _OF in note or note == SILENT


def _name(sentence: Filling, mark: re.Match[str]) -> None:
    sentence.name(mark[1], SIGNS[mark[2]])


def _readings(sentence: Filling, notes: Sequence[str]) -> Iterator[Reading]:
    """What the notes say, in the order of the numbers; of equal numbers the first note is of the first."""
    numbers = with_comparators(sentence.text, list(find_numbers(sentence.text)))
    names = {span.text for span in sentence.spans}
    said: list[tuple[int, str, str]] = []
    for subject, metric, spelled in _told(notes):
        places = [at for at, number in enumerate(numbers) if number.value + number.unit == spelled]
        if not places or subject not in names | {NOBODY, NATION}:
            raise ValueError(f"{spelled if not places else subject}?")
        taken = {at for at, _, _ in said}
        # a number said of two names is noted twice
        said.append((next((at for at in places if at not in taken), places[-1]), subject, metric))
    for at, subject, metric in sorted(said, key=itemgetter(0)):
        number, owner = numbers[at], "" if subject == NOBODY else subject
        yield Reading(owner, metric, number.value, number.unit, comparator=number.comparator)


def _told(notes: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Of each number whose it is, what it counts, and how it is written."""
    for line in notes:
        subject, _, numbers = line.partition(_OF)
        for note in numbers.split("; "):
            metric, space, number = note.rpartition(" ")
            if not space:
                raise ValueError(f"{line}?")
            yield subject, metric, number


def _links(names: Sequence[Span], line: str) -> Iterator[Link]:
    for note in line.split("; ") if line != UNRELATED else ():
        match = _relation().fullmatch(note)
        if not match:
            raise ValueError(f"{note}?")
        relation = _relations()[match[2]]
        yield Link(*_nearest(names, relation, match))


def _nearest(names: Sequence[Span], relation: Relation, note: re.Match[str]) -> tuple[int, Relation, int]:
    """The ends of a relation; of names that stand in the sentence twice the two that stand nearest."""
    pairs = [
        (head, tail)
        for head, tail in permutations(range(len(names)), 2)
        if (names[head].text, names[tail].text) == (note[1], note[3])
        and allows(relation, names[head].cls, names[tail].cls)
    ]
    if not pairs:
        raise ValueError(f"{note[0]}?")
    head, tail = min(pairs, key=lambda pair: abs(names[pair[0]].start - names[pair[1]].start))
    return head, relation, tail


@cache
def _relations() -> Mapping[str, Relation]:
    """What can be said of two names, by its label."""
    return {label(relation.value): relation for relation in LEARNED}


@cache
def _relation() -> re.Pattern[str]:
    return re.compile(f"(.+) ({'|'.join(_relations())}) (.+)")
