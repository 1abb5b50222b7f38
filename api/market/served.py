"""The log of what was shown to users: which firms, in which order, for which products, where and on which day.

Nothing of the user: no text, no name, no address, no time of the day. One JSON line a list, appended to a file a month
in the workspace (`served/2026-11.jsonl`), which is copied with the workspace; many processes may append.
"""

import json
import logging
import os
from collections.abc import Hashable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import Final

from api.workspace import Workspace
from graph.analysis.matching.results import MatchReport
from ontology.errors import Unreadable

_LOG: Final = logging.getLogger(__name__)
_FOLDER: Final = "served"
_MOST: Final = 100_000  # showings that are told apart
_OFF: Final = "LIANTU_SERVED_LOG"  # set to off, nothing is noted


@dataclass(frozen=True, slots=True)
class Served:
    """One list that was shown."""

    day: str  # ISO
    region: str  # `reg:` id that the need named, empty for none
    concepts: tuple[str, ...]  # ids of products and nodes that the need was understood to ask for
    shown: tuple[str, ...]  # ids of the firms, the first on top


class Once:
    """Which lists were counted already on a day: a page that is loaded anew is no new showing."""

    def __init__(self) -> None:
        self._lock, self._day = Lock(), ""
        self._seen: set[Hashable] = set()

    def is_first(self, key: Hashable, *, today: date | None = None) -> bool:
        """Whether this is the first time of the day that this key is asked for; nothing of it is written down."""
        day = (today or datetime.now(UTC).date()).isoformat()
        with self._lock:
            if day != self._day or len(self._seen) >= _MOST:
                self._day, self._seen = day, set()
            before = len(self._seen)
            self._seen.add(key)
            return len(self._seen) > before


def note_served(workspace: Workspace, report: MatchReport, *, today: date | None = None) -> None:
    """Append what was shown; nothing where the log is switched off, or a day gone by was asked about."""
    if os.environ.get(_OFF, "").lower() == "off" or workspace.day:
        return
    day = today or datetime.now(UTC).date()
    need = report.need
    served = Served(
        day=day.isoformat(),
        region=need.region.id if need.region else "",
        concepts=tuple(one.id for one in (*need.nodes, *need.products)),
        shown=tuple(one.id for one in report.results),
    )
    try:
        _append(workspace.folder / _FOLDER / f"{day:%Y-%m}.jsonl", served)
    except OSError as problem:  # a folder that cannot be written is no reason to refuse an answer
        _LOG.warning("展示记录写不进 %s：%s · the log of what was shown cannot be written", workspace.folder, problem)


def _append(place: Path, served: Served) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(served), ensure_ascii=False) + "\n")


def served_lists(workspace: Workspace, since: date | None = None, until: date | None = None) -> list[Served]:
    """The lists that were shown from a day to a day, both included, oldest first. Raises Unreadable."""
    first, last = since.isoformat() if since else "", until.isoformat() if until else "9999"
    files = sorted((workspace.folder / _FOLDER).glob("*.jsonl"))
    return [one for file in files for one in _read(file) if first <= one.day <= last]


def _read(file: Path) -> Iterator[Served]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                said = json.loads(line)
                yield Served(said["day"], said["region"], tuple(said["concepts"]), tuple(said["shown"]))
            except (ValueError, KeyError, TypeError) as problem:
                raise Unreadable(
                    f"展示记录第 {number} 行读不出 · line {number} of the log is broken",
                    "删去这一行后重试 · take the line out and try again",
                    name=str(file),
                ) from problem
