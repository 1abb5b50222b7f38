"""Uploaded files, each kept under a name of ours in the folder of its job."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from ontology.errors import BadInput

MOST_BYTES: Final = 200 * 1024 * 1024  # of one file
_STEP: Final = 1024 * 1024
_LONGEST_NAME: Final = 200  # bytes; file systems hold 255, a Chinese character takes three


def keep_files(files: Sequence[tuple[str, BinaryIO]], folder: Path) -> tuple[str, ...]:
    """Write the files below `folder` and answer their names.

    Raises:
        BadInput: no file, one that is too large, or two of one name.
    """
    if not files:
        raise BadInput("没有上传文件 · no file was uploaded")
    folder.mkdir(parents=True)
    for name, content in files:
        path = folder / safe_name(name)
        if path.exists():
            raise BadInput(
                f"两个文件同名：{path.name} · two files are called {path.name}",
                "改名，或分两次上传 · rename one, or upload them one after the other",
            )
        _copy(content, path)
    return tuple(sorted(path.name for path in folder.iterdir()))


def safe_name(name: str) -> str:
    """The last part of an uploaded name, without what could lead out of its folder."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "").strip(". ")
    return last.encode()[-_LONGEST_NAME:].decode(errors="ignore").strip(". ") or "upload"


def _copy(content: BinaryIO, path: Path) -> None:
    size = 0
    with path.open("wb") as file:
        while piece := content.read(_STEP):
            size += len(piece)
            if size > MOST_BYTES:
                raise BadInput(f"{path.name} 超过 {MOST_BYTES >> 20} MB · larger than {MOST_BYTES >> 20} MB")
            file.write(piece)
