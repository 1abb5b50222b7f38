"""Who asks: a firm of the graph and what it says of itself on a form, and what it is to be asked next."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from api.answers import entity_id
from api.workspace import Workspace
from graph.analysis.eligibility.firms import is_active, profile_of
from graph.analysis.eligibility.results import Check, Verdict
from ontology.eligibility.fields import Field, factor_of, field_of, fields
from ontology.eligibility.firms import FirmProfile
from ontology.eligibility.names import labels
from ontology.eligibility.records import read_profile
from ontology.errors import BadRules, UnknownEntity
from ontology.values.quantities import parse_quantity


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks: a firm of the graph, what it says of itself on a form, or both."""

    enterprise: str = ""  # id or name, empty for a firm that the graph does not have
    facts: Mapping[str, Any] = field(default_factory=dict)  # by field; they go before what the graph says
    base_year: int | None = None  # the last full year; by default the year before that of the newest source


def applicant(workspace: Workspace, who: Applicant, as_of: str = "") -> tuple[FirmProfile, bool]:
    """The profile of a firm from the graph and the form, and whether it is active. Raises as `eligible` does."""
    snapshot = workspace.reading.snapshot
    year = who.base_year or last_year(as_of or snapshot.as_of)
    given = read_profile({"id": "form", "base_year": year, "facts": dict(who.facts)}).facts
    if not who.enterprise:
        return FirmProfile("form", "填报企业", year, given), True
    key = entity_id(workspace, who.enterprise)
    number = int(snapshot.index_of([key])[0])
    if number < 0:
        raise UnknownEntity(who.enterprise)
    return profile_of(snapshot, number, year).with_facts(**given), is_active(snapshot, number)


def last_year(day: str) -> int:
    """The last full year on an ISO day; on today's where nothing is dated."""
    return int((day or date.today().isoformat())[:4]) - 1


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that would settle most, to be asked of the firm next."""

    field: str
    name: str
    type: str
    unit: str
    yearly: bool
    policies: int  # in how many policies it is missing
    choices: tuple[str, ...]  # of titles and the like


def questions(checks: Iterable[Check]) -> Iterator[Question]:
    """Facts that are missing in most policies that a firm may still be eligible for."""
    missing = Counter(key for one in checks if one.verdict is Verdict.CANNOT_TELL for key in one.missing)
    for key, count in sorted(missing.items(), key=lambda one: (-one[1], one[0])):
        if key != "other":
            yield question(fields()[key], count)


def question(of: Field, count: int = 0) -> Question:
    """How a field is asked for on a form."""
    choices = labels(of.id) if of.id in {"titles", "awards", "size_class"} else ()
    return Question(of.id, of.name, of.type, of.unit, of.yearly, count, choices)


def fact_of(key: str, text: str) -> Any:
    """A fact as a person types it, in the shape of its field: 5000, 1.2亿元, 是, 高新技术企业、瞪羚企业.

    Yearly figures are those of the last full year.

    Raises:
        UnknownWord: there is no such field.
        BadRules: no number where the field is one.
    """
    kind = field_of(key).type
    if kind == "bool":
        return text in {"是", "有", "true", "True", "1", "yes"}
    if kind in {"set", "path", "events"}:
        parts = [one for one in re.split("[、,，;；]", text) if one and one != "无"]
        return [int(one) for one in parts if one.isdecimal()] if kind == "events" else parts
    return _number(key, text) if kind == "number" else text


def _number(key: str, text: str) -> Any:
    """A number with a unit, in the field's own: 1.2亿元 of a field in 万元 is 12000."""
    measure, own = parse_quantity(text), field_of(key).unit
    factor = factor_of(field_of(key), measure.unit) if measure else None
    if measure is None or factor is None:
        raise BadRules(key, f"{text!r} 不是以{own or '数'}计的数")
    return measure.value * factor
