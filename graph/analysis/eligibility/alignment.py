"""One policy on several levels, condition by condition: what 国家, 省 and 市 ask, and who asks more."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.eligibility.wording import asked_words
from ontology.eligibility.conditions import FROM_BELOW, NUMERIC, Condition, Kind, Operator, PolicyRules
from ontology.eligibility.fields import factor_of, field_of, fields

SAME, STRICTER, LOOSER, OTHER, NEW, LACKING = "一致", "更严", "更宽", "不同", "新增", "未要求"


@dataclass(frozen=True, slots=True)
class Side:
    """What one policy asks of a field: all its clauses on it, and how that stands to the policy before it."""

    policy: str
    asked: tuple[str, ...]
    quotes: tuple[str, ...]
    beside: str  # one of the words above; empty for the first policy


@dataclass(frozen=True, slots=True)
class Aligned:
    """One field over all the policies."""

    field: str
    name: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Policies side by side, widest level first as they were given."""

    policies: tuple[str, ...]
    rows: tuple[Aligned, ...]
    notes: tuple[str, ...]


def align(policies: Sequence[PolicyRules]) -> Alignment:
    """Policies of several levels side by side, in the order given.

    Returns:
        A row for each field that one of them asks about, in the order of the table of fields. Where a policy has
        several conditions on a field, as tiers, they are compared as a whole: by equality alone.
    """
    asked = {one.field for rules in policies for one in rules.conditions if one.kind is not Kind.PREFERRED}
    rows = tuple(_row(field, policies) for field in fields() if field in asked)
    return Alignment(tuple(one.title or one.policy for one in policies), rows, tuple(_notes(policies)))


def _row(field: str, policies: Sequence[PolicyRules]) -> Aligned:
    sides: list[Side] = []
    before: list[Condition] | None = None
    for rules in policies:
        here = [one for one in rules.conditions if one.field == field and one.kind is not Kind.PREFERRED]
        words = "" if before is None else _beside(before, here)
        quotes = tuple(dict.fromkeys(one.quote for one in here))
        sides.append(Side(rules.policy, tuple(map(asked_words, here)), quotes, words))
        before = here
    return Aligned(field, field_of(field).name, tuple(sides))


def _beside(before: Sequence[Condition], here: Sequence[Condition]) -> str:
    """How conditions stand to those of the level above."""
    if not before or not here:
        return NEW if here else LACKING if before else SAME
    if {_meaning(one) for one in before} == {_meaning(one) for one in here}:
        return SAME
    if len(before) > 1 or len(here) > 1 or before[0].period != here[0].period:
        return OTHER
    return _compared(before[0], here[0])


def _compared(before: Condition, here: Condition) -> str:
    if here.op in NUMERIC and before.op in NUMERIC and (here.op in FROM_BELOW) == (before.op in FROM_BELOW):
        above, below = _amount(before), _amount(here)
        if above == below:
            return OTHER
        return STRICTER if (below > above) == (here.op in FROM_BELOW) else LOOSER
    if isinstance(before.value, tuple) and isinstance(here.value, tuple) and before.op is here.op:
        wide, narrow = set(before.value), set(here.value)
        turned = here.op in {Operator.HAS_NOT, Operator.NOT_IN}
        if narrow < wide:
            return LOOSER if turned else STRICTER
        if wide < narrow:
            return STRICTER if turned else LOOSER
    return OTHER


def _meaning(one: Condition) -> tuple[object, ...]:
    return (one.op, _amount(one) if one.op in NUMERIC else one.value, one.period)


def _amount(one: Condition) -> float:
    assert isinstance(one.value, float)
    return one.value * (factor_of(field_of(one.field), one.unit) or 1.0)


def _notes(policies: Sequence[PolicyRules]) -> list[str]:
    if len(policies) < 2:
        return ["只给了一项政策，无从对照 · one policy alone has nothing beside it"]
    return []
