"""A workspace as it stood on a day: only what was published by then, and of that only what held then.

    ledger ─ copy_until ─▶ a ledger of its own ─ publish ─▶ graph, index, snapshot in `as_of/` ─ on_day ─▶ answers

Days between two publications share one graph. It is made when it is first asked for, takes as long as a rebuild, and
is kept for the version of the whole graph that it was made from. Where nothing was published after the day, the whole
graph is that graph. Undated documents count as known at any time; decisions on identity are those of today.
"""

import json
import shutil
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from api.reading import Reading
from api.settings import Settings
from api.workspace import Workspace
from graph.analysis.thresholds import Thresholds
from graph.analysis.valid_time import on_day
from graph.search import NameIndex, TextIndex
from graph.store import GraphStore
from ontology.chains import Chain
from ontology.errors import BadInput
from ontology.schema import EntityClass

if TYPE_CHECKING:
    from graph.ledger import Ledger

FOLDER: Final = "as_of"
_DAYS: Final = 8  # days kept ready
_GRAPHS: Final = 3  # graphs of the past kept open, and kept at all
_STAMP: Final = "finished"  # a file that a folder has once its graph is whole


class PastWorkspace(Workspace):
    """Answers as a workspace would have answered on a day. Nothing can be brought into it."""

    def __init__(self, whole: Workspace, known: Workspace, day: date) -> None:
        """`known` holds the graph of what was published by the day: the whole workspace, or one of the past."""
        super().__init__(known.settings)
        self._whole, self._known, self._day = whole, known, day
        self._then: Reading | None = None

    @property
    def day(self) -> str:
        """ISO day that is asked about."""
        return self._day.isoformat()

    @property
    def ledger(self) -> "Ledger":
        """What was recorded and decided is asked of today. Raises BadInput."""
        raise BadInput(
            "记录和判定只有现在的 · records and decisions are those of today", "去掉 as_of 再问 · ask without as_of"
        )

    @property
    def store(self) -> GraphStore:
        """The graph of what was known."""
        return self._known.store

    @property
    def whole_reading(self) -> Reading:
        """The reading of that graph, with the facts that held on the day."""
        now = self._known.whole_reading
        if self._then is None or self._then.version != now.version:
            self._then = _OnDay(now, self._day, self.folder)
        return self._then

    @cached_property
    def limits(self) -> Thresholds:
        """The workspace's own thresholds."""
        return self._whole.limits

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The workspace's own definitions."""
        return self._whole.chains


class _OnDay(Reading):
    """What of a reading held on a day. Things are found as in all of it: indexes are kept by the graph's version."""

    def __init__(self, known: Reading, day: date, folder: Path) -> None:
        super().__init__(on_day(known.snapshot, day), folder)
        self._known = known

    @cached_property
    def indexes(self) -> tuple[NameIndex, TextIndex]:
        return self._known.indexes


class Past:
    """What was asked of the days gone by of one workspace. One thread at a time may ask it for a day.

    A graph is closed and removed only when no answer that was handed out, and is still held, stands on it.
    """

    def __init__(self, whole: Workspace) -> None:
        self._whole = whole
        self._version = ""
        self._graphs: dict[str, Workspace] = {}  # by folder, the oldest first
        self._days: dict[date, PastWorkspace] = {}
        self._held: WeakSet[PastWorkspace] = WeakSet()

    def at(self, day: date) -> PastWorkspace:
        """The workspace on a day; errors as in `Workspace.at`."""
        version = self._whole.whole_view.version()
        if version != self._version:
            self._version, self._days = version, {}
        found = self._days.get(day) or PastWorkspace(self._whole, self._known_on(day), day)
        self._days[day] = found
        self._held.add(found)
        for oldest in list(self._days)[:-_DAYS]:
            del self._days[oldest]
        self._let_go()
        return found

    def close(self) -> None:
        """Let go of every graph."""
        for graph in self._graphs.values():
            graph.close()
        self._graphs, self._days = {}, {}

    def _known_on(self, day: date) -> Workspace:
        """The workspace whose graph holds what was published by the day and no more."""
        days = _publication_days(self._whole)
        if not days or days[-1] <= day:
            return self._whole
        newest = max((one for one in days if one <= day), default=None)
        name = f"{newest.isoformat() if newest else 'undated'}-{self._version}"
        if name not in self._graphs:
            self._graphs[name] = Workspace(Settings(self._made(name, newest)))
        return self._graphs[name]

    def _let_go(self) -> None:
        """Close and remove the graphs of versions gone by, and the oldest of too many, but for those in use."""
        current = [name for name in self._graphs if name.endswith(self._version)]
        old = set(self._graphs) - set(current[-_GRAPHS:])
        self._days = {day: past for day, past in self._days.items() if past.folder.name not in old}
        for name in old - {past.folder.name for past in self._held}:
            graph = self._graphs.pop(name)
            graph.close()
            shutil.rmtree(graph.folder, ignore_errors=True)

    def _made(self, name: str, day: date | None) -> Path:
        """The folder with the graph, made where it is missing or unfinished."""
        place = self._whole.folder / FOLDER / name
        stamp = place / _STAMP
        if not stamp.is_file():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            _derive_into(self._whole, place, day)
            stamp.touch()
            _prune(place.parent, self._graphs.keys() | {name})
        return place


def _publication_days(whole: Workspace) -> list[date]:
    properties = whole.whole_view.nodes(EntityClass.DOCUMENT)["properties"].to_pylist()
    told = {json.loads(text).get("published") for text in properties if text}
    return sorted(date.fromisoformat(one) for one in told if one)


def _derive_into(whole: Workspace, place: Path, day: date | None) -> None:
    from api.pipeline import publish

    ledger = place / "ledger.duckdb"
    whole.ledger.copy_until(ledger, day)
    with Workspace(Settings(place)) as past:
        publish(past)
    ledger.unlink()  # the graph is all that is asked


def _prune(top: Path, used: set[str]) -> None:
    """Remove graphs that earlier processes made, but for the newest few."""
    places = sorted((one for one in top.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
    for old in places[:-_GRAPHS]:
        if old.name not in used:
            shutil.rmtree(old, ignore_errors=True)
