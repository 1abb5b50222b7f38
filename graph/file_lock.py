"""One process at a time on a file of ours, and the others are told which.

The embedded engine locks its file by `fcntl`, which the kernel drops as soon as the process closes any handle
to that file; two writers then break each other's log. `flock` belongs to the open handle and has no such trap.
"""

import fcntl
import os
from pathlib import Path
from typing import Final

from ontology.errors import WorkspaceLocked

_UNKNOWN: Final = "?"


class FileLock:
    """Held from construction to `release`; the lock file keeps the holder's process id.

    Raises:
        WorkspaceLocked: another process, or another store of this process, holds it.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+", encoding="ascii")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            holder = _holder(path)
            self._file.close()
            raise WorkspaceLocked(str(path.parent), holder) from held
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Let the next one in; the file stays, since removing it could let two in."""
        self._file.close()


def _holder(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() or _UNKNOWN
