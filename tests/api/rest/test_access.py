"""The backup over REST: its file is there until it is sent, and no longer."""

import tempfile
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.background import BackgroundTask

from api.jobs import Jobs
from api.rest import access
from ontology.errors import BadInput
from tests.api.loops import finished


class Doing:
    """A queue that does at once what it is given, on no workspace."""

    def write(self, work: Any) -> Any:
        return work(None)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


async def _sent(answer: Any) -> None:
    task: BackgroundTask = answer.background
    await task()


def test_a_backup_is_there_until_it_is_sent(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "backup", lambda _, file: file.write_bytes(b"PK"))
    answer = access.make_backup(cast("Jobs", Doing()))
    assert [one.read_bytes() for one in folder.rglob("*.zip")] == [b"PK"]
    finished(_sent(answer))
    assert list(folder.iterdir()) == []


def test_a_backup_that_fails_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object, file: Path) -> None:
        file.write_bytes(b"PK")
        raise BadInput("no")

    monkeypatch.setattr(access, "backup", fails)
    with pytest.raises(BadInput):
        access.make_backup(cast("Jobs", Doing()))
    assert list(folder.iterdir()) == []
