"""Which steps a demand goes through, and in which state each may be taken.

待应答 ─ answer ─▶ 有应答 ─ accept ─▶ 已接单 ─ close ─▶ 已关闭
   ▲                 │                  │
   └──── withdraw ───┴───── release ────┘
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class State(StrEnum):
    """Where a demand stands."""

    OPEN = "待应答"
    ANSWERED = "有应答"
    TAKEN = "已接单"
    CLOSED = "已关闭"


class Step(StrEnum):
    """What can be done with a demand."""

    POST = "post"
    MATCH = "match"  # candidates were looked for
    ANSWER = "answer"  # a provider offers to take it
    WITHDRAW = "withdraw"  # a provider takes its offer back
    ACCEPT = "accept"  # the demand's side takes one offer
    RELEASE = "release"  # the order falls through; the demand stands open again
    CLOSE = "close"


class Outcome(StrEnum):
    """How a demand ended."""

    FULFILLED = "fulfilled"
    UNMET = "unmet"  # nobody was found
    CANCELLED = "cancelled"


WORDS: Final[Mapping[StrEnum, str]] = MappingProxyType(
    {
        Step.POST: "发布",
        Step.MATCH: "撮合",
        Step.ANSWER: "应答",
        Step.WITHDRAW: "撤回应答",
        Step.ACCEPT: "接单",
        Step.RELEASE: "退单",
        Step.CLOSE: "关闭",
        Outcome.FULFILLED: "已完成",
        Outcome.UNMET: "没有找到",
        Outcome.CANCELLED: "已取消",
    }
)

_ALWAYS: Final = (Step.MATCH, Step.ANSWER, Step.CLOSE)
POSSIBLE: Final[Mapping[State, tuple[Step, ...]]] = MappingProxyType(
    {
        State.OPEN: _ALWAYS,
        State.ANSWERED: (*_ALWAYS, Step.WITHDRAW, Step.ACCEPT),
        State.TAKEN: (Step.RELEASE, Step.CLOSE),
        State.CLOSED: (),
    }
)

OUTCOMES: Final[Mapping[State, tuple[Outcome, ...]]] = MappingProxyType(
    {
        State.OPEN: (Outcome.UNMET, Outcome.CANCELLED),
        State.ANSWERED: (Outcome.UNMET, Outcome.CANCELLED),
        State.TAKEN: (Outcome.FULFILLED, Outcome.CANCELLED),
        State.CLOSED: (),
    }
)
