"""When the embedded engine folds its log of changes into the file of the graph.

Folding rewrites each part of a table that an edge went into or left. Edges of one industry or region lie together, so
that a single new firm makes it rewrite most of the graph: 5 s of processor for 1.2 million edges (250 MB), whatever the
size of the change, and minutes for 6 million. A log that is left as it is costs 0.09 s a MB when the file is next
opened. So it waits until it is a tenth of the file. That of a large file is not folded at all: the whole is sooner
written anew, by the next run that reads files (`is_worn` tells). Figures: docs/decisions/0016.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

import ladybug

from graph.embedded_statement import one_result

_SHARE: Final = 0.1  # of the file
_LEAST: Final = 16 * 2**20  # bytes up to which the engine, while it is open, never folds of itself: its own default
_LARGE: Final = 512 * 2**20  # bytes of a file whose log takes longer to fold than the graph to be written anew
_NEVER: Final = 2**60  # bytes


def log_of(path: Path) -> Path:
    """The log that the engine keeps beside a file."""
    return path.with_name(f"{path.name}.wal")


def leave_to_us(connection: ladybug.Connection) -> None:
    """Keep the engine from folding its log whenever it is closed; `fold_if_long` does so where it pays."""
    one_result(connection, "CALL force_checkpoint_on_close=false").close()


def longest(path: Path) -> int:
    """Bytes of log from which the engine folds of itself, when it has opened the file or after a change."""
    return _NEVER if _is_large(path) else max(_LEAST, _worth_keeping(path))


def bound_while_open(database: ladybug.Database, path: Path) -> None:
    """Let the engine fold after a change that makes the log longer than what is worth keeping, no sooner."""
    with ladybug.Connection(database) as connection:
        one_result(connection, f"CALL checkpoint_threshold={longest(path)}").close()


def fold_if_long(database: ladybug.Database, path: Path) -> None:
    """Fold the log, before the file is closed, where reading it at each opening would cost more."""
    if _is_long(path) and not _is_large(path):
        with (
            ladybug.Connection(database) as connection,
            suppress(RuntimeError),
        ):  # readers in the way: a later one folds
            one_result(connection, "CHECKPOINT").close()


def is_worn(path: Path) -> bool:
    """Whether the log of a large file, which is never folded, has made it so slow to open that it had better go."""
    return _is_large(path) and _is_long(path)


def _is_large(path: Path) -> bool:
    return _size(path) > _LARGE


def _is_long(path: Path) -> bool:
    return _size(log_of(path)) > _worth_keeping(path)


def _worth_keeping(path: Path) -> int:
    """Bytes of log up to which it is left."""
    return int(_size(path) * _SHARE)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
