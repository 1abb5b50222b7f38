"""How fast facts go into the embedded graph: `python -m benchmarks.embedded_load [FIRMS] [EDGES]`."""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.graph_rows import made_up_graph
from graph.embedded_store import EmbeddedStore


def main(firms: int = 100_000, edges: int = 400_000) -> dict[str, float]:
    """Print and return seconds and rows a second of a first load, and of the same rows written over."""
    delta = made_up_graph(firms, edges)
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "graph.lbug") as store:
        figures = {}
        for turn in ("first load", "written over"):
            start = time.perf_counter()
            with store.writer() as writer:
                writer.apply(delta)
            seconds = time.perf_counter() - start
            assert sum(store.view().counts().values()) == delta.size
            figures[turn] = delta.size / seconds
            print(f"{turn}: {delta.size:,} rows in {seconds:.1f} s, {delta.size / seconds:,.0f} rows/s")
    return figures


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
