"""The four roles, each able to do what those before it can, and who asks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What an account may do."""

    READER = "reader"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    @property
    def word(self) -> str:
        """Its name for people."""
        return _WORDS[self]

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)

    def limited_to(self, other: "Role") -> "Role":
        """The lower of two roles."""
        return other if self.covers(other) else self


_WORDS: Final = {Role.READER: "查看员", Role.ANALYST: "分析员", Role.REVIEWER: "审核员", Role.ADMIN: "管理员"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks."""

    name: str
    role: Role
    regions: tuple[str, ...] = ()  # `reg:` ids; none for all
    by: str = "local"  # local, session, or key


LOCAL: Final = Caller("本机", Role.ADMIN)
