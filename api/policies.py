"""Policies: what each asks of a firm, whether a firm may apply, and what the policies of a workspace are good for.

One function a question. Conditions are read from the text where a record does not carry them already.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from api.answers import entity_id, gaps, region_named
from api.policy_documents import PolicyDocument, policy_documents, title_in
from api.workspace import Workspace
from graph.analysis.eligibility.alignment import Alignment
from graph.analysis.eligibility.alignment import align as side_by_side
from graph.analysis.eligibility.candidates import FirmsForPolicy, firms_for
from graph.analysis.eligibility.firms import is_active, profile_of
from graph.analysis.eligibility.results import VERDICT_ORDER, Check, Result, Verdict
from graph.analysis.eligibility.verdict import check
from graph.analysis.goals import Progress, progress_of
from graph.analysis.results import GapType, Named, NodeRef
from graph.ledger.written import Written, written_texts
from nlp.policies.places import places_of_policy
from nlp.policies.reading import read_policy
from nlp.policies.support import supporting_clauses
from nlp.policies.targets import Target, targets_of
from ontology.chains import node_id
from ontology.eligibility.conditions import PolicyRules
from ontology.eligibility.fields import Field, factor_of, field_of, fields
from ontology.eligibility.firms import FirmProfile
from ontology.eligibility.names import labels
from ontology.eligibility.records import has_rules, read_profile, read_rules, read_text, rules_record, unique
from ontology.errors import BadRules, UnknownEntity, UnknownPolicy
from ontology.schema import MARKED
from ontology.values.names import fold
from ontology.values.quantities import parse_quantity
from ontology.values.regions import Region, find_region, is_inside

Record = Mapping[str, Any]
_NO_LEDGER: Final = "工作区没有账本，无从读取政策原文 · without a ledger there are no texts to read"


def rules_of(record: Record) -> PolicyRules:
    """The conditions a record carries, as they stand; else those that its text states. Raises BadRules."""
    return read_rules(record) if has_rules(record) else read_policy(read_text(record))


def extract(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """`{"id", "conditions", "logic", "benefits", "deadline"}` of each policy text. Raises BadRules."""
    for record in records:
        yield rules_record(read_policy(read_text(record)))


def check_all(policies: Sequence[Record], profiles: Sequence[Record]) -> Iterator[Check]:
    """Every policy for every firm, firm by firm below each policy. Raises BadRules."""
    unique(policies)
    unique(profiles)
    firms = [read_profile(record) for record in profiles]
    for record in policies:
        rules = rules_of(record)
        yield from (check(rules, firm) for firm in firms)


def check_record(found: Check) -> dict[str, Any]:
    """`{"policy", "profile", "verdict", "missing", "conditions", "steps"}` of one check."""
    return {
        "policy": found.policy,
        "profile": found.firm,
        "verdict": found.verdict.value,
        "missing": list(found.missing),
        "conditions": [{"condition": one.condition.id, "result": one.result.value} for one in found.conditions],
        "steps": [one.text for one in found.steps],
    }


@dataclass(frozen=True, slots=True)
class PolicyList:
    """Policies of a workspace."""

    policies: tuple[PolicyDocument, ...]  # in force, by title
    left_out: tuple[PolicyDocument, ...]  # expired, replaced, not yet in force, past their deadline: each says why
    as_of: str  # ISO day by which that is judged
    note: str
    tainted: bool


def policies(workspace: Workspace, region: str | None = None, *, on: str = "") -> PolicyList:
    """Policies that ask something of those who apply; in a region, those that hold there.

    Args:
        workspace: its ledger holds the documents.
        region: name or code; a policy holds in its place and all that lies in it, one without a place everywhere.
        on: ISO day by which a policy is in force or not; the day of the newest source where none is given.

    Raises:
        UnknownRegion, EmptyWorkspace.
    """
    place = region_named(region)
    found = policy_documents(workspace, on)
    here = tuple(one for one in found if place is None or _holds_in(one, place))
    return PolicyList(
        policies=tuple(one for one in here if not one.void),
        left_out=tuple(one for one in here if one.void),
        as_of=on or workspace.reading.snapshot.as_of,
        note="" if workspace.has_ledger else _NO_LEDGER,
        tainted=any(one.tainted for one in here),
    )


def _holds_in(one: PolicyDocument, place: Region) -> bool:
    """Whether a policy holds in all of a region, or in a part of it."""
    named = [find_region(name) for name in places_of_policy(one.title, one.standing.issuer, "")[:1]]
    homes = [home for home in named if home is not None]
    return not homes or any(is_inside(place.id, home.id) or is_inside(home.id, place.id) for home in homes)


def policy(workspace: Workspace, name: str, *, on: str = "") -> PolicyDocument:
    """A policy of the workspace by its id or title, or a part of that which no other bears. Raises UnknownPolicy."""
    found = policy_documents(workspace, on)
    wanted = fold(name)
    exact = [one for one in found if one.id == name or fold(one.title) == wanted]
    near = exact or [one for one in found if wanted and wanted in fold(one.title)]
    if len(near) != 1:
        raise UnknownPolicy(name, [one.title for one in near or found])
    return near[0]


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks: a firm of the graph, what it says of itself on a form, or both."""

    enterprise: str = ""  # id or name, empty for a firm that the graph does not have
    facts: Mapping[str, Any] = field(default_factory=dict)  # by field; they go before what the graph says
    base_year: int | None = None  # the last full year; by default the year before that of the newest source


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that would settle most, to be asked of the firm next."""

    field: str
    name: str
    type: str
    unit: str
    yearly: bool
    policies: int  # in how many policies it is missing
    choices: tuple[str, ...]  # of titles and the like


@dataclass(frozen=True, slots=True)
class EligibleReport:
    """Policies for one firm."""

    firm: Named
    profile: FirmProfile
    checks: tuple[Check, ...]  # those it may apply for first, then those that need the least
    questions: tuple[Question, ...]  # what to ask next, most useful first
    left_out: tuple[PolicyDocument, ...]  # never offered, each with the reason
    active: bool  # False for a firm that its register says is closed
    as_of: str
    note: str
    tainted: bool


def eligible(workspace: Workspace, who: Applicant, *, on: str = "", only: Sequence[str] = ()) -> EligibleReport:
    """Which policies a firm may apply for, condition by condition.

    Args:
        workspace: its policies and its graph.
        who: the firm.
        on: ISO day by which policies are in force or not.
        only: ids of policies; all of them where none is given.

    Raises:
        UnknownEntity: the graph has no such firm.
        BadRules: a fact is given for a field that there is not.
        EmptyWorkspace.
    """
    offered = policies(workspace, on=on)
    profile, active = applicant(workspace, who, offered.as_of)
    chosen = [one for one in offered.policies if not only or one.id in only]
    checks = sorted((check(one.rules, profile) for one in chosen), key=_rank) if active else []
    return EligibleReport(
        firm=Named(profile.id, profile.name),
        profile=profile,
        checks=tuple(checks),
        questions=tuple(questions(checks)),
        left_out=offered.left_out,
        active=active,
        as_of=offered.as_of,
        note=offered.note,
        tainted=offered.tainted or _is_marked(workspace, profile.id),
    )


def _rank(one: Check) -> tuple[int, bool, bool, float, str]:
    """What can be had first, then what is known to hold where the firm is, then what needs least."""
    hopeless = any(not step.possible for step in one.steps)
    elsewhere = any(each.condition.field == "region" and each.result is not Result.MET for each in one.conditions)
    return VERDICT_ORDER[one.verdict], hopeless, elsewhere, sum(step.effort for step in one.steps), one.title


def applicant(workspace: Workspace, who: Applicant, as_of: str = "") -> tuple[FirmProfile, bool]:
    """The profile of a firm from the graph and the form, and whether it is active. Raises as `eligible` does."""
    snapshot = workspace.reading.snapshot
    year = who.base_year or _last_year(as_of or snapshot.as_of)
    given = read_profile({"id": "form", "base_year": year, "facts": dict(who.facts)}).facts
    if not who.enterprise:
        return FirmProfile("form", "填报企业", year, given), True
    key = entity_id(workspace, who.enterprise)
    number = int(snapshot.index_of([key])[0])
    if number < 0:
        raise UnknownEntity(who.enterprise)
    return profile_of(snapshot, number, year).with_facts(**given), is_active(snapshot, number)


def _is_marked(workspace: Workspace, key: str) -> bool:
    snapshot = workspace.reading.snapshot
    number = int(snapshot.index_of([key])[0])
    return number >= 0 and bool(snapshot.nodes["marked"][number].as_py())


def questions(checks: Iterable[Check]) -> Iterator[Question]:
    """Facts that are missing in most policies that a firm may still be eligible for."""
    missing = Counter(key for one in checks if one.verdict is Verdict.CANNOT_TELL for key in one.missing)
    for key, count in sorted(missing.items(), key=lambda one: (-one[1], one[0])):
        if key != "other":
            yield question(fields()[key], count)


def question(of: Field, count: int = 0) -> Question:
    """How a field is asked for on a form."""
    choices = labels(of.id) if of.id in {"titles", "awards", "size_class"} else ()
    return Question(of.id, of.name, of.type, of.unit, of.yearly, count, choices)


def fact_of(key: str, text: str) -> Any:
    """A fact as a person types it, in the shape of its field: 5000, 1.2亿元, 是, 高新技术企业、瞪羚企业.

    Yearly figures are those of the last full year.

    Raises:
        UnknownWord: there is no such field.
        BadRules: no number where the field is one.
    """
    kind = field_of(key).type
    if kind == "bool":
        return text in {"是", "有", "true", "True", "1", "yes"}
    if kind in {"set", "path", "events"}:
        parts = [one for one in re.split("[、,，;；]", text) if one and one != "无"]
        return [int(one) for one in parts if one.isdecimal()] if kind == "events" else parts
    return _number(key, text) if kind == "number" else text


def _number(key: str, text: str) -> Any:
    """A number with a unit, in the field's own: 1.2亿元 of a field in 万元 is 12000."""
    measure, own = parse_quantity(text), field_of(key).unit
    factor = factor_of(field_of(key), measure.unit) if measure else None
    if measure is None or factor is None:
        raise BadRules(key, f"{text!r} 不是以{own or '数'}计的数")
    return measure.value * factor


def firms(workspace: Workspace, name: str, *, top: int = 20, on: str = "") -> FirmsForPolicy:
    """Firms that may apply for a policy, or may be able to. Raises UnknownPolicy, EmptyWorkspace."""
    found = policy(workspace, name, on=on)
    snapshot = workspace.reading.snapshot
    return firms_for(snapshot, found.rules, _last_year(on or snapshot.as_of), top=top)


def _last_year(day: str) -> int:
    """The last full year on an ISO day; on today's where nothing is dated."""
    return int((day or date.today().isoformat())[:4]) - 1


def align(workspace: Workspace, names: Sequence[str]) -> Alignment:
    """Policies of the workspace side by side, in the order given: the widest level first. Raises UnknownPolicy."""
    return side_by_side([policy(workspace, name).rules for name in names])


def align_records(records: Iterable[Record]) -> Alignment:
    """Policy texts or annotated policies side by side. Raises BadRules."""
    return side_by_side([rules_of(record) for record in records])


@dataclass(frozen=True, slots=True)
class Goal:
    """A target of a policy, with what was observed of it."""

    target: Target
    policy: Named  # document and title
    progress: Progress | None
    tainted: bool


@dataclass(frozen=True, slots=True)
class TargetLedger:
    """Targets of the policies of a workspace, nearest year first."""

    goals: tuple[Goal, ...]
    as_of: str
    note: str


def targets(workspace: Workspace, region: str | None = None) -> TargetLedger:
    """What policies have set as goals, by whom, for when, and how far it is reached. Raises UnknownRegion."""
    place = region_named(region)
    snapshot = workspace.reading.snapshot
    goals = [one for one in _goals(workspace) if place is None or _is_goal_of(one.target, place)]
    goals.sort(key=lambda one: (one.target.year, one.policy.name, one.target.start))
    note = "" if workspace.has_ledger else _NO_LEDGER
    return TargetLedger(tuple(goals), snapshot.as_of, note)


def _goals(workspace: Workspace) -> Iterator[Goal]:
    snapshot = workspace.reading.snapshot
    for written, title in _policy_texts(workspace):
        for one in targets_of(written.text, title, written.publisher):
            found = progress_of(snapshot, one.metric, (one.value, one.unit), one.place)
            tainted = written.kind in MARKED or bool(found and found.tainted)
            yield Goal(one, Named(written.id, title), found, tainted)


def _policy_texts(workspace: Workspace) -> Iterator[tuple[Written, str]]:
    for written in written_texts(workspace.ledger) if workspace.has_ledger else ():
        title = title_in(written)
        if title:
            yield written, title


def _is_goal_of(target: Target, place: Region) -> bool:
    found = find_region(target.place) if target.place else None
    return bool(found and is_inside(found.id, place.id))


@dataclass(frozen=True, slots=True)
class WeakLinkClause:
    """A clause of a policy that supports a weak link."""

    policy: Named
    name: str  # what the clause calls it
    quote: str
    start: int
    tainted: bool


@dataclass(frozen=True, slots=True)
class WeakLinkClauses:
    """One weak link with the clauses that serve it."""

    node: NodeRef
    type: GapType | None
    clauses: tuple[WeakLinkClause, ...]


def clauses(workspace: Workspace, chain: str, region: str | None = None) -> tuple[WeakLinkClauses, ...]:
    """Which clause of which policy in force serves which weak link of a chain; a link without one has none.

    Raises:
        UnknownChain, UnknownRegion, EmptyWorkspace.
    """
    definition = workspace.chain(chain)
    weak = gaps(workspace, chain, region).gaps
    names = {node_id(definition, node): node.names for node in definition.nodes}
    wanted = {one.node.id: names[one.node.id] for one in weak}
    void = {one.id for one in policies(workspace).left_out}
    found: dict[str, list[WeakLinkClause]] = {key: [] for key in wanted}
    for written, title in _policy_texts(workspace):
        if written.id in void:
            continue
        for one in supporting_clauses(written.text, wanted):
            source = Named(written.id, title)
            found[one.key].append(WeakLinkClause(source, one.name, one.quote, one.start, written.kind in MARKED))
    return tuple(WeakLinkClauses(one.node, one.type, tuple(found[one.node.id])) for one in weak)
