"""Workspaces for the tests of `api`: made once, copied for those who change them."""

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import uvicorn

from api import pipeline
from api.ingest_result import IngestResult
from api.rest.app import make_app
from api.settings import Settings
from api.workspace import Workspace
from ontology.schema import EntityClass, Relation

SAMPLE = Path(__file__).parents[2] / "api" / "sample"
FOLDERS = [SAMPLE / name for name in ("registers", "notices", "briefs", "news", "firms")]
PLAN = SAMPLE / "news" / "18-encoder-plan.txt"
PRODUCTS = SAMPLE / "registers" / "products.card.yaml"

_INGEST = """
import sys
from pathlib import Path
from api import pipeline
from api.rest.app import make_app
from api.settings import Settings
from api.workspace import Workspace

with Workspace(Settings(Path(sys.argv[1]))) as workspace:
    card = Path(sys.argv[2]) if sys.argv[2] else None
    paths = [Path(path) for path in sys.argv[3:]]
    pipeline.ingest(workspace, paths, card, report=lambda text: print(text, flush=True))
"""


@contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    with Workspace(Settings(folder)) as workspace:
        yield workspace


def ingested(folder: Path, paths: Sequence[Path]) -> IngestResult:
    with opened(folder) as workspace:
        return pipeline.ingest(workspace, paths)


def copied(folder: Path, to: Path) -> Path:
    """A copy without what a running process or another test has left beside the data."""
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("*.lock", "served"))
    return to


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The real service on a free port of this machine, as `liantu serve` runs it; answers its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(make_app(Settings(folder)), host="127.0.0.1", port=port, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, name="service")
    thread.start()
    while not server.started and thread.is_alive():
        sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def whole_graph(workspace: Workspace) -> dict[str, Any]:
    """Everything the graph holds, row by row, with its version."""
    view = workspace.view
    nodes = {cls.value: view.nodes(cls).to_pylist() for cls in EntityClass}
    edges = {relation.value: view.edges(relation).to_pylist() for relation in Relation}
    return {"version": view.version(), "nodes": nodes, "edges": edges}


def ingest_killed_at(word: str, folder: Path, paths: Sequence[Path], card: Path | None = None) -> int:
    """Run an ingest in a process of its own and kill it as soon as it reports a step; answers the exit status."""
    command = [sys.executable, "-W", "error", "-c", _INGEST, str(folder), str(card or ""), *map(str, paths)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if word in line:
                process.send_signal(signal.SIGKILL)
                break
        return process.wait()
