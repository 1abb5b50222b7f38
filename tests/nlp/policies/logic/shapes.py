"""The logic of a policy in one line, by the fields of its conditions: any(revenue, all(titles, revenue))."""

from ontology.eligibility.conditions import Group, PolicyRules


def shapes(rules: PolicyRules) -> list[str]:
    """What must all hold."""
    return [_shape(one, rules) for one in rules.logic.items]


def _shape(item: "str | Group", rules: PolicyRules) -> str:
    if isinstance(item, str):
        return next(one.field for one in rules.conditions if one.id == item)
    return f"{item.op.value}{item.n or ''}({', '.join(_shape(one, rules) for one in item.items)})"
