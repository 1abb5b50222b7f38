"""Passwords as argon2id hashes (RFC 9106, the second recommended choice: 64 MiB, three passes, four lanes)."""

from functools import cache
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from ontology.errors import BadAccount

SHORTEST: Final = 10
LONGEST: Final = 200
_AT_ONCE: Final = BoundedSemaphore(2)  # each takes 64 MiB: a flood of sign-ins must not take the machine's memory
_FEWEST_SIGNS: Final = 5  # different characters


def hash_of(password: str, name: str) -> str:
    """The hash to keep.

    Raises:
        BadAccount: shorter than ten characters, a few characters again and again, or like the account's name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadAccount(f"密码要 {SHORTEST}–{LONGEST} 个字符 · a password has {SHORTEST} to {LONGEST} characters")
    if len(set(password)) < _FEWEST_SIGNS or name.casefold() in password.casefold():
        raise BadAccount(
            "密码太容易猜：不要重复字符，不要含账号名 · too easy to guess",
            "用几个不相干的词连起来 · join some unrelated words",
        )
    with _AT_ONCE:
        return _hasher().hash(password)


def is_right(password: str, kept: str) -> bool:
    """Whether a password belongs to a hash; with no hash the same time is spent, and the answer is no."""
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            return _hasher().verify(kept or _nobody(), password) and bool(kept)
        except (Argon2Error, InvalidHashError):
            return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that is verified for accounts that do not exist, so that time does not tell which do."""
    return _hasher().hash("nobody signs in with this")
