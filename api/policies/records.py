"""Policies and firms as lines of files: what a text asks, and whether each firm may apply."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.analysis.eligibility.alignment import Alignment
from graph.analysis.eligibility.alignment import align as side_by_side
from graph.analysis.eligibility.results import Check
from graph.analysis.eligibility.verdict import check
from nlp.policies.reading import read_policy
from ontology.eligibility.conditions import PolicyRules
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


def align_records(records: Iterable[Record]) -> Alignment:
    """Policy texts or annotated policies side by side. Raises BadRules."""
    return side_by_side([rules_of(record) for record in records])
