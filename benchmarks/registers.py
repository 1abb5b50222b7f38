"""A register of a million rows from its file to the graph: `python -m benchmarks.registers [ROWS] [csv|parquet]`.

Four facts a row, 5 % of the rows dirty (`benchmarks/register_rows.py`): to the ledger alone, then from the file to the
embedded graph with its index, then the same file again, of which nothing is new; and the nodes and edges of that graph
by the store's own `COPY`, with nothing of ours around it: the least that any way into this store can cost. Each run is
a process of its own, whose peak of memory stands beside its time. Processor time tells what another machine would need:
wall time is shared with whatever else runs.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.register_rows import write_register

_STEPS = {
    "file to ledger": "record",
    "file to embedded graph": "ingest",
    "again: nothing new": "ingest",
    "its graph by COPY alone": "copy",
}
_ROOT = Path(__file__).parents[1]


def main(rows: int = 1_000_000, suffix: str = "csv") -> None:
    """Make the register, then measure in processes of their own."""
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        path = write_register(Path(folder) / "register", rows, suffix=suffix)
        size = path.stat().st_size / 1e6
        print(f"{'register made':28} {time.perf_counter() - began:7.1f} s   {rows:,} rows, {size:,.0f} MB {suffix}")
        for name, step in _STEPS.items():
            _in_a_process(name, step, Path(folder), rows=rows)


def _in_a_process(name: str, step: str, folder: Path, *, rows: int) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.registers", step, str(folder)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=_ROOT)  # its errors are shown
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:28} {wall:7.1f} s   {rows / wall:10,.0f} rows/s   {cpu:5.1f} s of processor   {said.stdout.strip()}")


def record(folder: Path) -> str:
    """Map the register and record it; what the ledger holds."""
    from graph.ledger import DocumentRecord, Ledger
    from ingest.cards import load_card
    from ingest.table_files import open_card

    place, path = folder / "register", folder / "ledger.duckdb"
    with Ledger(path) as ledger:
        (table,) = open_card(load_card(next(place.glob("*.card.yaml"))), [place]).mapped()
        document = DocumentRecord(table.document.id, table.document.name, kind="table")
        with ledger.recording(document, table.source) as recording:
            for batch in table.batches:
                recording.add(batch)
        claims = ledger.counts()["claims"]
    return f"{claims:,} claims, {path.stat().st_size / 1e6:,.0f} MB"


def ingest(folder: Path) -> str:
    """The whole path into a workspace; what its graph holds."""
    from api import pipeline
    from api.settings import Settings
    from api.workspace import Workspace

    stages = _Stages()
    with Workspace(Settings(folder / "data")) as space:
        done = pipeline.ingest(space, [folder / "register"], report=stages.begin)
    held = f"{done.entities:,} entities, {done.facts:,} facts, {len(done.rejects):,} rejects"
    return f"{done.rows:,} rows new, {held}\n{stages.told()}\n "


def copy(folder: Path) -> str:
    """The same nodes and edges into an empty store, by COPY and nothing else; seconds and rows of that."""
    import ladybug

    from benchmarks.kept_tables import kept_tables
    from graph.ddl import embedded_schema

    rows, wall, busy = 0, 0.0, 0.0
    database = ladybug.Database(str(folder / "bare.lbug"), buffer_pool_size=2 * 2**30)
    with ladybug.Connection(database) as connection:
        for statement in embedded_schema():
            connection.execute(statement)
        for target, table in kept_tables(folder / "data" / "snapshots"):
            began, spent = time.perf_counter(), time.process_time()
            connection.execute(f"COPY {target}", {"rows": table})
            wall, busy = wall + time.perf_counter() - began, busy + time.process_time() - spent
            rows += table.num_rows
    database.close()
    return f"{rows:,} nodes and edges in {wall:.1f} s, {busy:.1f} s of processor"


class _Stages:
    """Seconds of each stage that a run reports, on the clock and of processors."""

    def __init__(self) -> None:
        self._begun = [("before", time.perf_counter(), time.process_time())]

    def begin(self, said: str) -> None:
        self._begun.append((said.rpartition("· ")[2], time.perf_counter(), time.process_time()))

    def told(self) -> str:
        ends = [*self._begun[1:], ("", time.perf_counter(), time.process_time())]
        return "\n".join(
            f"    {name:24} {wall_after - wall:7.1f} s   {busy_after - busy:5.1f} s of processor"
            for (name, wall, busy), (_, wall_after, busy_after) in zip(self._begun, ends, strict=True)
        )


def _step(name: str, folder: Path) -> None:
    held = {"record": record, "ingest": ingest, "copy": copy}[name](folder)
    print(f"{held}, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB")


if __name__ == "__main__":
    given = sys.argv[1:]
    if given and given[0] in _STEPS.values():
        _step(given[0], Path(given[1]))
    else:
        main(int(given[0]) if given else 1_000_000, given[1] if given[1:] else "csv")
