"""The whole path on real data: corpus and listed companies to a graph that answers, hop by hop.

Reads ../shared in place; says so and stops where it is absent. There is no peer for this path.
"""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from api import answers, pipeline
from api.ingest_result import IngestResult
from api.settings import Settings
from api.workspace import Workspace

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
NEED = "需要一家做谐波减速器的供应商"
Answer = TypeVar("Answer")


def timed(what: str, work: Callable[[], Answer]) -> Answer:
    """Do the work and print how long it took."""
    began = time.perf_counter()
    answer = work()
    print(f"{what:44} {time.perf_counter() - began:8.2f} s")
    return answer


def told(what: str, ingest: Callable[[], IngestResult]) -> None:
    """Ingest, and print what was read and what the graph holds."""
    done = timed(what, ingest)
    print(f"  documents {done.documents}, tables {done.tables}, rows {done.rows}, unchanged {done.unchanged};", end=" ")
    print(f"claims {done.claims}, entities {done.entities}, facts {done.facts}, rejects {len(done.rejects)}")


def main() -> None:
    """Ingest, ingest again, ask."""
    if not SHARED.is_dir():
        print("the real documents and registers (../shared) are not on this machine")
        return
    card = ROOT / "examples" / "cards" / "chainkg.card.yaml"
    with TemporaryDirectory() as folder, Workspace(Settings(Path(folder) / "data")) as space:
        told("corpus", lambda: pipeline.ingest(space, [SHARED / "corpus"]))
        told("chainkg", lambda: pipeline.ingest(space, [SHARED / "data" / "chainkg"], card))
        told("chainkg again: nothing new", lambda: pipeline.ingest(space, [SHARED / "data" / "chainkg"], card))
        found = timed("gaps, first question", lambda: answers.gaps(space, "industrial-robot")).gaps
        here = timed("gaps, next question", lambda: answers.gaps(space, "industrial-robot", "浙江")).gaps
        timed("match, first question", lambda: answers.match(space, NEED))
        firms = timed("match, next question", lambda: answers.match(space, NEED)).results
    print(f"  gaps {len(found)}, of 浙江 {len(here)}; providers {len(firms)}")


if __name__ == "__main__":
    main()
