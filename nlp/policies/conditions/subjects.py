"""Fields that a stretch of text names: found by the words of `subjects.tsv` and the unit that they are counted in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nlp.policies.conditions.tables import patterns_of
from nlp.policies.text.clauses import overlaps

_KINDS: Final = {  # units of a number → kinds of unit that fields are counted in
    "share": ("%",),
    "money": ("元", "千元", "万元", "百万元", "千万元", "亿元"),
    "people": ("人", "名", "万人"),
    "pieces": ("件", "项", "个", "种", "类", "款", "万件", "万个"),
    "firms": ("家", "户", "万家"),
    "devices": ("台", "台（套）", "台(套)", "台/套", "台套", "万台", "万台（套）", "套", "个", "万个"),
    "years": ("年", "个月", "天", "日"),
    "ranks": ("位", "名"),
    "levels": ("级",),
    "points": ("分",),
}
NO_FIELD: Final = "-"  # of a figure that is asked for and that no field holds


@dataclass(frozen=True, slots=True)
class Subject:
    """A field named in the text."""

    field: str
    start: int
    end: int


def subjects(text: str, start: int, end: int, unit: str) -> list[Subject]:
    """Fields counted in a unit that a stretch names, in the order of the text; earlier rows of the table win."""
    taken: list[Subject] = []
    for field, kind, pattern in patterns_of("subjects.tsv"):
        if unit in _KINDS[kind]:
            found = _found(field, pattern, text, (start, end))
            taken += [one for one in found if not overlaps((one.start, one.end), taken)]
    return sorted(taken, key=lambda one: one.start)


def fields_named(text: str, *, share: bool = False) -> frozenset[str]:
    """Fields that a stretch names, whatever they are counted in; only shares where it speaks of one."""
    kinds = {"share": _KINDS["share"]} if share else _KINDS
    return frozenset(one.field for units in kinds.values() for one in subjects(text, 0, len(text), units[0]))


def _found(field: str, pattern: re.Pattern[str], text: str, span: tuple[int, int]) -> Iterator[Subject]:
    for match in pattern.finditer(text, *span):
        if match.end() > match.start():
            yield Subject(field, match.start(), match.end())
