"""A snapshot after a change, as it is kept and read back."""

from pathlib import Path
from tempfile import TemporaryDirectory

from graph.snapshot import Snapshot
from graph.snapshot_file import read_snapshot, write_changed
from graph.store import GraphDelta


def changed(before: Snapshot, delta: GraphDelta) -> Snapshot:
    """The snapshot after the change; its files stay mapped when their folder goes."""
    with TemporaryDirectory() as folder:
        write_changed(Path(folder), before, delta)
        found = read_snapshot(Path(folder), delta.version)
    assert found is not None
    return found
