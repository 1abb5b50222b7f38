"""The smallest step to a yes: which conditions to meet, or which facts to give, at the least effort.

`all` needs each of its items, `any` its cheapest, `at least n` its n cheapest. Efforts are assumptions, in one table:
to give a fact costs least, then to obtain or grow something, then to wait; where and what a firm is cannot be changed
and is chosen last. Method: docs/methods.md, section Q.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.analysis.eligibility.figures import figures_of
from graph.analysis.eligibility.judging import events_in, years_looked_at
from graph.analysis.eligibility.results import Result, Step
from graph.analysis.eligibility.wording import amount, asked_words
from ontology.eligibility.conditions import (
    FROM_ABOVE,
    FROM_BELOW,
    NUMERIC,
    Condition,
    Group,
    Joint,
    Operator,
    PolicyRules,
)
from ontology.eligibility.fields import Change, factor_of, field_of
from ontology.eligibility.firms import APPLIES_AFTER, FirmProfile

_EFFORT: Final = {Change.ACT: 1.0, Change.FIGURE: 1.0, Change.TIME: 3.0, Change.FIXED: 50.0}
_TO_TELL: Final = 0.1  # to give a fact that is not known
_TO_JUDGE: Final = 0.5  # to have a person judge what no field holds
_FARTHEST: Final = 5.0  # no figure is farther than this many times its own size


def smallest_steps(rules: PolicyRules, firm: FirmProfile, results: Mapping[str, Result]) -> tuple[Step, ...]:
    """The steps of least effort after which every group holds; none where the firm may apply.

    Args:
        rules: the policy.
        firm: its facts.
        results: how each condition stands.
    """
    by_id = {one.id: one for one in rules.conditions}
    steps = {key: _step(by_id[key], firm, results[key]) for key in rules.logic.leaves()}
    return tuple(sorted(_least(rules.logic, steps), key=lambda one: one.effort))


def _least(item: str | Group, steps: Mapping[str, Step | None]) -> Sequence[Step]:
    """The steps of least effort below an item; the first of several alike."""
    if isinstance(item, str):
        step = steps[item]
        return [step] if step else []
    below = [_least(one, steps) for one in item.items]
    if item.op is not Joint.ALL:
        below = sorted(below, key=_effort)[: (item.n or 1) if item.op is Joint.AT_LEAST else 1]
    return list({step.condition: step for found in below for step in found}.values())


def _effort(steps: Sequence[Step]) -> float:
    return sum(step.effort for step in steps)


def _step(condition: Condition, firm: FirmProfile, result: Result) -> Step | None:
    if result is Result.MET:
        return None
    if result is Result.UNKNOWN:
        return _unknown(condition)
    change = field_of(condition.field).change
    text, far = _words(condition, firm)
    change = Change.FIXED if _is_too_large(condition) else change
    return Step(condition.id, condition.field, text, round(_EFFORT[change] * (1 + far), 3), change is not Change.FIXED)


def _is_too_large(condition: Condition) -> bool:
    """Whether the firm is above a limit of size: no firm shrinks for a subsidy. What it owes it can bring down."""
    return condition.op in FROM_ABOVE and condition.field != "debt_ratio"


def _unknown(condition: Condition) -> Step:
    if condition.op is Operator.JUDGE:
        return Step(condition.id, condition.field, f"请人判断：{condition.value}", _TO_JUDGE, possible=True)
    text = f"补充信息：{asked_words(condition)}"
    return Step(condition.id, condition.field, text, _TO_TELL, possible=True)


def _words(condition: Condition, firm: FirmProfile) -> tuple[str, float]:
    """What to do, and how far away it is beside what is asked."""
    if condition.op in NUMERIC:
        return _figure_words(condition, firm)
    if field_of(condition.field).type == "events":
        return _event_words(condition, firm)
    if condition.op is Operator.HAS:
        assert isinstance(condition.value, tuple)
        either = "其中之一：" if len(condition.value) > 1 else ""
        return f"取得{either}{'、'.join(condition.value)}", 0.0
    if field_of(condition.field).change is Change.FIXED:
        return f"要求：{asked_words(condition)}", 0.0
    return f"做到：{asked_words(condition)}", 0.0


def _figure_words(condition: Condition, firm: FirmProfile) -> tuple[str, float]:
    field = field_of(condition.field)
    factor = factor_of(field, condition.unit) or 1.0
    assert isinstance(condition.value, float)
    bound, up = condition.value * factor, condition.op in FROM_BELOW
    known = [one for one in figures_of(firm, condition) if one is not None]
    has = min(known) if up else max(known)
    unit = "个百分点" if field.unit == "%" else field.unit
    asked = f"现有 {amount(has)}{field.unit}，要求：{asked_words(condition)}"
    verb = ("还差" if field.change is not Change.TIME else "还需满") if up else "超出上限"
    apart = abs(bound - has)
    more = "以上" if condition.op in {Operator.MORE, Operator.LESS} else ""
    text = f"{verb} {amount(apart)} {unit}{more}{field.name}（{asked}）"
    return text, min(_FARTHEST, apart / max(abs(bound), 1e-9))


def _event_words(condition: Condition, firm: FirmProfile) -> tuple[str, float]:
    years = events_in(condition, firm, firm.facts[condition.field])
    name = field_of(condition.field).name
    span = years_looked_at(condition)
    if span is None:
        return f"{name}：{'、'.join(map(str, years))} 年有记录，要求没有", _FARTHEST
    return f"最近一次{name}在 {years[-1]} 年，{years[-1] + span + APPLIES_AFTER} 年起申报不再计入", 0.0
