"""Parts that no firm can meet together are alternatives: tiers by revenue, rules by kind of firm."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from nlp.policies.found import Found, Item, Joined, all_of, leaves
from ontology.eligibility.conditions import FROM_ABOVE, FROM_BELOW, NUMERIC, Joint, Kind, Operator, Value
from ontology.eligibility.fields import factor_of, field_of

_WHO: Final = frozenset({"above_scale", "size_class", "industry", "titles", "sector", "region"})
_TIERED: Final = frozenset(
    {"revenue", "employees", "total_assets", "project_investment", "equipment_investment", "rd_expense", "age"}
)
_OF_PRODUCTS: Final = frozenset({"product_price"})

_STEP: Final = 2  # bounds of a step: how old at most, how much at least

Part = tuple[Item, ...]


def alternatives(parts: Sequence[Part]) -> Iterator[Item]:
    """The items of neighbouring parts, those that exclude each other as one `any`."""
    run: list[Part] = []
    for part in parts:
        special = run and _with_special_case(run[-1], part)
        if special:
            run[-1] = special
            continue
        if run and not all(excludes(part, other) for other in run):
            yield from _closed(run)
            run = []
        run.append(part)
    if run:
        yield from _closed(run)


def _with_special_case(rule: Part, case: Part) -> Part | None:
    """A rule with a case after it in which less is asked of some firms: either of them holds; None for all else.

    项目投资不低于500万元；软件企业项目投资不低于200万元.
    """
    who = _firms_of(case)
    if not who or (is_kind(rule[0]) and is_kind(who)):
        return None  # two kinds of firm, each with its own bounds
    joined = _with_another_case(rule, case)
    if joined:
        return joined
    differs = _sets_again if who.field in {"sector", "other"} else _eases
    eased = {one.field for one in _singles(case) if any(differs(one, other) for other in _singles(rule))}
    if not eased or any(one.field == who.field for one in _singles(rule)):
        return None
    figures = tuple(one for one in rule if isinstance(one, Found) and one.op in NUMERIC)
    rest = tuple(one for one in rule if one not in figures)
    return (*rest, Joined(Joint.ANY, (all_of(figures), all_of(case))))


def _with_another_case(rule: Part, case: Part) -> Part | None:
    """A rule that has a special case already, with the next one: 软件企业不低于5000万元 behind all that."""
    for place, item in enumerate(rule):
        if not (isinstance(item, Joined) and item.op is Joint.ANY and isinstance(item.items[0], Found)):
            continue
        first = item.items[0]
        if any(_eases(one, first) for one in _singles(case)):
            joined = replace(item, items=(*item.items, all_of(case)))
            return (*rule[:place], joined, *rule[place + 1 :])
    return None


def with_case(rules: Sequence[Item], case: Sequence[Item]) -> list[Item]:
    """Items of sentences with those of the next, which may ask less of some firms.

    缴纳税款20万元以上。成立不满2年的企业，缴纳税款10万元以上: what is eased stands in an `any`, the rest as it was.
    """
    tiers = _with_tiers_of_kinds(rules, case)
    if tiers:
        return tiers
    special = len(case) > 1 and _firms_of(case)
    eased = {
        id(one) for one in rules if isinstance(one, Found) and any(_eases(other, one) for other in _singles(case[1:]))
    }
    if not special or len(eased) != len(case) - 1:
        return [*rules, *case]
    asked = all_of(tuple(one for one in rules if id(one) in eased))
    place = next(at for at, one in enumerate(rules) if id(one) in eased)
    joined = Joined(Joint.ANY, (asked, all_of(tuple(case))))
    return [joined if at == place else one for at, one in enumerate(rules) if at == place or id(one) not in eased]


def _with_tiers_of_kinds(rules: Sequence[Item], case: Sequence[Item]) -> list[Item] | None:
    """收入10亿元以上。印染行业15亿元以上；新材料行业3亿元以上: the rule, or what is asked of one of the kinds."""
    tiers = case[0] if len(case) == 1 else None
    if not isinstance(tiers, Joined) or tiers.op is not Joint.ANY:
        return None
    cases = [one.items for one in tiers.items if isinstance(one, Joined) and one.op is Joint.ALL]
    if len(cases) < len(tiers.items) or not all(is_kind(one[0]) for one in cases):
        return None
    shared = frozenset.intersection(*(frozenset(one.field for one in _singles(part[1:])) for part in cases))
    for place, rule in enumerate(rules):
        if isinstance(rule, Found) and rule.op in NUMERIC and rule.field in shared:
            return [*rules[:place], replace(tiers, items=(rule, *tiers.items)), *rules[place + 1 :]]
    return None


def is_kind(item: Item) -> bool:
    """Whether an item says of what kind firms are: their field or industry, or what a person has to judge."""
    return isinstance(item, Found) and item.field in {"sector", "industry", "other"}


def _firms_of(case: Sequence[Item]) -> Found | None:
    """What a case says first of the firms it is for, their kind or size; None where it begins with something else."""
    who = case[0]
    if isinstance(who, Found) and who.field in (_WHO | _TIERED) - {"region"} and who.kind is Kind.REQUIRED:
        return who
    return None


def _singles(part: Sequence[Item]) -> list[Found]:
    return [one for one in part if isinstance(one, Found)]


def _sets_again(case: Found, rule: Found) -> bool:
    """Whether a case bounds a figure from the side of the rule, to another number: 85分，其中钢铁行业90分."""
    sides = {case.op, rule.op} <= FROM_BELOW or {case.op, rule.op} <= FROM_ABOVE
    return case.field == rule.field and case.period == rule.period and sides and _amount(case) != _amount(rule)


def _eases(case: Found, rule: Found) -> bool:
    if case.field != rule.field or case.period != rule.period:
        return False
    low = case.op in FROM_BELOW and rule.op in FROM_BELOW and _amount(case) < _amount(rule)
    return low or (case.op in FROM_ABOVE and rule.op in FROM_ABOVE and _amount(case) > _amount(rule))


def _closed(run: Sequence[Part]) -> Iterator[Item]:
    if len(run) == 1:
        yield from run[0]
    else:
        yield Joined(Joint.ANY, tuple(all_of(part) for part in settle([all_of(part) for part in run])))


def settle(items: Sequence[Item]) -> list[Part]:
    """Tiers with each boundary in one of them only: what one says it includes, the other does not."""
    closed = {(one.field, one.op in FROM_ABOVE, _amount(one)) for item in items for one in leaves(item) if one.closed}
    return [(_settled(item, closed),) for item in items]


def _settled(item: Item, closed: set[tuple[str, bool, float]]) -> Item:
    if isinstance(item, Joined):
        return replace(item, items=tuple(_settled(one, closed) for one in item.items))
    if item.closed or item.op not in NUMERIC:
        return item
    if (item.field, item.op in FROM_BELOW, _amount(item)) in closed:
        return replace(item, op=Operator.MORE if item.op in FROM_BELOW else Operator.LESS)
    return item


def begins_tier(item: Item) -> bool:
    """Whether an item may say for which firms the bounds after it are."""
    return isinstance(item, Found) and (item.field in _WHO or item.field in _TIERED | _OF_PRODUCTS)


def excludes(left: Part, right: Part) -> bool:
    """Whether no firm meets both parts, or both set the same measure for different firms."""
    ones, others = (
        [one for item in part for one in _surely(item) if one.kind is Kind.REQUIRED] for part in (left, right)
    )
    if not ones or not others:
        return False
    bounded = {one.field for item in left for one in leaves(item) if one.op in NUMERIC}
    again = {one.field for item in right for one in leaves(item) if one.op in NUMERIC}
    return (
        _apart(ones, others)
        or (bool(bounded & again) and _by_kind_of_firm(ones, others))
        or _by_kind_of_product(ones, others)
        or _by_steps(ones, others)
    )


def _surely(item: Item) -> Iterator[Found]:
    """The conditions of an item that hold whenever it does: none of its alternatives."""
    if isinstance(item, Found):
        yield item
    elif item.op is Joint.ALL:
        for one in item.items:
            yield from _surely(one)


def _apart(ones: Sequence[Found], others: Sequence[Found]) -> bool:
    """Whether the parts bound one figure to spans that do not meet, or at their ends only."""
    fields = {one.field for one in ones if one.op in NUMERIC} & {one.field for one in others}
    return any(_gap(ones, others, field) for field in fields)


def _gap(ones: Sequence[Found], others: Sequence[Found], field: str) -> bool:
    low, high = _span(ones, field)
    other_low, other_high = _span(others, field)
    return high <= other_low or other_high <= low


def _span(found: Sequence[Found], field: str) -> tuple[float, float]:
    lows = [_amount(one) for one in found if one.field == field and one.op in FROM_BELOW]
    highs = [_amount(one) for one in found if one.field == field and one.op in FROM_ABOVE]
    return max(lows, default=float("-inf")), min(highs, default=float("inf"))


def _amount(found: Found) -> float:
    if not isinstance(found.value, float):
        return 0.0
    return found.value * (factor_of(field_of(found.field), found.unit) or 1.0)


def _by_kind_of_firm(ones: Sequence[Found], others: Sequence[Found]) -> bool:
    """Whether the parts begin with different kinds of firm."""
    firms, other_firms = dict(_leading(ones)), dict(_leading(others))
    shared = firms.keys() & other_firms.keys()
    return any(firms[field] != other_firms[field] for field in shared)


def _by_steps(ones: Sequence[Found], others: Sequence[Found]) -> bool:
    """成立5年以内，收入5亿元以上；成立10年以内，收入10亿元以上: two bounds, and both higher in one of the parts."""
    if not (len(ones) == len(others) == _STEP and ones[0].field == others[0].field == "age"):
        return False
    same = [one.field == other.field and one.op is other.op for one, other in zip(ones, others, strict=True)]
    higher = {_amount(one) > _amount(other) for one, other in zip(ones, others, strict=True)}
    return all(same) and len(higher) == 1 and ones[1].op in FROM_BELOW and ones[0].op in FROM_ABOVE


def _leading(part: Sequence[Found]) -> Iterator[tuple[str, Value]]:
    """What a part says first of the firms it is for, by field: 规上工业企业 is two."""
    for one in part:
        if one.field not in _WHO:
            return
        yield one.field, one.value


def _by_kind_of_product(ones: Sequence[Found], others: Sequence[Found]) -> bool:
    """Whether each part is one lower price alone: all of them together would ask for the highest only."""
    return all(len(part) == 1 and part[0].field in _OF_PRODUCTS and part[0].op in FROM_BELOW for part in (ones, others))


def exclude_each_other(parts: Sequence[Part]) -> bool:
    """Whether several parts all exclude each other."""
    return len(parts) > 1 and all(excludes(left, right) for left, right in combinations(parts, 2))
