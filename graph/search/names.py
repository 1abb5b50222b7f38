"""The name index: entities by name or alias, whole, by its beginning, or by a part of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import tantivy

from graph.search.grams import analyser
from graph.search.index import Index
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


class NameIndex(Index):
    """Names and aliases of all entities."""

    FOLDER = "named"

    @staticmethod
    def _shape() -> tuple[tantivy.Schema, Mapping[str, Any]]:
        schema = tantivy.SchemaBuilder()
        for field in ("id", "class"):
            schema.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
        schema.add_bytes_field("name", stored=True, indexed=False)  # only shown: a term costs as much as a gram's
        for field in _NAMES:
            schema.add_text_field(field, tokenizer_name="raw", index_option="basic")
        schema.add_text_field(_GRAMS, tokenizer_name=_GRAMS, index_option="freq")
        return schema.build(), {_GRAMS: analyser(1)}

    @staticmethod
    def _documents(snapshot: Snapshot, among: Numbers | None = None) -> Iterator[Any]:
        nodes = snapshot.nodes.select(["id", "name", "class", "aliases"])
        if among is not None:
            nodes = nodes.take(pa.array(among))
        nodes = nodes.filter(pc.invert(pc.is_in(nodes["class"], value_set=pa.array([cls.value for cls in UNNAMED]))))
        for start in range(0, nodes.num_rows, _CHUNK):
            yield from _named(nodes.slice(start, _CHUNK).combine_chunks())

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
        return tuple(_hit(*one) for one in self._best(query, limit))

    def _term(self, field: str, value: str) -> Any:
        return tantivy.Query.term_query(self._schema, field, value)


def _either(queries: Sequence[Any], score: float) -> Any:
    """This score for what one of the queries finds, and no more for what several do."""
    found = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])
    return tantivy.Query.const_score_query(found, score)


def _hit(score: float, document: Any) -> Hit:
    name = bytes(document.get_first("name")).decode()
    return Hit(document.get_first("id"), name, document.get_first("class"), score)


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
