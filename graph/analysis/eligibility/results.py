"""What is answered to “may this firm apply?”: a verdict, a result a condition, what is missing, the smallest step."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ontology.eligibility.conditions import Condition, Group


class Result(StrEnum):
    """How a condition or a group stands."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"  # the profile lacks the fact


class Verdict(StrEnum):
    """Whether the firm meets what the policy asks; days on which one may apply do not enter it."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    CANNOT_TELL = "cannot_tell"


VERDICT_OF: Final = {
    Result.MET: Verdict.ELIGIBLE,
    Result.NOT_MET: Verdict.NOT_ELIGIBLE,
    Result.UNKNOWN: Verdict.CANNOT_TELL,
}
# Firms and policies are listed in this order.
VERDICT_ORDER: Final = {Verdict.ELIGIBLE: 0, Verdict.CANNOT_TELL: 1, Verdict.NOT_ELIGIBLE: 2}
RESULT_WORDS: Final = {Result.MET: "满足", Result.NOT_MET: "不满足", Result.UNKNOWN: "未知"}
VERDICT_WORDS: Final = {Verdict.ELIGIBLE: "可申报", Verdict.NOT_ELIGIBLE: "暂不符合", Verdict.CANNOT_TELL: "待补充信息"}


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition as it stands for the firm, in words and with the clause beside it."""

    condition: Condition
    result: Result
    asked: str  # 研发费用占营业收入比重 ≥ 3%（上年度）
    found: str  # what the firm has, empty where unknown


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, or one fact to give, so that a condition holds."""

    condition: str
    field: str
    text: str  # 还差 1 件有效发明专利（现有 2 件，要求 ≥ 3 件）
    effort: float  # beside other steps; see `steps.py`
    possible: bool  # False where no firm can do it: another region, another size


@dataclass(frozen=True, slots=True)
class Check:
    """One policy checked for one firm."""

    policy: str
    title: str
    firm: str
    verdict: Verdict
    conditions: tuple[ConditionResult, ...]
    logic: Group
    groups: dict[str, Result]  # by the id of each group
    missing: tuple[str, ...]  # ids of the fields without which nothing can be said
    steps: tuple[Step, ...]  # the smallest set that makes the verdict eligible; empty where it is
