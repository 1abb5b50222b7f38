"""The small world, in an embedded graph, and questions put to it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.asking import Answer, ask
from graph.embedded_store import EmbeddedStore
from graph.snapshot import load_snapshot
from tests.graph.asking.world import TODAY, world

Asking = Callable[[str], Answer]


@pytest.fixture(scope="session")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """The world of `world.py`; not to be changed."""
    with EmbeddedStore(tmp_path_factory.mktemp("asking") / "graph.lbug", memory=2**28) as store:
        with store.writer() as writer:
            writer.apply(world())
        yield store


@pytest.fixture(scope="session")
def asked(small_world: EmbeddedStore) -> Asking:
    """Puts a question to the small world."""
    view = small_world.view()
    snapshot = load_snapshot(view)
    return lambda question: ask(view, snapshot, question, today=TODAY)


def lines() -> list[tuple[str, str, list[str]]]:
    """The questions of `questions.tsv` with their answers."""
    text = (Path(__file__).parent / "questions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(question, kind, values.split()) for question, kind, values in rows]
