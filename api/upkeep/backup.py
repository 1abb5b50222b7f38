"""One file with all that cannot be made again, and a workspace made from it.

    backup:   ledger ─ copy ─▶ ledger.duckdb ┐
              the user's own files ──────────┴▶ ZIP with manifest.json (bytes and SHA-256 of each)
    restore:  ZIP ─ checked file by file ─▶ workspace ─ derive, write ─▶ graph of the version that was backed up

Graph, indexes and snapshots follow from the ledger and are not kept.
"""

import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from api import pipeline
from api.access.register import FOLDER, OWNER_ONLY
from api.settings import Settings
from api.webhooks.hook import FOLDER as HOOKS
from api.workspace import Workspace
from graph.derive import derive
from graph.ledger import Ledger
from ontology.errors import DamagedBackup, WorkspaceInUse

LEDGER: Final = "ledger.duckdb"
MANIFEST: Final = "manifest.json"
_FORM: Final = "liantu-backup/1"
# What is made from the ledger, and what belongs to a running process.
_MADE: Final = frozenset({"search", "snapshots", "as_of", "sparql"})  # folders
_STORES: Final = ("graph.lbug", LEDGER)  # files, with what their engines put beside them
_SECRET: Final = frozenset({FOLDER, HOOKS})  # folders that hold accounts and secrets
_STEP: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a backup."""

    path: str  # in the workspace, with /
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    form: str
    liantu: str  # version that made it
    made: str  # ISO time, UTC
    graph: str  # version of the graph that follows from it; another version of Liantu may derive another
    documents: int
    claims: int
    decisions: int
    files: tuple[Kept, ...]


def backup(workspace: Workspace, file: Path) -> Manifest:
    """Write the workspace's ledger and own files to `file`; an older file there is replaced when the new one is whole.

    Raises:
        WorkspaceLocked: another process has the ledger.
    """
    half = file.with_name(f".{file.name}.half")
    file.parent.mkdir(parents=True, exist_ok=True)
    # listed before the backup begins: its own parts may lie in the workspace too
    own = [one for one in own_files(workspace.folder) if one[0].resolve() != file.resolve()]
    try:
        with TemporaryDirectory(dir=file.parent) as place, _archive(half) as archive:
            copied = Path(place) / LEDGER
            workspace.ledger.copy_whole(copied)
            manifest = _manifest(workspace, tuple(_put(archive, *one) for one in ((copied, LEDGER), *own)))
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
    return manifest


def _archive(half: Path) -> zipfile.ZipFile:
    """An empty archive for the owner's eyes only: accounts lie in it."""
    half.unlink(missing_ok=True)
    half.touch(OWNER_ONLY)
    return zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED)


def own_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a workspace that are not made from its ledger, each with its name in the backup, in order."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        made = name.split("/")[0] in _MADE or name.startswith(_STORES) or path.suffix == ".lock"
        if path.is_file() and not path.is_symlink() and not made:
            yield path, name


def restore(settings: Settings, file: Path) -> Manifest:
    """Make the workspace that `file` holds, and its graph.

    Raises:
        WorkspaceInUse: there is something in the workspace already.
        DamagedBackup: the file is not whole, or no backup; the workspace is left empty.
    """
    folder = settings.workspace
    if folder.exists() and any(folder.iterdir()):
        raise WorkspaceInUse(str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as place:
        manifest = _unpack(file, Path(place))
        shutil.copytree(place, folder, dirs_exist_ok=True)
    with Workspace(settings) as space:
        pipeline.publish(space)
    return manifest


def _manifest(workspace: Workspace, files: tuple[Kept, ...]) -> Manifest:
    counts = workspace.ledger.counts()
    return Manifest(
        form=_FORM,
        liantu=version("liantu"),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        graph=derive(workspace.ledger),
        documents=counts["documents"],
        claims=counts["claims"],
        decisions=len(workspace.ledger.decisions()),
        files=files,
    )


def _put(archive: zipfile.ZipFile, path: Path, name: str) -> Kept:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        return Kept(name, *_copied(source, target))


def _copied(source: IO[bytes], target: IO[bytes]) -> tuple[int, str]:
    """Copy and answer bytes and SHA-256."""
    digest, size = hashlib.sha256(), 0
    while block := source.read(_STEP):
        digest.update(block)
        size += len(block)
        target.write(block)
    return size, digest.hexdigest()


def _unpack(file: Path, place: Path) -> Manifest:
    """Write the files of a backup below `place`, each checked against the manifest."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _read_manifest(archive)
            for kept in manifest.files:
                _take(archive, kept, place)
    except (
        OSError,
        EOFError,
        zlib.error,
        zipfile.BadZipFile,
        RuntimeError,
        KeyError,
        TypeError,
        ValueError,
    ) as problem:
        raise DamagedBackup(str(file), _reason(problem)) from problem
    _open_once(file, place / LEDGER)
    return manifest


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    told: Mapping[str, Any] = json.loads(archive.read(MANIFEST))
    if told["form"] != _FORM:
        raise ValueError(f"格式 {told['form']} 不认识 · unknown form")
    manifest = Manifest(**{**told, "files": tuple(Kept(**one) for one in told["files"])})
    if LEDGER not in {kept.path for kept in manifest.files}:
        raise ValueError("没有账本 · it holds no ledger")
    return manifest


def _take(archive: zipfile.ZipFile, kept: Kept, place: Path) -> None:
    path = PurePosixPath(kept.path)
    if path.is_absolute() or ".." in path.parts or "\\" in kept.path:
        raise ValueError(f"文件名越界 · a name that leads elsewhere: {kept.path}")
    target = place.joinpath(*path.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(kept.path) as source, target.open("wb") as out:
        if path.parts[0] in _SECRET:
            target.chmod(OWNER_ONLY)
        if _copied(source, out) != (kept.bytes, kept.sha256):
            raise ValueError(f"{kept.path} 与清单不符 · {kept.path} differs from the manifest")


def _open_once(file: Path, ledger: Path) -> None:
    """A ledger that matches its sum and is yet no ledger was none before."""
    from ontology.errors import Unreadable

    try:
        Ledger(ledger).close()
    except Unreadable as problem:
        raise DamagedBackup(str(file), problem.message) from problem


def _reason(problem: Exception) -> str:
    if isinstance(problem, KeyError):
        return f"缺少 {problem.args[0]} · {problem.args[0]} is missing"
    return str(problem) or type(problem).__name__
