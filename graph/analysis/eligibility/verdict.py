"""May a firm apply? The logic of a policy over the results of its conditions, three-valued."""

from collections.abc import Iterable, Mapping

from graph.analysis.eligibility.judging import judge
from graph.analysis.eligibility.results import VERDICT_OF, Check, ConditionResult, Result
from graph.analysis.eligibility.steps import smallest_steps
from graph.analysis.eligibility.wording import asked_words, found_words
from ontology.eligibility.conditions import Group, Joint, PolicyRules
from ontology.eligibility.firms import FirmProfile


def check(rules: PolicyRules, firm: FirmProfile) -> Check:
    """One policy for one firm: verdict, results, what is missing, and the smallest step where it may not apply yet."""
    firm = scored_for(rules.policy, firm)
    results = {one.id: judge(one, firm) for one in rules.conditions}
    groups = dict(_groups(rules.logic, results))
    root = groups[rules.logic.id]
    fields = {one.id: one.field for one in rules.conditions}
    lacking = sorted({fields[one] for one in _unknown(rules.logic, results, groups)}) if root is Result.UNKNOWN else []
    return Check(
        policy=rules.policy,
        title=rules.title,
        firm=firm.id,
        verdict=VERDICT_OF[root],
        conditions=tuple(
            ConditionResult(one, results[one.id], asked_words(one), found_words(one, firm)) for one in rules.conditions
        ),
        logic=rules.logic,
        groups=groups,
        missing=tuple(lacking),
        steps=smallest_steps(rules, firm, results),
    )


def scored_for(policy: str, firm: FirmProfile) -> FirmProfile:
    """The firm with its score for one policy: a profile may hold scores by policy."""
    scores = firm.facts.get("score")
    return firm.with_facts(score=scores.get(policy)) if isinstance(scores, Mapping) else firm


def join(group: Group, results: Iterable[Result]) -> Result:
    """How a group stands, given its items."""
    told = list(results)
    held, open_ = told.count(Result.MET), told.count(Result.UNKNOWN)
    needed = wanted(group, len(told))
    if held >= needed:
        return Result.MET
    return Result.UNKNOWN if held + open_ >= needed else Result.NOT_MET


def wanted(group: Group, items: int) -> int:
    """How many of a group's items must hold; an empty group asks for nothing."""
    if group.op is Joint.AT_LEAST:
        return group.n or 1
    return items if group.op is Joint.ALL else min(1, items)


def _groups(group: Group, results: Mapping[str, Result]) -> Iterable[tuple[str, Result]]:
    """Results of a group and all below it, those below first."""
    told = []
    for item in group.items:
        if isinstance(item, str):
            told.append(results[item])
        else:
            below = list(_groups(item, results))
            yield from below
            told.append(below[-1][1])
    yield group.id, join(group, told)


def _unknown(group: Group, results: Mapping[str, Result], groups: Mapping[str, Result]) -> Iterable[str]:
    """Ids of the conditions that are unknown, in groups that are."""
    for item in group.items:
        if isinstance(item, str):
            if results[item] is Result.UNKNOWN:
                yield item
        elif groups[item.id] is Result.UNKNOWN:
            yield from _unknown(item, results, groups)
