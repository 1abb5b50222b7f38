"""Everything that can go wrong and be told to a user.

    LiantuError
    ├── NotFound        ask for something that exists   → exit 1, HTTP 404
    ├── BadInput        change what was given           → exit 1, HTTP 422
    ├── Busy            wait, or use --server           → exit 1, HTTP 409
    ├── Unreachable     start or reach a service        → exit 1, HTTP 503
    └── Refused         not allowed, by design          → exit 1, HTTP 403

Grouped by what the caller can do. `message` is Chinese · English; `hint` says what to do next.
A package adds its own errors as subclasses of one of these five, in the file of their subject beside this one.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class LiantuError(Exception):
    """Base of all errors a user may see."""

    http_status = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFound(LiantuError):
    """What was asked for does not exist."""

    http_status = 404


class BadInput(LiantuError):
    """What was given cannot be used as it is."""

    http_status = 422


class Busy(LiantuError):
    """Another process holds what is needed."""

    http_status = 409


class Unreachable(LiantuError):
    """A service does not answer or does not let us in."""

    http_status = 503


class Refused(LiantuError):
    """Not allowed, by design."""

    http_status = 403


def nearest(word: str, known: Iterable[str]) -> str:
    """The known words closest to `word`, for a hint; 无 when none is close."""
    return "、".join(get_close_matches(word, list(known), n=3)) or "无"
