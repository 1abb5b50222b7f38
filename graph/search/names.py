"""The name index: entities by name or alias, whole, by its beginning, or by a part of it."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import tantivy

from graph.search.grams import analyser, best, opened, write
from graph.snapshot import Numbers, Snapshot
from ontology.schema import EntityClass
from ontology.values.names import fold, fold_column

_GRAMS: Final = "grams"
_NAMES: Final = ("own", "other")  # fields of whole names: what it is called, and by what other names
_CHUNK: Final = 100_000  # names in memory at a time
# Sentences and numbers are found through what they are about.
UNNAMED: Final = (EntityClass.EVIDENCE, EntityClass.OBSERVATION, EntityClass.DECISION)
# A name that is the text goes before an alias that is, that before one that begins with it, that before one that
# only holds it; within each the rarer and shorter name first.
_OWN, _WHOLE, _BEGINS, _LIKE = 100_000.0, 10_000.0, 1_000.0, 0.05


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity whose name fits."""

    id: str
    name: str
    cls: str  # EntityClass value
    score: float  # comparable within one search only


class NameIndex:
    """Names and aliases of all entities."""

    def __init__(self, index: Any, hidden: Set[str] = frozenset()) -> None:
        self._index, self._hidden = index, hidden
        self._schema = index.schema
        self._searcher = index.searcher()

    def without(self, hidden: Set[str]) -> Self:
        """The same index, which does not find the entities of these ids."""
        return type(self)(self._index, hidden)

    @classmethod
    def build(cls, snapshot: Snapshot, path: Path | None = None) -> Self:
        """Index the named nodes of a snapshot, at `path` or in memory."""
        index = _opened(path)
        write(index, _documents(snapshot))
        return cls(index)

    @staticmethod
    def replace(path: Path, snapshot: Snapshot, ids: Sequence[str]) -> None:
        """Bring the documents of these ids in the index at `path` up to date, where the snapshot still has them."""
        numbers = snapshot.index_of(ids)
        write(_opened(path), _documents(snapshot, np.sort(numbers[numbers >= 0])), ids)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The index that `build` left at `path`."""
        return cls(_opened(path))

    def find(self, text: str, cls: EntityClass | None = None, limit: int = 20) -> tuple[Hit, ...]:
        """Entities by name, best first: the whole name, then what begins with it, then what holds it.

        Where nothing holds the text, names that share at least half of its character pairs.
        """
        key = fold(text)
        if not key:
            return ()
        found = self._hits(self._holding(key), cls, limit)
        return found or self._hits(self._sharing(key), cls, limit)

    def _holding(self, key: str) -> Any:
        must, should = tantivy.Occur.Must, tantivy.Occur.Should
        own = tantivy.Query.const_score_query(self._term("own", key), _OWN)
        whole = _either([self._term(field, key) for field in _NAMES], _WHOLE)
        beginning = f"{re.escape(key)}.*"
        begins = _either([tantivy.Query.regex_query(self._schema, field, beginning) for field in _NAMES], _BEGINS)
        grams = [(must, self._term(_GRAMS, gram)) for gram in _grams(key)]
        return tantivy.Query.boolean_query(
            [(must, tantivy.Query.boolean_query(grams)), (should, own), (should, whole), (should, begins)]
        )

    def _sharing(self, key: str) -> Any:
        grams = _grams(key)
        parts = [(tantivy.Occur.Should, self._term(_GRAMS, gram)) for gram in grams]
        least = max(1, (len(grams) + 1) // 2)
        return tantivy.Query.boost_query(tantivy.Query.boolean_query(parts, minimum_number_should_match=least), _LIKE)

    def _hits(self, query: Any, cls: EntityClass | None, limit: int) -> tuple[Hit, ...]:
        if cls is not None:
            kind = tantivy.Query.const_score_query(self._term("class", cls.value), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, kind)])
        return tuple(_hit(*one) for one in best(self._searcher, query, limit, self._hidden))

    def _term(self, field: str, value: str) -> Any:
        return tantivy.Query.term_query(self._schema, field, value)


def _either(queries: Sequence[Any], score: float) -> Any:
    """This score for what one of the queries finds, and no more for what several do."""
    found = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])
    return tantivy.Query.const_score_query(found, score)


def _hit(score: float, document: Any) -> Hit:
    name = bytes(document.get_first("name")).decode()
    return Hit(document.get_first("id"), name, document.get_first("class"), score)


def _opened(path: Path | None) -> Any:
    schema = tantivy.SchemaBuilder()
    for field in ("id", "class"):
        schema.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_bytes_field(
        "name", stored=True, indexed=False
    )  # only shown: a term of its own costs as much as a gram's
    for field in _NAMES:
        schema.add_text_field(field, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(_GRAMS, tokenizer_name=_GRAMS, index_option="freq")
    return opened(schema.build(), {_GRAMS: analyser(1)}, path)


def _documents(snapshot: Snapshot, among: Numbers | None = None) -> Iterator[Any]:
    """A document a named node, of all or of those with these numbers, in the order of the ids."""
    nodes = snapshot.nodes.select(["id", "name", "class", "aliases"])
    if among is not None:
        nodes = nodes.take(pa.array(among))
    nodes = nodes.filter(pc.invert(pc.is_in(nodes["class"], value_set=pa.array([cls.value for cls in UNNAMED]))))
    for start in range(0, nodes.num_rows, _CHUNK):
        yield from _named(nodes.slice(start, _CHUNK).combine_chunks())


def _named(nodes: pa.Table) -> Iterator[Any]:
    folded = _folded_aliases(nodes["aliases"].combine_chunks())
    columns = (nodes["id"], nodes["name"], nodes["class"], fold_column(nodes["name"]), folded)
    for id_, name, kind, key, aliases in zip(*(column.to_pylist() for column in columns), strict=True):
        document = tantivy.Document(id=id_, name=name.encode(), own=key, grams=key, **{"class": kind})
        for one in dict.fromkeys(aliases or ()):
            if one != key:
                document.add_text("other", one)
                document.add_text(_GRAMS, one)
        yield document


def _folded_aliases(aliases: pa.ListArray) -> pa.ListArray:
    flat = aliases.flatten()
    sizes = pc.fill_null(pc.list_value_length(aliases), 0).cast(pa.int32())
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(sizes)])
    return pa.ListArray.from_arrays(offsets, fold_column(flat))


def _grams(key: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters of a folded text, or the one character it has."""
    return tuple(dict.fromkeys(key[at : at + 2] for at in range(max(len(key) - 1, 1))))
