"""An index of a snapshot, in a folder or in memory: how it is made, brought up to date, opened, and asked."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Final, Self

import numpy as np
import tantivy

from graph.snapshot import Numbers, Snapshot

# Hits that are looked at where some are hidden from those who ask: the more, 0.1 s, only where all of the fewer are.
_LOOKED_AT: Final = (2_000, 20_000)
_HEAP: Final = 128_000_000  # bytes the writer may hold before it spills; one segment for 100,000 names


class Index(ABC):
    """What is found by words; each kind says what its documents are (`_documents`) and how they are kept (`_shape`).

    Args:
        index: the tantivy index.
        hidden: ids that it does not find.
    """

    FOLDER: ClassVar[str]  # where it lies; another name where its fields change: who has the old one makes it anew

    def __init__(self, index: Any, hidden: Set[str] = frozenset()) -> None:
        self._index, self._hidden = index, hidden
        self._schema = index.schema
        self._searcher = index.searcher()

    def without(self, hidden: Set[str]) -> Self:
        """The same index, which does not find what has these ids."""
        return type(self)(self._index, hidden)

    @classmethod
    def build(cls, snapshot: Snapshot, path: Path | None = None) -> Self:
        """Index a snapshot, at `path` or in memory."""
        index = cls._opened(path)
        _write(index, cls._documents(snapshot))
        return cls(index)

    @classmethod
    def replace(cls, path: Path, snapshot: Snapshot, ids: Sequence[str]) -> None:
        """Bring the documents of these ids in the index at `path` up to date, where the snapshot still has them."""
        numbers = snapshot.index_of(ids)
        _write(cls._opened(path), cls._documents(snapshot, np.sort(numbers[numbers >= 0])), ids)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The index that `build` left at `path`."""
        return cls(cls._opened(path))

    @staticmethod
    @abstractmethod
    def _shape() -> tuple[tantivy.Schema, Mapping[str, Any]]:
        """The fields of a document, `id` among them, and the analysers that they name."""

    @staticmethod
    @abstractmethod
    def _documents(snapshot: Snapshot, among: Numbers | None = None) -> Iterator[Any]:
        """The documents in the order of their ids, of all nodes or of those with these numbers."""

    @classmethod
    def _opened(cls, path: Path | None) -> Any:
        """The index at `path`, made where it is absent; in memory without a path."""
        if path is not None:
            path.mkdir(parents=True, exist_ok=True)
        schema, analysers = cls._shape()
        index = tantivy.Index(schema, path=str(path) if path is not None else None)
        for name, analyser in analysers.items():
            index.register_tokenizer(name, analyser)
        return index

    def _best(self, query: Any, limit: int) -> tuple[tuple[float, Any], ...]:
        """Scores and documents of the best hits, without those of hidden ids."""
        shown: tuple[tuple[float, Any], ...] = ()
        for most in _LOOKED_AT if self._hidden else (limit,):
            asked = max(limit, most)
            hits = self._searcher.search(query, asked, count=False).hits  # what cannot be among the best is passed over
            found = ((float(score), self._searcher.doc(address)) for score, address in hits)
            shown = tuple(islice((one for one in found if one[1].get_first("id") not in self._hidden), limit))
            if shown or len(hits) < asked:
                break
        return shown


def _write(index: Any, documents: Iterable[Any], replaced: Iterable[str] = ()) -> None:
    """Write documents in their order; one thread, so that equal scores come in the same order everywhere.

    Those of `replaced` ids are taken out first.
    """
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for id_ in replaced:
        writer.delete_documents_by_term("id", id_)
    for document in documents:
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
