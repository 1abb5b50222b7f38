"""A condition, and what a firm has of it, in words."""

import re
from collections.abc import Mapping
from typing import Any, Final

from graph.analysis.eligibility.figures import figures_of, span_of
from ontology.eligibility.conditions import NUMERIC, Condition, Operator
from ontology.eligibility.fields import field_of
from ontology.eligibility.firms import FirmProfile

_SIGNS: Final = {
    Operator.AT_LEAST: "≥",
    Operator.MORE: ">",
    Operator.AT_MOST: "≤",
    Operator.LESS: "<",
}
_LISTED: Final = {
    Operator.IN: "{}：",
    Operator.NOT_IN: "{}不是",
    Operator.HAS: "具备",
    Operator.HAS_NOT: "未曾获得或列入",
}
_WAYS: Final = {"avg": "近{}年平均", "each": "近{}年每年", "sum": "近{}年合计", "cagr": "近{}年年均复合"}


def asked_words(condition: Condition) -> str:
    """What is asked: 研发费用占营业收入比重 ≥ 3%（上年度）."""
    field, when = field_of(condition.field), period_words(condition.period)
    tail = f"（{when}）" if when else ""
    if condition.op is Operator.JUDGE:
        return f"{condition.value}（需人工判断）"
    if condition.op in NUMERIC:
        return f"{field.name} {_SIGNS[condition.op]} {amount(condition.value)}{condition.unit}{tail}"
    if condition.op is Operator.IS:
        return f"{field.name}：{'是' if condition.value else '否'}{tail}"
    return f"{_LISTED[condition.op].format(field.name)}{_names(condition)}{tail}"


def _names(condition: Condition) -> str:
    values = condition.value if isinstance(condition.value, tuple) else (str(condition.value),)
    either = "其一：" if len(values) > 1 and condition.op is Operator.HAS else ""
    return f"{either}{'、'.join(values)}"


def period_words(period: str) -> str:
    """上年度, 近两年平均 …; empty where no period is meant."""
    span, other = span_of(period), re.fullmatch(r"(?:within_(\d+)y|y(\d{4}))", period)
    if span:
        return _WAYS[span.way].format(span.years)
    if other:
        return f"近{other[1]}年内" if other[1] else f"{other[2]}年"
    return "上年度" if period == "last_year" else ""


def found_words(condition: Condition, firm: FirmProfile) -> str:
    """What the firm has of what is asked; empty where that is not known."""
    if condition.op in NUMERIC:
        unit = field_of(condition.field).unit
        figures = figures_of(firm, condition)
        return "" if all(one is None for one in figures) else "、".join(_figure(one, unit) for one in figures)
    return _told(firm.facts.get(condition.field))


def _figure(figure: float | None, unit: str) -> str:
    return "未知" if figure is None else f"{amount(figure)}{unit}"


def _told(given: Any) -> str:
    if given is None or isinstance(given, Mapping):
        return ""
    if isinstance(given, bool):
        return "是" if given else "否"
    if isinstance(given, list | tuple):
        return "、".join(map(str, given)) or "无"
    return str(given)


def amount(value: Any) -> str:
    """A number as people write it: 2, 3.5, 12,000."""
    return f"{round(float(value), 2):,.2f}".rstrip("0").rstrip(".")
