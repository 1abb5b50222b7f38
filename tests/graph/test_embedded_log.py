"""A log of changes waits while it is short beside the graph, and what it holds is there when the file is opened."""

from pathlib import Path

import pytest

from graph import embedded_log
from graph.embedded_store import EmbeddedStore
from graph.store import GraphDelta
from ontology.schema import EntityClass
from tests.graph.deltas import delta, many_firms, named, two_firms

MEMORY = 2**28


def _write(path: Path, change: GraphDelta) -> None:
    with EmbeddedStore(path, memory=MEMORY) as store, store.writer() as writer:
        writer.apply(change)


def _log(path: Path) -> int:
    """Bytes of the log."""
    place = path.with_name(f"{path.name}.wal")
    return place.stat().st_size if place.exists() else 0


def _another(number: int) -> GraphDelta:
    return delta(f"v{number}", nodes={EntityClass.ENTERPRISE: named(**{f"ent_new{number}": f"新企业{number}"})})


def test_a_small_change_of_a_larger_graph_leaves_its_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    _write(path, many_firms(2_500, "v1"))
    size, log = path.stat().st_size, _log(path)
    _write(path, _another(2))
    assert path.stat().st_size == size
    assert log < _log(path) < 0.05 * size


def test_what_several_openings_have_left_in_the_log_is_all_there(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    _write(path, many_firms(2_500, "v1"))
    for number in (2, 3, 4):
        _write(path, _another(number))
    with EmbeddedStore(path, memory=MEMORY) as store:
        assert store.view().version() == "v4"
        assert store.view().counts()["Enterprise"] == 2_503


def test_a_log_that_is_long_beside_the_graph_is_folded_into_it(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    _write(path, two_firms("v1"))
    _write(path, many_firms(900, "v2"))
    assert _log(path) < 1_000
    with EmbeddedStore(path, memory=MEMORY) as store:
        assert store.view().counts()["PRODUCES"] == 902


def test_the_log_of_a_large_graph_is_never_folded_and_says_when_it_is_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.lbug"
    _write(path, two_firms("v1"))
    monkeypatch.setattr(embedded_log, "_LARGE", 0)
    _write(path, many_firms(900, "v2"))
    with EmbeddedStore(path, memory=MEMORY) as store:
        assert store.is_worn
        with monkeypatch.context() as smaller:
            smaller.setattr(embedded_log, "_LARGE", 2**40)
            assert not store.is_worn
        with store.writer() as writer:
            writer.rewrite(many_firms(900, "v3"))
        assert not store.is_worn
