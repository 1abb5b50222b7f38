"""Conditions, policies and profiles as JSON lines, both ways: the shape that annotated policies have too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from ontology.eligibility.conditions import (
    LISTS,
    NUMERIC,
    Benefit,
    Condition,
    Deadline,
    Group,
    Joint,
    Kind,
    Operator,
    PolicyRules,
    Value,
)
from ontology.eligibility.fields import factor_of, field_of
from ontology.eligibility.firms import FirmProfile
from ontology.errors import BadRules, LiantuError

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A policy whose conditions nobody has read yet."""

    id: str
    title: str
    text: str
    issuer: str = ""


def read_text(record: Record) -> PolicyText:
    """The text of a policy from its line. Raises BadRules."""
    try:
        told = {key: str(record.get(key) or "") for key in ("id", "title", "issuer")}
        return PolicyText(text=str(record["text"]), **told)
    except KeyError as missing:
        raise BadRules(f"政策 {record.get('id', '?')}", f"缺少 {missing}") from missing


def has_rules(record: Record) -> bool:
    """Whether a line carries its conditions, so that they are taken as they stand."""
    return "conditions" in record and "logic" in record


def read_rules(record: Record) -> PolicyRules:
    """A policy with its conditions from its line.

    Raises:
        BadRules: something is missing, a field or operator is not known, or the logic names no condition.
    """
    where = f"政策 {record.get('id', '?')}"
    try:
        conditions = tuple(read_condition(one) for one in record["conditions"])
        rules = PolicyRules(
            policy=str(record["id"]),
            title=str(record.get("title") or ""),
            conditions=conditions,
            logic=_read_group(record["logic"], count()),
            benefits=tuple(_read_benefit(one) for one in record.get("benefits") or ()),
            deadline=_read_deadline(record.get("deadline")),
        )
    except (KeyError, TypeError, ValueError, LiantuError) as error:
        raise BadRules(where, getattr(error, "message", str(error))) from error
    unknown = set(rules.logic.leaves()) - {one.id for one in conditions}
    if unknown:
        raise BadRules(where, f"logic 里有不存在的条件 {'、'.join(sorted(unknown))}")
    return rules


def read_condition(record: Record) -> Condition:
    """One condition from its JSON object. Raises BadRules, UnknownWord, KeyError, ValueError."""
    field, op, unit = field_of(str(record["field"])), Operator(record["op"]), str(record.get("unit") or "")
    if op in NUMERIC and factor_of(field, unit) is None:
        raise BadRules(f"条件 {record.get('id', '?')}", f"{field.name}的单位不能是 {unit}")
    return Condition(
        id=str(record["id"]),
        quote=str(record.get("quote") or ""),
        field=field.id,
        op=op,
        value=_read_value(op, record["value"]),
        unit=unit,
        period=str(record.get("period") or ""),
        kind=Kind(record.get("kind") or "required"),
        group=str(record.get("group") or ""),
    )


def _read_value(op: Operator, given: Any) -> Value:
    if op in NUMERIC:
        return float(str(given).replace(",", "").replace("，", ""))
    if op in LISTS:
        return tuple(str(one) for one in given) if isinstance(given, list) else (str(given),)
    return given if isinstance(given, bool) else str(given)


def _read_group(record: Record, numbers: Iterator[int]) -> Group:
    """A group and those below it; one without an id gets a number, so that its result can be told."""
    key = str(record.get("id") or f"group-{next(numbers)}")
    items = tuple(one if isinstance(one, str) else _read_group(one, numbers) for one in record["items"])
    n = record.get("n")
    return Group(key, Joint(record["op"]), items, int(n) if n is not None else None)


def _read_benefit(record: Record) -> Benefit:
    sums = {key: record.get(key) for key in ("amount", "cap", "rate")}
    return Benefit(str(record["kind"]), str(record.get("quote") or ""), unit=str(record.get("unit") or ""), **sums)


def _read_deadline(given: Any) -> Deadline | None:
    if not given:
        return None
    return (
        Deadline(str(given["date"]), str(given.get("quote") or "")) if isinstance(given, Mapping) else Deadline(given)
    )


def read_profile(record: Record) -> FirmProfile:
    """A firm from its line. Raises BadRules."""
    where = f"企业画像 {record.get('id', '?')}"
    try:
        facts = dict(record["facts"])
        profile = FirmProfile(str(record["id"]), str(record.get("name") or ""), int(record["base_year"]), facts)
        for key in facts:
            field_of(key)
    except (KeyError, TypeError, ValueError, LiantuError) as error:
        raise BadRules(where, getattr(error, "message", str(error))) from error
    return profile


def rules_record(rules: PolicyRules) -> dict[str, Any]:
    """`{"id", "conditions", "logic", "benefits", "deadline"}` of a policy."""
    due = rules.deadline
    return {
        "id": rules.policy,
        "conditions": [condition_record(one) for one in rules.conditions],
        "logic": group_record(rules.logic),
        "benefits": [_benefit_record(one) for one in rules.benefits],
        "deadline": {"date": due.date, "quote": due.quote} if due else None,
    }


def condition_record(one: Condition) -> dict[str, Any]:
    """One condition as its JSON object; whole numbers without a decimal point."""
    return {
        "id": one.id,
        "quote": one.quote,
        "field": one.field,
        "op": one.op.value,
        "value": _plain_value(one.value),
        "unit": one.unit,
        "period": one.period,
        "kind": one.kind.value,
        "group": one.group,
    }


def _plain_value(value: Value) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def group_record(group: Group) -> dict[str, Any]:
    """A group and what is below it as a JSON object."""
    items = [one if isinstance(one, str) else group_record(one) for one in group.items]
    counted = {"n": group.n} if group.op is Joint.AT_LEAST else {}
    return {"id": group.id, "op": group.op.value, **counted, "items": items}


def _benefit_record(one: Benefit) -> dict[str, Any]:
    sums = {key: getattr(one, key) for key in ("amount", "cap", "rate")}
    plain = {key: None if value is None else _plain_value(float(value)) for key, value in sums.items()}
    return {"kind": one.kind, "unit": one.unit, "quote": one.quote, **plain}


def unique(records: Iterable[Record]) -> None:
    """Raises BadRules where two lines bear the same id: their answers could not be told apart."""
    seen = set[str]()
    for record in records:
        key = str(record.get("id"))
        if key in seen:
            raise BadRules(key, "编号重复")
        seen.add(key)
