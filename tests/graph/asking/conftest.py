"""The small world, in an embedded graph, and questions put to it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from graph.asking import Answer, ask
from graph.embedded_store import EmbeddedStore
from graph.snapshot import load_snapshot
from graph.store import GraphDelta
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


@pytest.fixture(scope="session")
def marked_worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Asking]]:
    """Puts a question to the small world where all its `things`, or all its `facts`, rest on sample data."""
    whole = world()
    things = replace(whole, nodes={cls: _marked(table) for cls, table in whole.nodes.items()})
    facts = replace(whole, edges={kind: _marked(table) for kind, table in whole.edges.items()})
    with ExitStack() as stack:
        yield {
            name: _asking(stack, tmp_path_factory.mktemp(name), delta)
            for name, delta in (("things", things), ("facts", facts))
        }


def _marked(table: pa.Table) -> pa.Table:
    at = table.schema.get_field_index("marked")
    return table.set_column(at, "marked", pa.array([True] * table.num_rows))


def _asking(stack: ExitStack, folder: Path, delta: GraphDelta) -> Asking:
    store = stack.enter_context(EmbeddedStore(folder / "graph.lbug", memory=2**28))
    with store.writer() as writer:
        writer.apply(delta)
    view = store.view()
    snapshot = load_snapshot(view)
    return lambda question: ask(view, snapshot, question, today=TODAY)


def lines() -> list[tuple[str, str, list[str]]]:
    """The questions of `questions.tsv` with their answers."""
    text = (Path(__file__).parent / "questions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(question, kind, values.split()) for question, kind, values in rows]
