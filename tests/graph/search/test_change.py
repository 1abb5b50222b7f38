import os
from pathlib import Path

import pytest

from graph.derive import delta
from graph.ledger import Ledger
from graph.search import NameIndex, TextIndex, change, make_indexes, open_indexes
from graph.snapshot import Snapshot, load_snapshot
from graph.snapshot_change import keep_change
from graph.snapshot_file import write_snapshot
from graph.store import GraphDelta
from tests.graph.delta_view import DeltaView
from tests.graph.said import NEWS, REGISTER, document, makes

A, B, C = "甲机电有限公司", "乙机电有限公司", "丙机电有限公司"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(tmp_path / "ledger.duckdb")
    ledger.record(document("a"), REGISTER, makes(A, "减速器"))
    ledger.record(document("b"), NEWS, makes(B, "伺服电机"))
    return ledger


def _now(ledger: Ledger) -> Snapshot:
    return load_snapshot(DeltaView(delta(ledger, "")))


def _changed(ledger: Ledger, folder: Path) -> tuple[Snapshot, GraphDelta]:
    """Indexes of the ledger as it is, then the next version of it beside them: what was kept of the change."""
    before = _now(ledger)
    write_snapshot(folder / "snapshots", before)
    make_indexes(folder / "search", before)
    ledger.retract(document("b").id)
    ledger.record(document("c"), NEWS, makes(C, "谐波传动装置"))
    difference = delta(ledger, before.version)
    keep_change(folder / "snapshots", before.version, difference)
    return _now(ledger), difference


def _found(names: NameIndex, texts: TextIndex, snapshot: Snapshot) -> list[tuple[list[str], list[str]]]:
    asked = (A, B, C, "减速器", "伺服电机", "谐波传动装置")
    told = [[snapshot.name(int(snapshot.index_of([key])[0])) for key, _ in texts.find(text)] for text in asked]
    return [([hit.name for hit in names.find(text)], found) for text, found in zip(asked, told, strict=True)]


def test_changed_indexes_find_what_new_ones_find(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change, "LEAST", 0)
    monkeypatch.setattr(change, "MOST", 2.0)
    after, _ = _changed(ledger, tmp_path)
    found = _found(*open_indexes(tmp_path / "search", after, tmp_path / "snapshots"), after)
    assert found == _found(NameIndex.build(after), TextIndex.build(after), after)
    assert (tmp_path / "search" / after.version / "replaced.txt").exists()


def test_indexes_of_the_version_before_stay_as_they_are(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change, "LEAST", 0)
    monkeypatch.setattr(change, "MOST", 2.0)
    after, _ = _changed(ledger, tmp_path)
    (before,) = (tmp_path / "search").iterdir()
    (before / "replaced.txt").write_text("1", encoding="utf-8")
    make_indexes(tmp_path / "search", after, tmp_path / "snapshots")
    assert (before / "replaced.txt").read_text(encoding="utf-8") == "1"
    assert int((tmp_path / "search" / after.version / "replaced.txt").read_text(encoding="utf-8")) > 1


def test_indexes_that_are_made_of_the_next_version_are_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    now = _now(ledger)
    make_indexes(tmp_path, now)
    older, newer = tmp_path / "older", tmp_path / ".newer"
    for folder, made in ((older, 0), (newer, 2**62)):
        folder.mkdir()
        os.utime(folder, ns=(made, made))
    open_indexes(tmp_path, now)
    assert (older.exists(), newer.exists()) == (False, True)


def test_a_small_graph_is_indexed_anew(ledger: Ledger, tmp_path: Path) -> None:
    after, _ = _changed(ledger, tmp_path)
    open_indexes(tmp_path / "search", after, tmp_path / "snapshots")
    assert not (tmp_path / "search" / after.version / "replaced.txt").exists()


def test_what_has_gone_what_is_new_and_whom_it_tells_of_are_touched(ledger: Ledger, tmp_path: Path) -> None:
    before = _now(ledger)
    after, difference = _changed(ledger, tmp_path)
    touched = change.find_touched(before, after, [difference])
    names = {before.id(number): before.name(number) for number in range(before.nodes.num_rows)}
    names |= {after.id(number): after.name(number) for number in range(after.nodes.num_rows)}
    assert {names[one] for one in touched.named} >= {B, C, "伺服电机", "谐波传动装置"}
    assert {B, C} <= {names[one] for one in touched.told}
    assert A not in {names[one] for one in touched.told}
