"""What only the embedded store has: a file, a lock, a process that may die."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import ladybug
import pytest

from graph import embedded_writer
from graph.ddl import edge_kinds, embedded_schema
from graph.embedded_store import EmbeddedStore
from graph.store import EdgeKind
from ontology.errors import BadQuery, DanglingEdges, GraphUnfinished, GraphUnreadable, WorkspaceLocked
from ontology.schema import EntityClass, Relation, allows
from tests.graph.deltas import MAKES, delta, edges, many_firms, named, two_firms

MEMORY = 2**28


def test_a_graph_is_there_when_its_file_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "graph.lbug"
    with EmbeddedStore(path, memory=MEMORY) as store, store.writer() as writer:
        writer.apply(two_firms("v3"))
    with EmbeddedStore(path, memory=MEMORY) as store:
        assert store.view().version() == "v3"
        assert store.view().counts() == {"Enterprise": 2, "Technology": 1, "PRODUCES": 2}


def test_a_second_store_is_told_who_holds_the_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    with EmbeddedStore(path, memory=MEMORY), pytest.raises(WorkspaceLocked, match=str(os.getpid())):
        EmbeddedStore(path, memory=MEMORY)
    EmbeddedStore(path, memory=MEMORY).close()


def test_another_process_is_told_who_holds_the_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    code = (
        "import sys, pathlib; from graph.embedded_store import EmbeddedStore; EmbeddedStore(pathlib.Path(sys.argv[1]))"
    )
    with EmbeddedStore(path, memory=MEMORY):
        other = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert "WorkspaceLocked" in other.stderr
    assert str(os.getpid()) in other.stderr


def test_a_file_that_is_no_graph_is_said_to_be_none_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    path.write_bytes(b"something else entirely" * 1000)
    with pytest.raises(GraphUnreadable):
        EmbeddedStore(path, memory=MEMORY)
    assert path.read_bytes() == b"something else entirely" * 1000
    path.unlink()
    EmbeddedStore(path, memory=MEMORY).close()


WRITE_FOREVER = """
import sys, pathlib
from graph.embedded_store import EmbeddedStore
from tests.graph.deltas import many_firms
store = EmbeddedStore(pathlib.Path(sys.argv[1]), memory=2**28)
for turn in range(1000):
    with store.writer() as writer:
        writer.apply(many_firms(int(sys.argv[2]), f"v{turn + 1}"))
    print(turn, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.5])
@pytest.mark.parametrize("firms", [500, 2_500])
def test_a_killed_writer_leaves_a_whole_graph_or_no_version(tmp_path: Path, firms: int, seconds: float) -> None:
    path = tmp_path / "graph.lbug"
    command = [sys.executable, "-c", WRITE_FOREVER, str(path), str(firms)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    with EmbeddedStore(path, memory=MEMORY) as store:
        whole = {"Enterprise": firms, "Technology": 1, "PRODUCES": firms}
        assert store.view().version() == "" or store.view().counts() == whole
        with store.writer() as writer:
            writer.clear()
            writer.apply(many_firms(firms, "again"))
        assert store.view().version() == "again"
        assert store.view().counts() == whole


def test_a_failed_small_delta_leaves_the_graph_as_it_was(embedded: EmbeddedStore) -> None:
    dangling = edges({"subject": "ent:1", "object": "tec:none"})
    with embedded.writer() as writer:
        writer.apply(two_firms("v1"))
    broken = delta("v2", nodes={EntityClass.ENTERPRISE: named(ent_1="改名", ent_9="新")}, edges={MAKES: dangling})
    with pytest.raises(DanglingEdges), embedded.writer() as writer:
        writer.apply(broken)
    assert embedded.view().version() == "v1"
    assert embedded.view().nodes(EntityClass.ENTERPRISE)["name"].to_pylist() == ["甲公司", "乙公司"]


def test_what_the_engine_says_of_a_failed_statement_is_what_is_raised(
    embedded: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with embedded.writer() as writer:
        writer.apply(two_firms("v1"))
    monkeypatch.setattr("graph.embedded_writer._SET_VERSION", "CREATE (:Enterprise {id: $version})")
    with pytest.raises(RuntimeError, match="duplicated primary key"), embedded.writer() as writer:
        writer.apply(two_firms("ent:1"))
    assert embedded.view().version() == "v1"


def test_a_reader_sees_the_last_finished_write(embedded: EmbeddedStore) -> None:
    view = embedded.view()
    with embedded.writer() as writer:
        writer.apply(two_firms("v1"))
        assert view.version() == "v1"
        writer.apply(two_firms("v2"))
    assert view.version() == "v2"


def test_a_union_with_a_limit_is_refused(embedded: EmbeddedStore) -> None:
    doubled = "MATCH (n:Enterprise) RETURN n.id AS a, n.id AS b LIMIT 1"
    with pytest.raises(BadQuery, match="UNION"):
        embedded.view().query(f"{doubled} UNION ALL {doubled}")


def test_a_table_of_ours_that_is_missing_is_being_written_and_another_is_a_mistake(
    embedded: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.embedded_writer.embedded_schema", lambda: ())
    with embedded.writer() as writer:
        writer.clear()
    for label in ("Enterprise", "enterprise"):
        with pytest.raises(GraphUnfinished):
            embedded.view().query(f"MATCH (n:{label}) RETURN n.id")
    with pytest.raises(GraphUnfinished):
        embedded.view().edges(Relation.PRODUCES)
    for typed in ("MATCH (n:Company) RETURN n.id", "RETURN enterprise(1)"):
        with pytest.raises(BadQuery):
            embedded.view().query(typed)


def test_the_schema_joins_what_the_ontology_joins_and_nothing_else() -> None:
    for relation in Relation:
        joined = {(kind.subject, kind.object) for kind in edge_kinds(relation)}
        every = {(one, other) for one in EntityClass for other in EntityClass}
        assert joined == {(one, other) for one, other in every if allows(relation, one, other)}
    tables = [statement for statement in embedded_schema() if statement.startswith("CREATE")]
    assert len(tables) == 1 + len(EntityClass) + len(Relation)


def test_a_graph_made_before_a_relation_got_new_ends_takes_them(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    kind = EdgeKind(Relation.REALISES, EntityClass.CHAIN_NODE, EntityClass.SCENARIO)
    with EmbeddedStore(path, memory=MEMORY) as store, store.writer() as writer:
        writer.apply(two_firms())
    with ladybug.Connection(ladybug.Database(str(path))) as connection:
        connection.execute("DROP TABLE REALISES").close()
        before = next(one for one in embedded_schema() if "REALISES" in one)
        connection.execute(before.replace("FROM ChainNode TO Scenario, ", "")).close()
    ends = {EntityClass.CHAIN_NODE: named(node_a="维护"), EntityClass.SCENARIO: named(sce_a="预测性维护")}
    with EmbeddedStore(path, memory=MEMORY) as store, store.writer() as writer:
        writer.apply(delta("v2", nodes=ends, edges={kind: edges({"subject": "node:a", "object": "sce:a"})}))
        assert store.view().counts()["REALISES"] == 1


def test_a_graph_written_anew_again_and_again_fits_the_memory_of_one(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "graph.lbug", memory=2**27) as store:
        for number in range(8):
            with store.writer() as writer:
                writer.rewrite(two_firms(f"v{number}"))
        assert store.view().version() == "v7"


def test_some_thousand_rows_go_into_a_large_file_as_one_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_writer, "_COPIED", 1)  # as if copying the file took long
    firms = many_firms(1_100, "v1")
    with EmbeddedStore(tmp_path / "graph.lbug", memory=MEMORY) as store, store.writer() as writer:
        writer.apply(firms)
        view = store.view()
        with pytest.raises(DanglingEdges):
            writer.apply(delta("v2", nodes=firms.nodes, edges={MAKES: edges(*_dangling(1_100))}))
        assert (view.version(), view.counts()["PRODUCES"]) == ("v1", 1_100)
        writer.apply(replace(firms, version="v3"))
        assert (view.version(), view.counts()["PRODUCES"]) == ("v3", 1_100)


def _dangling(count: int) -> list[dict[str, str]]:
    """Edges of firms that there are, to products of which there is none."""
    return [{"subject": f"ent:{number:06d}", "object": "tec:none"} for number in range(count)]


def test_the_column_of_a_label_is_called_as_it_was_asked_for(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "graph.lbug", memory=MEMORY) as store:
        with store.writer() as writer:
            writer.apply(two_firms("v1"))
        found = store.view().query("MATCH (n)-[r]->(m) RETURN label(n), label(r), m.name LIMIT 1")
    assert found.columns == ("label(n)", "label(r)", "m.name")
