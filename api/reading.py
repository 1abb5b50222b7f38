"""One version of the graph, ready to be asked: its snapshot, and what is made from it when first asked for.

The parts belong together: the dictionary and the indexes speak in the snapshot's numbers and ids. A question takes
one reading and keeps it, so that a new version of the graph cannot come in between.
"""

from collections import OrderedDict, deque
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Final

from graph.analysis.matching.dictionary import Dictionary, dictionary_of
from graph.joined_changes import joined
from graph.search import NameIndex, TextIndex, open_indexes
from graph.snapshot import Snapshot, load_snapshot
from graph.snapshot_change import steps_back
from graph.snapshot_file import read_snapshot, write_changed, write_snapshot
from graph.store import GraphDelta, View
from graph.veil import Veil, veil_of

_VEILS: Final = 4  # kept of one version: each holds the names of its graph once more


class Reading:
    """The graph at one version."""

    def __init__(self, snapshot: Snapshot, folder: Path) -> None:
        self.snapshot = snapshot
        self._folder = folder
        self._veiled: OrderedDict[tuple[str, ...], VeiledReading] = OrderedDict()
        self._lock = Lock()

    @property
    def version(self) -> str:
        return self.snapshot.version

    @cached_property
    def dictionary(self) -> Dictionary:
        """Names a need may ask for."""
        return dictionary_of(self.snapshot)

    @property
    def names(self) -> NameIndex:
        """Search by name."""
        return self.indexes[0]

    @property
    def texts(self) -> TextIndex:
        """Search in what is known of each provider."""
        return self.indexes[1]

    @cached_property
    def indexes(self) -> tuple[NameIndex, TextIndex]:
        """Both search indexes, opened or made."""
        return open_indexes(self._folder / "search", self.snapshot, self._folder / "snapshots")

    @property
    def seen(self) -> "tuple[Reading, ...]":
        """The reading as it was seen of late: whole, and from regions."""
        with self._lock:
            return self, *self._veiled.values()

    def seen_from(self, regions: tuple[str, ...]) -> "VeiledReading":
        """The reading for those who see these regions (`reg:` ids, at least one) only."""
        with self._lock:
            if regions not in self._veiled:
                self._veiled[regions] = VeiledReading(self, regions)
            self._veiled.move_to_end(regions)
            while len(self._veiled) > _VEILS:
                self._veiled.popitem(last=False)
            return self._veiled[regions]


class VeiledReading(Reading):
    """The same figures without the names of what lies outside some regions; indexes are those of the whole graph."""

    def __init__(self, whole: Reading, regions: tuple[str, ...]) -> None:
        self.veil: Veil = veil_of(whole.snapshot, regions)
        super().__init__(self.veil.snapshot, whole._folder)
        self._whole = whole

    @cached_property
    def indexes(self) -> tuple[NameIndex, TextIndex]:
        hidden, (names, texts) = self.veil.ids, self._whole.indexes
        return names.without(hidden), texts.without(hidden)


def read_graph(view: View, folder: Path) -> Reading:
    """The graph as it stands, from the snapshot kept in the workspace where there is one of its version, or of one
    from which only small changes led to it."""
    kept = kept_snapshot(folder / "snapshots", view.version())
    if kept is None:
        kept = load_snapshot(view)
        write_snapshot(folder / "snapshots", kept)
    return Reading(kept, folder)


def kept_snapshot(place: Path, version: str) -> Snapshot | None:
    """The snapshot of a version, made now where only what led to it is kept; None where that is not known either."""
    return read_snapshot(place, version) or _kept_from_changes(place, version)


def _kept_from_changes(place: Path, version: str) -> Snapshot | None:
    """The snapshot of a version, made and kept from one before it and the changes that led from there."""
    changes: deque[GraphDelta] = deque()
    for earlier, change in steps_back(place, version):
        changes.appendleft(change)
        before = read_snapshot(place, earlier)
        if before is not None:
            write_changed(place, before, joined(changes))
            return read_snapshot(place, version)
    return None
