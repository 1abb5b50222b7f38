"""What was done, by whom, when and from where: a line each, with the hash of the line before it.

    line n:  {"n": n, "at": …, "who": …, "did": …, "what": …, "from": …, "status": …, "before": h(n-1), "hash": h(n)}
    h(n) = SHA-256 of the line's canonical JSON without `hash`; h(0) is empty. `audit.head` holds the last n and h(n).

A line that is changed, taken away, put in or moved breaks the chain there; lines taken from the end differ from the
head. Whoever may write both files can make a new chain: keep the head that `liantu audit verify` prints elsewhere, or
the audit of a backup, and compare. Method: Haber & Stornetta, How to time-stamp a digital document, 1991.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from api.access.accounts import now
from api.access.register import FOLDER

LOG: Final = "audit.jsonl"
HEAD: Final = "audit.head"
_LONGEST: Final = 500  # characters of a field
_TAIL: Final = 65_536  # bytes from the end within which the last line lies


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to write down."""

    who: str
    did: str  # sign-in, POST /v1/decisions, …
    what: str = ""
    origin: str = ""  # address of the client
    status: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the chain found."""

    entries: int
    head: str  # hash of the last line
    faults: tuple[str, ...]  # none for a whole chain


class Trail:
    """The audit of one workspace. Several processes may append."""

    def __init__(self, workspace: Path) -> None:
        self._folder = workspace / FOLDER
        self._log, self._head = self._folder / LOG, self._folder / HEAD

    def note(self, deed: Deed) -> None:
        """Append a line and move the head."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(self._log, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as log:
            fcntl.flock(log, fcntl.LOCK_EX)
            number, before = self._last(log)
            entry = _sealed({"n": number + 1, "at": now(), **_told(deed), "before": before})
            log.write(_line(entry).encode() + b"\n")
            log.flush()
            self._move_head(f"{entry['n']} {entry['hash']}\n")

    def entries(self, *, last: int | None = None) -> Sequence[Mapping[str, Any]]:
        """The lines as they stand, oldest first; those that are no JSON are left to `verify`."""
        rows = [row for row in self._rows() if row is not None]
        return rows if last is None else rows[-last:]

    def verify(self, expected: str = "") -> Verdict:
        """Check every link, and the head.

        Args:
            expected: number and hash, `12:ab34…`, that were noted elsewhere and must stand in the chain.
        """
        faults, before, number = [], "", 0
        seen: dict[int, str] = {}
        for number, row in enumerate(self._rows(), 1):
            faults += _faults_of(row, number, before)
            before = str(row.get("hash", "")) if row else ""
            seen[number] = before
        faults += self._head_faults(number, before)
        if expected:
            place, _, known = expected.partition(":")
            if not place.isdigit() or seen.get(int(place)) != known:
                faults.append(f"第 {place} 条与所给的校验值不符 · entry {place} is not the one that was noted")
        return Verdict(number, before, tuple(faults))

    def _last(self, log: Any) -> tuple[int, str]:
        size = log.seek(0, os.SEEK_END)
        log.seek(max(0, size - _TAIL))
        lines = log.read().splitlines()
        row = _parsed(lines[-1]) if lines else None
        if row is None:
            return (0, "") if not lines else (sum(1 for _ in self._rows()), "")
        return int(row.get("n", 0)), str(row.get("hash", ""))

    def _move_head(self, text: str) -> None:
        with os.fdopen(os.open(self._head, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as head:
            head.write(text)

    def _rows(self) -> Iterator[dict[str, Any] | None]:
        if self._log.exists():
            with self._log.open("rb") as log:
                yield from map(_parsed, log)

    def _head_faults(self, number: int, before: str) -> list[str]:
        told = self._head.read_text(encoding="utf-8", errors="replace") if self._head.exists() else ""
        if told.split() == ([str(number), before] if number else []):
            return []
        return [f"末尾与 {HEAD} 不符：有 {number} 条 · the end is not the one that was noted"]


def _told(deed: Deed) -> dict[str, Any]:
    texts = {"who": deed.who, "did": deed.did, "what": deed.what, "from": deed.origin}
    return {**{name: text[:_LONGEST] for name, text in texts.items()}, "status": deed.status}


def _sealed(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "hash": hashlib.sha256(_line(row).encode("utf-8", "surrogatepass")).hexdigest()}


def _line(row: Mapping[str, Any]) -> str:
    """Canonical: keys in order, ASCII, no spaces."""
    return json.dumps(row, sort_keys=True, separators=(",", ":"))


def _parsed(line: bytes) -> dict[str, Any] | None:
    """A line as it was written, to the byte; None for anything else, though it may mean the same."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) and _line(row).encode() == line.rstrip(b"\n") else None


def _faults_of(row: dict[str, Any] | None, number: int, before: str) -> list[str]:
    if row is None:
        return [f"第 {number} 条读不出 · entry {number} is no entry"]
    if row != _sealed({name: value for name, value in row.items() if name != "hash"}):
        return [f"第 {number} 条内容被改 · entry {number} was changed"]
    if row.get("n") != number or row.get("before") != before:
        return [f"第 {number} 条前后不接 · entry {number} does not follow"]
    return []
