"""Which weak links have a policy behind them, and which policies meet no weak link?

A policy backs a node directly, or through a product, scenario or industry that realises it, or through a wider
industry that holds that one. One that has expired, was replaced by another in force, or is not yet in force does not
count; it is listed with the reason. Method: docs/methods.md, section W.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.analysis.remedies.ground import Ground
from graph.analysis.results import NO_GAP, Backing, Gap, GapType, LeftOut, NodePolicies, PolicyMatrix
from graph.analysis.routes import routes_of
from graph.analysis.valid_time import holds_on
from graph.snapshot import Edges, Snapshot
from ontology.chains import find_chain
from ontology.codes import industries
from ontology.errors import UnknownChain, UnknownRegion
from ontology.schema import EntityClass, Relation, Status
from ontology.values.dates import parse_period
from ontology.values.names import fold
from ontology.values.regions import is_inside, region_of

# Properties in which cards and texts say until when, or from when, a policy is in force.
ENDS: Final = ("until", "expires", "valid_to", "有效期至", "失效日期", "废止日期", "截止日期")
STARTS: Final = ("since", "effective", "valid_from", "施行日期", "生效日期")
_VOID: Final = frozenset({"closed", "historic", "废止", "已废止", "失效", "已失效"})
_WORDS: Final = {Relation.SUPPORTS: "支持", Relation.APPLIES_TO: "适用", Relation.SERVES: "服务"}
_OPEN: Final = "9999"  # after every day: an end that no day can be read from, as 长期, is none
_SHORTEST: Final = 3  # characters of the widest industry code that still means something: C34, not C


@dataclass(frozen=True, slots=True)
class _Link:
    """One fact from a policy or initiative to what it backs."""

    policy: int
    target: int
    word: str
    evidence: tuple[str, ...]
    tainted: bool


def policies_of(ground: Ground, gaps: Sequence[Gap]) -> PolicyMatrix:
    """The matrix of a chain and region.

    Args:
        ground: the question.
        gaps: the finding on every node of the chain, in the order of the definition.
    """
    snapshot, links = ground.snapshot, list(_links(ground.snapshot))
    reached = _reached(ground, links)
    policies = {link.policy for link in links}
    scopes = {policy: _scope(ground, policy) for policy in policies}
    void = out_of_force(snapshot, policies)
    backed: dict[int, dict[int, Backing]] = defaultdict(dict)
    valid = [link for link in links if link.policy not in void and scopes[link.policy]]
    for link in valid:
        for place in reached.get(link.target, ()):
            backed[place].setdefault(link.policy, _backing(ground, link, scopes[link.policy]))
    used = {link.policy for link in links if scopes[link.policy] and reached.get(link.target)}
    whole = [link for link in valid if _names_chain(ground, link.target)]
    weak = [place for place, gap in enumerate(gaps) if gap.type not in NO_GAP]
    return PolicyMatrix(
        whole_chain=tuple(_backing(ground, link, scopes[link.policy]) for link in whole),
        gaps=tuple(_row(ground, gaps, place, backed[place]) for place in weak),
        without_policy=tuple(ground.node(place) for place in weak if not backed[place]),
        without_gap=tuple(_idle(ground, gaps, weak, backed)),
        left_out=tuple(LeftOut(ground.name(policy), void[policy]) for policy in sorted(used & void.keys())),
        as_of=snapshot.as_of,
    )


def _names_chain(ground: Ground, target: int) -> bool:
    """Whether a policy speaks of the chain as such: 机器人产业链, not one of its nodes."""
    try:
        return find_chain(ground.snapshot.name(target), [ground.chain]) is ground.chain
    except UnknownChain:
        return False


def _row(ground: Ground, gaps: Sequence[Gap], place: int, backed: Mapping[int, Backing]) -> NodePolicies:
    return NodePolicies(ground.node(place), gaps[place].type, tuple(backed[policy] for policy in sorted(backed)))


def _idle(
    ground: Ground, gaps: Sequence[Gap], weak: Sequence[int], backed: Mapping[int, Mapping[int, Backing]]
) -> Iterator[NodePolicies]:
    """Nodes that are not weak, with the policies that back no weak one, nor one of which too little is known."""
    unsure = {place for place, gap in enumerate(gaps) if gap.type is GapType.UNKNOWN}
    busy = {policy for place in (*weak, *unsure) for policy in backed.get(place, {})}
    for place in sorted(set(backed) - set(weak) - unsure):
        idle = {policy: one for policy, one in backed[place].items() if policy not in busy}
        if idle:
            yield _row(ground, gaps, place, idle)


def _backing(ground: Ground, link: _Link, scope: str) -> Backing:
    through = ground.snapshot.name(link.target)
    return Backing(ground.name(link.policy), link.word, through, scope, link.evidence, link.tainted)


def _links(snapshot: Snapshot) -> Iterator[_Link]:
    """What policies and initiatives are said to back, as far as it held on the day."""
    acting = snapshot.is_class(EntityClass.POLICY) | snapshot.is_class(EntityClass.INITIATIVE)
    backable = ~snapshot.is_class(EntityClass.REGION)
    for relation in _WORDS:
        edges = snapshot.edges(relation).where(Status.STATED, Status.PLANNED)  # a policy speaks of what is to come
        rows = np.flatnonzero(acting[edges.subject] & backable[edges.object]) if edges.subject.size else ()
        for row, fact in zip(rows, _facts(edges, rows), strict=True):
            if holds_on(json.loads(fact["properties"] or "{}"), snapshot.as_of):
                ends = int(edges.subject[row]), int(edges.object[row])
                word = ("规划" if fact["status"] == Status.PLANNED else "") + _WORDS[relation]
                yield _Link(*ends, word, tuple(fact["evidence"]), fact["marked"])


def _facts(edges: Edges, rows: Any) -> list[dict[str, Any]]:
    chosen = edges.table.select(["properties", "evidence", "marked", "status"])
    return list(chosen.take(pa.array(rows, pa.int64())).to_pylist())


def _reached(ground: Ground, links: Sequence[_Link]) -> dict[int, tuple[int, ...]]:
    """Nodes of the chain that each target stands for, by its number in the snapshot."""
    direct = _realised(ground)
    codes = _codes_of_nodes(ground)
    found = dict[int, tuple[int, ...]]()
    for target in {link.target for link in links}:
        wider = _holding(ground.snapshot, target, codes)
        places = direct.get(target, set()) | wider
        if places:
            found[target] = tuple(sorted(places))
    return found


def _realised(ground: Ground) -> dict[int, set[int]]:
    """Nodes that each product, scenario or industry realises, and each node itself."""
    snapshot, found = ground.snapshot, defaultdict[int, set[int]](set)
    routes = routes_of(snapshot, ground.chain)
    for target, place in zip(routes.target.tolist(), routes.node.tolist(), strict=True):
        found[target].add(place)
    own = dict(zip(routes.target[routes.direct].tolist(), routes.node[routes.direct].tolist(), strict=True))
    realises = snapshot.edges(Relation.REALISES).where(Status.STATED)
    here = np.isin(realises.subject, list(own))
    for subject, target in zip(realises.subject[here].tolist(), realises.object[here].tolist(), strict=True):
        found[target].add(own[subject])
    return found


def _codes_of_nodes(ground: Ground) -> dict[str, set[int]]:
    found = defaultdict[str, set[int]](set)
    for place, node in enumerate(ground.chain.nodes):
        for code in node.industries:
            for length in range(_SHORTEST, len(code) + 1):
                found[code[:length]].add(place)
    return found


def _holding(snapshot: Snapshot, target: int, codes: Mapping[str, set[int]]) -> set[int]:
    """Nodes whose industry lies in this one, by code, be it told or found by the name."""
    if snapshot.nodes["class"][target].as_py() != EntityClass.INDUSTRY:
        return set()
    told = snapshot.id(target).removeprefix("ind:")
    code = told if told in codes else _codes_by_name().get(fold(snapshot.name(target)), "")
    return codes.get(code, set())


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Codes of industries by their folded names, the first of a name."""
    named = [(fold(one.name), one.code) for one in industries() if len(one.code) >= _SHORTEST]
    return dict(reversed(named))


def _scope(ground: Ground, policy: int) -> str:
    """Where the policy holds, in words; empty where that is not the region asked about."""
    place, homes = ground.asked.place, _homes(ground.snapshot, policy)
    if not homes:
        return "适用地区未写明"
    names = {home: region_of(home).name for home in homes}
    if place is None:
        return "、".join(sorted(names.values()))
    whole = [names[home] for home in homes if is_inside(place, home)]
    part = [names[home] for home in homes if is_inside(home, place)]
    return "、".join(sorted(whole)) or (f"仅{'、'.join(sorted(part))}" if part else "")


def _homes(snapshot: Snapshot, policy: int) -> set[str]:
    """Regions that the policy applies to; where none is told, those of its issuers."""
    applies, issued = snapshot.edges(Relation.APPLIES_TO), snapshot.edges(Relation.ISSUED)
    targets = applies.object[applies.subject == policy].tolist()
    told = {snapshot.id(one) for one in targets if snapshot.nodes["class"][one].as_py() == EntityClass.REGION}
    if not told:
        issuers = issued.subject[issued.object == policy].tolist()
        told = {_home(snapshot, one) for one in (policy, *issuers)}
    return {one for one in told if one and _known(one)}


def _home(snapshot: Snapshot, number: int) -> str:
    if snapshot.nodes["class"][number].as_py() == EntityClass.REGION:
        return snapshot.id(number)
    return str(snapshot.nodes["region"][number].as_py() or "")


def _known(region: str) -> bool:
    try:
        region_of(region)
    except UnknownRegion:
        return False
    return True


def out_of_force(snapshot: Snapshot, policies: set[int]) -> dict[int, str]:
    """Policies that do not count, with the reason: over, not yet in force, or replaced by one that is in force."""
    rows = sorted(policies)
    replaces = snapshot.edges(Relation.REPLACES).where(Status.STATED)
    asked = sorted({*rows, *replaces.subject.tolist()})
    texts = snapshot.nodes["properties"].take(pa.array(asked, pa.int64())).to_pylist()
    over = {one: why for one, text in zip(asked, texts, strict=True) if (why := _over(text, snapshot.as_of))}
    replaced = {
        int(old): f"已由{snapshot.name(int(new))}替代"
        for new, old in zip(replaces.subject.tolist(), replaces.object.tolist(), strict=True)
        if new not in over
    }
    found = {**replaced, **over}
    return {policy: found[policy] for policy in rows if policy in found}


def _over(properties: str | None, day: str) -> str:
    """Why a policy with these properties is not in force on a day; empty where it is, or nothing is told."""
    given: Mapping[str, Any] = json.loads(properties) if properties else {}
    if _VOID & {*_texts(given.get("status")), *_texts(given.get("效力"))}:
        return "已废止"
    ends = [_span(end)[1] or _OPEN for name in ENDS for end in _texts(given.get(name))]
    starts = [_span(start)[0] for name in STARTS for start in _texts(given.get(name))]
    if day and ends and max(ends) < day:
        return f"已于 {max(ends)} 到期"
    if day and starts and min(starts) > day:
        return f"自 {min(starts)} 起才施行"
    return ""


def _span(text: str) -> tuple[str, str]:
    """First and last day (ISO) that a wording stands for: cards hand on what the register wrote; empty if untold."""
    period = parse_period(text)
    first, last = (period.start, period.end) if period else (None, None)
    return first.isoformat() if first else "", last.isoformat() if last else ""


def _texts(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]
