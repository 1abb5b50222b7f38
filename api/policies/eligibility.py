"""Which policies a firm may apply for, condition by condition, and which firms may apply for a policy."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.policies.applicants import Applicant, Question, applicant, last_year, questions
from api.policies.documents import PolicyDocument
from api.policies.offers import policies, policy
from api.workspace import Workspace
from graph.analysis.eligibility.alignment import Alignment
from graph.analysis.eligibility.alignment import align as side_by_side
from graph.analysis.eligibility.candidates import FirmsForPolicy, firms_for
from graph.analysis.eligibility.results import VERDICT_ORDER, Check, Result
from graph.analysis.eligibility.verdict import check
from graph.analysis.results import Named
from ontology.eligibility.firms import FirmProfile


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


def _is_marked(workspace: Workspace, key: str) -> bool:
    snapshot = workspace.reading.snapshot
    number = int(snapshot.index_of([key])[0])
    return number >= 0 and bool(snapshot.nodes["marked"][number].as_py())


def firms(workspace: Workspace, name: str, *, top: int = 20, on: str = "") -> FirmsForPolicy:
    """Firms that may apply for a policy, or may be able to. Raises UnknownPolicy, EmptyWorkspace."""
    found = policy(workspace, name, on=on)
    snapshot = workspace.reading.snapshot
    return firms_for(snapshot, found.rules, last_year(on or snapshot.as_of), top=top)


def align(workspace: Workspace, names: Sequence[str]) -> Alignment:
    """Policies of the workspace side by side, in the order given: the widest level first. Raises UnknownPolicy."""
    return side_by_side([policy(workspace, name).rules for name in names])
