"""What a condition can ask about a firm: 66 fields with their units, from `fields.tsv` and `units.tsv`."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final

from ontology.errors import UnknownWord
from ontology.rows import rows_of

OTHER: Final = "other"  # one of several alternatives that no field holds: a person has to judge it


class Change(StrEnum):
    """How a firm comes to meet a condition that it does not meet."""

    FIXED = "fixed"  # where and what it is
    TIME = "time"  # by waiting
    ACT = "act"  # by obtaining or doing something
    FIGURE = "figure"  # by growing


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a firm or its project."""

    id: str
    name: str  # Chinese
    type: str  # number bool enum path set events text
    unit: str  # in which profiles give it; empty for what is no number
    yearly: bool  # may be given by year
    change: Change


@cache
def fields() -> MappingProxyType[str, Field]:
    """Every field by its id."""
    return MappingProxyType({row[0]: _field(row) for row in rows_of("ontology.eligibility", "fields.tsv")})


def _field(row: list[str]) -> Field:
    key, name, kind, unit, yearly, change = row
    return Field(key, name, kind, unit, yearly == "yearly", Change(change))


def field_of(key: str) -> Field:
    """The field with this id. Raises UnknownWord."""
    try:
        return fields()[key]
    except KeyError:
        raise UnknownWord("条件字段", key, list(fields())) from None


@cache
def unit_factors() -> MappingProxyType[tuple[str, str], float]:
    """What one of the unit as written is in the field's own unit, by (own unit, unit as written)."""
    return MappingProxyType(
        {(own, written): float(factor) for own, written, factor in rows_of("ontology.eligibility", "units.tsv")}
    )


def factor_of(field: Field, unit: str) -> float | None:
    """What one `unit` is in the field's own: 10000 for 亿元 in 万元; None where they do not go together."""
    return 1.0 if unit in {"", field.unit} else unit_factors().get((field.unit, unit))
