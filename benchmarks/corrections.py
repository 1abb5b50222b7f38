"""Changes of a large workspace: more rows, a merge and its undo, a document taken out.

`python -m benchmarks.corrections [ROWS]`: a made-up register with four facts a row is derived whole; then each change
is derived and written to the embedded graph, as `liantu ingest`, `liantu resolve` and `liantu retract` do. A correction
leaves the snapshot of the new version to whoever asks next, here to the rows after it. Processor time stands beside
the wall time, which is shared with whatever else runs.
"""

import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from api import pipeline
from api.settings import Settings
from api.workspace import Workspace
from benchmarks.register_rows import write_register
from graph.store import Rows
from ontology.facts import Judgement

Answer = TypeVar("Answer")
_FIRMS = "MATCH (n:Enterprise) RETURN n.id ORDER BY n.code LIMIT 2"
_COUNTED = "MATCH (n:Enterprise) RETURN count(n)"
_NEWS = 2_500  # rows of the document that comes and goes, four facts each
_MORE = 10_000  # rows of one that stays, and of one that tells other products of known firms
_PRODUCT = "主营产品"


def main(rows: int = 1_000_000) -> None:
    """Print seconds of each step."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_register(folder / "register", rows, suffix="parquet")
        with Workspace(Settings(folder / "data")) as space:
            timed(f"{rows:,} rows, file to graph", lambda: pipeline.ingest(space, [folder / "register"]))
            correct(space, folder)
    print(f"peak of memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB")


def correct(space: Workspace, folder: Path) -> None:
    """Bring more rows into a large graph, merge two firms and undo it, bring a document in and take it out."""
    firms = [_counted(space)]  # after each step
    _write_other_register(folder / "more", _MORE, seed=9, name="另一样例名录")
    timed(f"{_MORE:,} more rows", lambda: pipeline.ingest(space, [folder / "more"]))
    firms.append(_counted(space))
    _write_changed(folder / "changed", folder / "register", _MORE)
    timed(f"{_MORE:,} rows of known firms", lambda: pipeline.ingest(space, [folder / "changed"]))
    firms.append(_counted(space))
    left, right = (row[0] for row in _asked(space, _FIRMS).rows)
    made = space.ledger.decide(left, right, Judgement.SAME, by="benchmark", reason="")
    timed("merge of two firms", lambda: pipeline.publish(space, ready=False))
    firms.append(_counted(space))
    space.ledger.undo(made.id)
    timed("undo of it", lambda: pipeline.publish(space, ready=False))
    firms.append(_counted(space))
    known = set(space.ledger.documents()["id"].to_pylist())
    _write_other_register(folder / "news", _NEWS, seed=8, name="又一样例名录")
    timed(f"{_NEWS:,} rows after these", lambda: pipeline.ingest(space, [folder / "news"]))
    firms.append(_counted(space))
    (document,) = set(space.ledger.documents()["id"].to_pylist()) - known
    timed(f"retract of their {4 * _NEWS:,} facts", lambda: pipeline.retract(space, document))
    firms.append(_counted(space))
    print(f"firms after each step: {', '.join(f'{count:,}' for count in firms)}")


def _write_other_register(folder: Path, rows: int, *, seed: int, name: str) -> None:
    """Rows of a list of another name, which is no new edition of the first."""
    write_register(folder, rows, suffix="parquet", seed=seed)
    for card in folder.glob("*.card.yaml"):
        _rename(card, name)


def _write_changed(folder: Path, register: Path, rows: int) -> None:
    """Every so many rows of a register, each with the product of the next one, as another publisher's list."""
    folder.mkdir()
    for file in register.iterdir():
        shutil.copy(file, folder)
    for file in folder.glob("*.parquet"):
        whole = pq.read_table(file)
        some = whole.take(pa.array(np.linspace(0, whole.num_rows - 1, rows).astype(np.int64)))
        products = some[_PRODUCT].to_pylist()
        at = some.column_names.index(_PRODUCT)
        pq.write_table(some.set_column(at, _PRODUCT, pa.array(products[1:] + products[:1])), file)
    for card in folder.glob("*.card.yaml"):
        _rename(card, "变更样例名录")


def _rename(card: Path, name: str) -> None:
    card.write_text(card.read_text(encoding="utf-8").replace("name: 样例名录", f"name: {name}"), encoding="utf-8")


def timed(what: str, step: Callable[[], Answer]) -> Answer:
    """What the step gives; prints how long it took."""
    began, busy = time.perf_counter(), time.process_time()
    answer = step()
    wall, cpu = time.perf_counter() - began, time.process_time() - busy
    print(f"{what:32} {wall:7.1f} s {cpu:7.1f} s of processor", flush=True)
    return answer


def _counted(space: Workspace) -> int:
    return int(_asked(space, _COUNTED).rows[0][0])


def _asked(space: Workspace, query: str) -> Rows:
    return space.store.view().query(query)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
