"""One policy on several levels."""

from typing import Any

from graph.analysis.eligibility.alignment import align
from ontology.eligibility.conditions import PolicyRules
from ontology.eligibility.records import read_rules


def rules(key: str, *conditions: dict[str, Any]) -> PolicyRules:
    given = [{"id": f"c{place}", **one} for place, one in enumerate(conditions)]
    return read_rules({"id": key, "conditions": given, "logic": {"op": "all", "items": [one["id"] for one in given]}})


def test_each_field_says_how_it_stands_to_the_level_above() -> None:
    state = rules(
        "国家",
        {"field": "revenue", "op": ">=", "value": 2000, "unit": "万元"},
        {"field": "debt_ratio", "op": "<=", "value": 70},
        {"field": "age", "op": ">=", "value": 2},
        {"field": "titles", "op": "has", "value": ["瞪羚企业", "独角兽企业"]},
        {"field": "legal_person", "op": "==", "value": True},
    )
    city = rules(
        "市",
        {"field": "revenue", "op": ">=", "value": 0.5, "unit": "亿元"},
        {"field": "debt_ratio", "op": "<=", "value": 80},
        {"field": "age", "op": ">=", "value": 2},
        {"field": "titles", "op": "has", "value": ["瞪羚企业"]},
        {"field": "on_cloud", "op": "==", "value": True},
    )
    found = {row.field: row.sides[1].beside for row in align([state, city]).rows}
    assert found == {
        "revenue": "更严",
        "debt_ratio": "更宽",
        "age": "一致",
        "titles": "更严",
        "legal_person": "未要求",
        "on_cloud": "新增",
    }


def test_one_policy_alone_is_said_to_have_nothing_beside_it() -> None:
    assert align([rules("国家", {"field": "age", "op": ">=", "value": 2})]).notes
