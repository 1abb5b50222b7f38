import json
import zipfile
from pathlib import Path

import pytest

from api import answers, pipeline
from api.settings import Settings
from api.upkeep.backup import LEDGER, MANIFEST, backup, own_files, restore
from api.webhooks.hook import add_hook
from api.workspace import Workspace
from ontology.errors import DamagedBackup, WorkspaceInUse


@pytest.fixture
def made(small_copy: Path, tmp_path: Path) -> Path:
    """A backup of the small workspace, with a file of the user's own."""
    (small_copy / "thresholds.yaml").write_text("", encoding="utf-8")
    with Workspace(Settings(small_copy)) as space:
        pipeline.publish(space)
        backup(space, tmp_path / "kept.zip")
    return tmp_path / "kept.zip"


def test_a_restored_workspace_has_the_graph_that_was_backed_up(made: Path, small_copy: Path, tmp_path: Path) -> None:
    manifest = restore(Settings(tmp_path / "new"), made)
    with Workspace(Settings(small_copy)) as old, Workspace(Settings(tmp_path / "new")) as new:
        assert new.view.version() == old.view.version() == manifest.graph
        assert new.view.counts() == old.view.counts()
        assert answers.stats(new) == answers.stats(old)
        assert new.ledger.commits().equals(old.ledger.commits())


def test_a_restored_workspace_goes_on_from_the_last_commit(made: Path, tmp_path: Path) -> None:
    restore(Settings(tmp_path / "new"), made)
    (tmp_path / "more.txt").write_text("甲机电有限公司生产谐波减速器。", encoding="utf-8")
    with Workspace(Settings(tmp_path / "new")) as space:
        pipeline.ingest(space, [tmp_path / "more.txt"])
        numbers = space.ledger.commits()["id"].to_pylist()
    assert len(numbers) == len(set(numbers))


def test_the_users_own_files_are_kept_and_what_is_made_from_the_ledger_is_not(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        assert set(archive.namelist()) == {LEDGER, MANIFEST, "thresholds.yaml"}
    restore(Settings(tmp_path / "new"), made)
    assert [name for _, name in own_files(tmp_path / "new")] == ["thresholds.yaml"]


def test_a_backup_within_the_workspace_does_not_hold_itself(small_copy: Path) -> None:
    with Workspace(Settings(small_copy)) as space:
        kept = backup(space, small_copy / "kept.zip").files
    assert {one.path for one in kept} == {LEDGER}
    assert [path.name for path in small_copy.glob(".*.half")] == []


def test_what_holds_secrets_is_the_owners_alone_again(small_copy: Path, tmp_path: Path) -> None:
    add_hook(small_copy, "http://127.0.0.1:9/", "industrial-robot")
    with Workspace(Settings(small_copy)) as space:
        pipeline.publish(space)
        backup(space, tmp_path / "kept.zip")
    restore(Settings(tmp_path / "new"), tmp_path / "kept.zip")
    for path in (tmp_path / "kept.zip", tmp_path / "new" / "webhooks" / "hooks.json"):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_workspace_with_data_is_not_written_over(made: Path, small_copy: Path) -> None:
    with pytest.raises(WorkspaceInUse):
        restore(Settings(small_copy), made)


def _changed(made: Path, out: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            new.writestr(item, content if item == name else old.read(item))
    return out


def test_a_file_that_differs_from_the_manifest_is_named_and_nothing_is_restored(made: Path, tmp_path: Path) -> None:
    damaged = _changed(made, tmp_path / "damaged.zip", LEDGER, b"something else")
    with pytest.raises(DamagedBackup, match=LEDGER):
        restore(Settings(tmp_path / "new"), damaged)
    assert not (tmp_path / "new").exists()


def test_a_name_that_leads_out_of_the_workspace_is_refused(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        told = json.loads(archive.read(MANIFEST))
    told["files"].append({"path": "../out.txt", "bytes": 0, "sha256": ""})
    bad = _changed(made, tmp_path / "bad.zip", MANIFEST, json.dumps(told).encode())
    with pytest.raises(DamagedBackup, match=r"\.\./out\.txt"):
        restore(Settings(tmp_path / "new"), bad)
    assert not (tmp_path / "out.txt").exists()


def test_bytes_that_no_longer_unpack_are_told(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        at = archive.getinfo(LEDGER).header_offset + 30 + len(LEDGER) + 100
    content = bytearray(made.read_bytes())
    content[at : at + 200] = bytes(200)
    (tmp_path / "damaged.zip").write_bytes(content)
    with pytest.raises(DamagedBackup):
        restore(Settings(tmp_path / "new"), tmp_path / "damaged.zip")


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "no files"])
def test_a_file_that_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "other.zip").write_bytes(content)
    with pytest.raises(DamagedBackup):
        restore(Settings(tmp_path / "new"), tmp_path / "other.zip")
