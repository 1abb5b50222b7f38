"""Invented policies (samples), annotated before they were read: what the reader found may not be lost again."""

import json
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from nlp.policies.reading import read_policy
from ontology.eligibility.records import PolicyText, rules_record

POLICIES = [
    json.loads(line)
    for line in Path(__file__).with_name("invented_policies.jsonl").read_text(encoding="utf-8").splitlines()
]
Key = tuple[str, str, str]


def key(condition: Mapping[str, Any]) -> Key:
    value = condition["value"]
    told = "、".join(sorted(value)) if isinstance(value, list | tuple) else str(value)
    return condition["field"], condition["op"], "judged" if condition["op"] == "judge" else told.removesuffix(".0")


def leaves(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    else:
        for item in node["items"]:
            yield from leaves(item)


def choices(node: Any, keys: Mapping[str, Key]) -> Iterator[tuple[frozenset[Key], str]]:
    """Pairs of conditions of which not both must hold, with the joint they meet in."""
    if isinstance(node, str):
        return
    for left, right in combinations(node["items"], 2):
        if node["op"] != "all":
            yield from ((frozenset((keys[a], keys[b])), node["op"]) for a in leaves(left) for b in leaves(right))
    for item in node["items"]:
        yield from choices(item, keys)


def f1(found: set[Any], given: set[Any]) -> float:
    return 2 * len(found & given) / (len(found) + len(given)) if found or given else 1.0


def read(policy: Mapping[str, Any]) -> Mapping[str, Any]:
    return rules_record(read_policy(PolicyText(policy["id"], policy["title"], policy["text"])))


def keys_of(rules: Mapping[str, Any]) -> dict[str, Key]:
    return {one["id"]: key(one) for one in rules["conditions"]}


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: str(policy["id"]))
def test_conditions_of_an_invented_policy_are_found(policy: dict[str, Any]) -> None:
    assert policy["origin"] == "sample"
    assert f1(set(keys_of(read(policy)).values()), set(keys_of(policy).values())) >= 0.9


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: str(policy["id"]))
def test_alternatives_of_an_invented_policy_are_found(policy: dict[str, Any]) -> None:
    rules = read(policy)
    found, given = (set(choices(one["logic"], keys_of(one))) for one in (rules, policy))
    assert f1(found, given) >= 0.75
