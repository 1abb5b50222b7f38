"""Tables of a large graph by their key, each read when it is asked for: together they may not fit into memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import pyarrow as pa

Key = TypeVar("Key")


class TablesOnDemand(Mapping[Key, pa.Table]):
    """Tables by key, read each time they are asked for and not kept."""

    def __init__(self, keys: Iterable[Key], read: Callable[[Key], pa.Table]) -> None:
        self._keys = tuple(keys)
        self._read = read

    def __getitem__(self, key: Key) -> pa.Table:
        if key not in self._keys:
            raise KeyError(key)
        return self._read(key)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
