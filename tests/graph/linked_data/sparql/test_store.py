from dataclasses import replace
from pathlib import Path

from graph.linked_data.sparql.store import open_store
from tests.graph.linked_data.worlds import proven


def test_a_store_is_made_once_a_version_and_older_ones_are_removed(tmp_path: Path) -> None:
    first = open_store(tmp_path, proven())
    made = first.stat().st_mtime_ns
    assert open_store(tmp_path, proven()).stat().st_mtime_ns == made
    second = open_store(tmp_path, replace(proven(), version="v2"))
    assert list(tmp_path.iterdir()) == [second]


def test_what_a_killed_making_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / ".half-x" / "store").mkdir(parents=True)
    assert open_store(tmp_path, proven()).is_dir()
