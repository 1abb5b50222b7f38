"""Firms for a policy: those of its region first looked at as columns, then checked one by one, best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.eligibility.firms import profile_of
from graph.analysis.eligibility.results import VERDICT_ORDER, Check, Result, Verdict
from graph.analysis.eligibility.verdict import check
from graph.analysis.firm_states import are_active
from graph.analysis.homes import home_mask
from graph.snapshot import Snapshot
from ontology.eligibility.conditions import Condition, Joint, Operator, PolicyRules
from ontology.schema import EntityClass
from ontology.values.regions import COUNTRY, find_region, region_at_start

LOOKED_AT: Final = 400  # firms checked one by one: those of which the graph knows most


@dataclass(frozen=True, slots=True)
class FirmCheck:
    """One firm for a policy."""

    id: str
    name: str
    region: str  # `reg:` id or empty
    met: int  # conditions that it meets
    open: int  # conditions of which nothing is known
    check: Check
    tainted: bool


@dataclass(frozen=True, slots=True)
class FirmsForPolicy:
    """Firms that may apply, or may be able to, for one policy."""

    policy: str
    title: str
    firms: tuple[FirmCheck, ...]
    in_region: int  # active firms of the policy's region
    looked_at: int  # of them, how many were checked
    note: str


def firms_for(snapshot: Snapshot, rules: PolicyRules, base_year: int, *, top: int = 20) -> FirmsForPolicy:
    """Firms for a policy, those that meet most first; firms that fail a condition are left out.

    Args:
        snapshot: the graph.
        rules: the policy.
        base_year: the last full year.
        top: most firms.
    """
    numbers = np.flatnonzero(_mask(snapshot, rules))
    chosen = _best_known(snapshot, numbers)
    told = [_firm(snapshot, int(number), rules, base_year) for number in chosen]
    fit = [one for one in told if one.check.verdict is not Verdict.NOT_ELIGIBLE]
    fit.sort(key=lambda one: (VERDICT_ORDER[one.check.verdict], -one.met, one.open, one.name))
    note = f"本地区在营企业 {numbers.size} 家，核对了资料最多的 {chosen.size} 家；图中没有的信息记为未知"
    return FirmsForPolicy(rules.policy, rules.title, tuple(fit[:top]), int(numbers.size), int(chosen.size), note)


def _mask(snapshot: Snapshot, rules: PolicyRules) -> NDArray[np.bool_]:
    """Active firms in the region that the policy asks for, where it asks for one without alternative."""
    firms = snapshot.is_class(EntityClass.ENTERPRISE)
    firms[firms] = are_active(snapshot.nodes["properties"].filter(firms))
    if snapshot.hidden is not None:
        firms &= ~snapshot.hidden
    named = (find_region(name) or region_at_start(name)[0] for name in _places(rules))
    places = [found.id for found in named if found and found.id != COUNTRY]
    if not places:
        return firms
    inside = [home_mask(snapshot, place) for place in places]
    return np.asarray(firms & np.logical_or.reduce(inside), np.bool_)


def _places(rules: PolicyRules) -> Sequence[str]:
    """Regions of a condition that every firm has to meet."""
    always = {item for item in rules.logic.items if isinstance(item, str)} if rules.logic.op is Joint.ALL else set()
    found: list[Condition] = [one for one in rules.conditions if one.id in always and one.field == "region"]
    first = next((one for one in found if one.op is Operator.IN), None)
    return first.value if first and isinstance(first.value, tuple) else ()


def _best_known(snapshot: Snapshot, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The firms with most facts, so many as are looked at."""
    if numbers.size <= LOOKED_AT:
        return numbers
    degree = snapshot.kept(("degree of nodes",), lambda: _degrees(snapshot))
    order = np.argsort(-degree[numbers], kind="stable")[:LOOKED_AT]
    return np.asarray(numbers[order], np.int64)


def _degrees(snapshot: Snapshot) -> NDArray[np.int64]:
    degree = np.zeros(snapshot.nodes.num_rows, np.int64)
    for edges in snapshot.relations.values():
        degree += np.bincount(edges.subject, minlength=degree.size)
        degree += np.bincount(edges.object, minlength=degree.size)
    return degree


def _firm(snapshot: Snapshot, number: int, rules: PolicyRules, base_year: int) -> FirmCheck:
    found = check(rules, profile_of(snapshot, number, base_year))
    results = [one.result for one in found.conditions]
    row = {name: snapshot.nodes[name][number].as_py() for name in ("region", "marked")}
    return FirmCheck(
        id=snapshot.id(number),
        name=snapshot.name(number),
        region=row["region"] or "",
        met=results.count(Result.MET),
        open=results.count(Result.UNKNOWN),
        check=found,
        tainted=bool(row["marked"]),
    )
