"""Policies in the file: conditions with their clauses, and the fields that a form has to ask for them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.policies.documents import PolicyDocument
from graph.analysis.eligibility.figures import span_of
from graph.analysis.eligibility.judging import judge
from graph.analysis.eligibility.results import Result, Verdict
from graph.analysis.eligibility.verdict import check
from graph.analysis.eligibility.wording import asked_words
from ontology.eligibility.conditions import Condition, PolicyRules
from ontology.eligibility.fields import OTHER, field_of, fields, unit_factors
from ontology.eligibility.firms import FirmProfile
from ontology.eligibility.names import TOGETHER, labels, other_names, plain
from ontology.eligibility.records import condition_record, rules_record

# Asked first where any policy asks for them, since everybody knows them; the others by how many policies ask.
_KNOWN_BY_ALL: Final = ("age", "employees", "revenue", "rd_expense", "invention_patents", "legal_person")
# What follows from other figures is not asked; the figures are, some of them for a year more.
_FROM: Final = {
    "rd_ratio": {"rd_expense": 0, "revenue": 0},
    "revenue_growth": {"revenue": 1},
    "rd_staff_ratio": {"rd_staff": 0, "employees": 0},
}
_ASKED_ELSEWHERE: Final = frozenset({"region", OTHER, "score"})  # by the choice of a place; by no form


@dataclass(frozen=True, slots=True)
class Offered:
    """A policy that may be applied for, and where it stands."""

    rules: PolicyRules
    source: str = ""


def policies_offered(documents: Iterable[PolicyDocument], more: Iterable[PolicyRules]) -> list[Offered]:
    """Policies of the workspace that are in force, then those given besides; one id once."""
    found = {one.id: Offered(one.rules, _source(one)) for one in documents if not one.void}
    for rules in more:
        found.setdefault(rules.policy, Offered(rules))
    return list(found.values())


def _source(document: PolicyDocument) -> str:
    return "，".join(filter(None, (document.standing.issuer, document.standing.number, document.published)))


def policy_content(known: Sequence[Offered], path: Sequence[str], base_year: int) -> dict[str, Any]:
    """Policies that firms of the region may apply for, the fields that they ask about, and how names are compared.

    Args:
        known: conditions of every policy.
        path: names from the country down to the region; empty for the whole country.
        base_year: the last full year.
    """
    firm = _somewhere(path, base_year)
    offered = [one for one in known if check(one.rules, firm).verdict is not Verdict.NOT_ELIGIBLE]
    rules = [one.rules for one in offered]
    used = Counter(field for one in rules for field in {condition.field for condition in one.conditions})
    years = _years(rules)
    asked = sorted(years, key=lambda one: (_rank(one), -used[one], one))
    return {
        "baseYear": base_year,
        "policies": [_policy(one, firm) for one in offered],
        "elsewhere": len(known) - len(rules),
        "fields": {key: _field(key) for key in {*used, *asked}},
        "form": [{"field": key, "options": _options(key, rules), "years": years[key]} for key in asked],
        "from": {key: list(sources) for key, sources in _FROM.items()},
        "factors": {f"{own} {written}": factor for (own, written), factor in unit_factors().items()},
        "sameNames": {plain(other): plain(label) for other, label in other_names().items()},
        "together": {name: list(parts) for name, parts in TOGETHER.items()},
    }


def _years(rules: Iterable[PolicyRules]) -> dict[str, int]:
    """Fields to be asked, each with the full years that have to be known of it; 1 for what is no figure of a year."""
    found = dict[str, int]()
    for condition in (one for each in rules for one in each.conditions if one.field not in _ASKED_ELSEWHERE):
        span = span_of(condition.period)
        for field, more in _FROM.get(condition.field, {condition.field: 0}).items():
            found[field] = max(found.get(field, 1), (span.years if span else 1) + more)
    return found


def _rank(field: str) -> int:
    return _KNOWN_BY_ALL.index(field) if field in _KNOWN_BY_ALL else len(_KNOWN_BY_ALL)


def _somewhere(path: Sequence[str], base_year: int) -> FirmProfile:
    """A firm of which no more is known than that it lies somewhere in the region."""
    return FirmProfile("", "", base_year, {"region": list(path)} if path else {}, frozenset({"region"}))


def _policy(one: Offered, firm: FirmProfile) -> dict[str, Any]:
    rules, record = one.rules, rules_record(one.rules)
    conditions = [{**condition_record(asked), **_told(asked, firm)} for asked in rules.conditions]
    return {**record, "title": rules.title, "source": one.source, "conditions": conditions}


def _told(condition: Condition, firm: FirmProfile) -> dict[str, Any]:
    """The condition in words; of a place, whether some firms of the region may be there."""
    below = condition.field == "region" and judge(condition, firm) is Result.UNKNOWN
    return {"asked": asked_words(condition), **({"below": True} if below else {})}


def _field(key: str) -> dict[str, Any]:
    found = field_of(key)
    return {
        "name": found.name,
        "type": found.type,
        "unit": found.unit,
        "yearly": found.yearly,
        "change": found.change.value,
    }


def _options(key: str, rules: Iterable[PolicyRules]) -> list[str]:
    """Labels to choose from: those that the policies ask for, and for sizes all there are."""
    kind = fields()[key].type
    if kind == "enum":
        return list(labels(key))
    if kind not in {"set", "path"}:
        return []
    asked = (one for each in rules for one in each.conditions if one.field == key)
    return list(dict.fromkeys(name for one in asked for name in _names(one)))


def _names(condition: Condition) -> Sequence[str]:
    return condition.value if isinstance(condition.value, tuple) else ()
