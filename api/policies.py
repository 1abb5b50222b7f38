"""Policies: what each asks of a firm, and whether a firm may apply. One function a question.

Conditions are read from the text where a record does not carry them already.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.analysis.eligibility.results import Check
from graph.analysis.eligibility.verdict import check
from nlp.policies.reading import read_policy
from ontology.eligibility.conditions import PolicyRules
from ontology.eligibility.firms import FirmProfile
from ontology.eligibility.records import has_rules, read_profile, read_rules, read_text, rules_record, unique

Record = Mapping[str, Any]


def rules_of(record: Record) -> PolicyRules:
    """The conditions a record carries, as they stand; else those that its text states. Raises BadRules."""
    return read_rules(record) if has_rules(record) else read_policy(read_text(record))


def extract(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """`{"id", "conditions", "logic", "benefits", "deadline"}` of each policy text. Raises BadRules."""
    for record in records:
        yield rules_record(read_policy(read_text(record)))


def check_all(policies: Sequence[Record], profiles: Sequence[Record]) -> Iterator[Check]:
    """Every policy for every firm, firm by firm below each policy. Raises BadRules."""
    unique(policies)
    unique(profiles)
    firms = [read_profile(record) for record in profiles]
    for record in policies:
        rules = rules_of(record)
        yield from (check(rules, firm) for firm in firms)


def check_record(found: Check) -> dict[str, Any]:
    """`{"policy", "profile", "verdict", "missing", "conditions", "steps"}` of one check."""
    return {
        "policy": found.policy,
        "profile": found.firm,
        "verdict": found.verdict.value,
        "missing": list(found.missing),
        "conditions": [{"condition": one.condition.id, "result": one.result.value} for one in found.conditions],
        "steps": [one.text for one in found.steps],
    }


def check_firm(rules: Iterable[PolicyRules], firm: FirmProfile) -> tuple[Check, ...]:
    """Policies for one firm: those it may apply for first, then those that need the least."""
    order = {"eligible": 0, "cannot_tell": 1, "not_eligible": 2}
    checks = (check(one, firm) for one in rules)
    return tuple(
        sorted(checks, key=lambda one: (order[one.verdict], sum(step.effort for step in one.steps), one.policy))
    )
