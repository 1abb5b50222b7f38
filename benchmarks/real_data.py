"""The whole path on real data: corpus and listed companies to a graph that answers, hop by hop.

Reads ../shared in place; says so and stops where it is absent. There is no peer for this path.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from api import answers, pipeline
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


def main() -> None:
    """Ingest, ingest again, ask."""
    if not SHARED.is_dir():
        print("the real documents and registers (../shared) are not on this machine")
        return
    card = ROOT / "examples" / "cards" / "chainkg.card.yaml"
    with TemporaryDirectory() as folder, Workspace(Settings(Path(folder) / "data")) as space:
        first = timed("corpus: 5 documents", lambda: pipeline.ingest(space, [SHARED / "corpus"]))
        print(f"  claims {first.claims}, entities {first.entities}, facts {first.facts}, rejects {len(first.rejects)}")
        kg = timed("chainkg: 5 tables", lambda: pipeline.ingest(space, [SHARED / "data" / "chainkg"], card))
        print(f"  rows {kg.rows}, claims {kg.claims}, entities {kg.entities}, facts {kg.facts}")
        timed("chainkg again: nothing new", lambda: pipeline.ingest(space, [SHARED / "data" / "chainkg"], card))
        timed("gaps, first question", lambda: answers.gaps(space, "industrial-robot"))
        timed("gaps, next question", lambda: answers.gaps(space, "industrial-robot", "浙江"))
        timed("match, first question", lambda: answers.match(space, NEED))
        timed("match, next question", lambda: answers.match(space, NEED))


if __name__ == "__main__":
    sys.exit(main())
