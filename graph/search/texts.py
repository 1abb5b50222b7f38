"""The text index: providers by what is known of them. BM25 over pairs of characters (docs/methods.md, section M)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import tantivy

from graph.search.grams import analyser, opened, pairs, write
from graph.snapshot import Snapshot
from ontology.schema import EntityClass, Relation
from ontology.values.names import fold_column

_TEXT: Final = "text"
PROVIDERS: Final = (
    EntityClass.ENTERPRISE,
    EntityClass.ORGANIZATION,
    EntityClass.PLATFORM,
    EntityClass.SOLUTION,
    EntityClass.PARK,
)
# What a provider makes, offers and does tells what it can be asked for; the names at the other end are indexed.
_TELLING: Final = (
    Relation.PRODUCES,
    Relation.PROVIDES,
    Relation.OFFERS,
    Relation.DEVELOPS,
    Relation.OPERATES,
    Relation.SOLVES,
    Relation.SERVES,
    Relation.IMPLEMENTS,
    Relation.PART_OF,
)
_ASKED: Final = 64  # character pairs of a need that are looked up; longer needs repeat themselves


class TextIndex:
    """What is known of each provider as one text: names, products, nodes, and the sentences that speak of it."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def build(cls, snapshot: Snapshot, path: Path | None = None) -> Self:
        """Index the providers of a snapshot, at `path` or in memory."""
        index = _opened(path)
        write(index, _documents(snapshot))
        return cls(index)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The index that `build` left at `path`."""
        return cls(_opened(path))

    def find(self, text: str, *, limit: int = 200) -> tuple[tuple[str, float], ...]:
        """Ids and BM25 scores of providers whose text shares words with this one, best first."""
        terms = [tantivy.Query.term_query(self._schema, _TEXT, pair) for pair in pairs(text)[:_ASKED]]
        if not terms:
            return ()
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        found = self._searcher.search(query, limit).hits
        return tuple((self._searcher.doc(address).get_first("id"), float(score)) for score, address in found)


def _opened(path: Path | None) -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(_TEXT, tokenizer_name=_TEXT, index_option="freq")
    return opened(schema.build(), {_TEXT: analyser(2)}, path)


def _documents(snapshot: Snapshot) -> Iterator[Any]:
    table = provider_texts(snapshot)
    for id_, text in zip(table["id"].to_pylist(), fold_column(table["text"]).to_pylist(), strict=True):
        yield tantivy.Document(id=id_, text=text)


def provider_texts(snapshot: Snapshot) -> pa.Table:
    """One row a provider, sorted by id: id, and text with `。` between its parts."""
    parts = [_own_names(snapshot)]
    parts += [_other_ends(snapshot, relation) for relation in _TELLING]
    parts.append(_sentences(snapshot))
    joined = pa.concat_tables(parts)
    asked = np.logical_or.reduce([snapshot.is_class(cls) for cls in PROVIDERS])
    joined = joined.filter(pa.array(asked[joined["number"].to_numpy()]))
    grouped = joined.group_by("number", use_threads=False).aggregate([("text", "list")]).sort_by("number")
    text = pc.binary_join(grouped["text_list"].combine_chunks(), "。")
    return pa.table({"id": snapshot.nodes["id"].take(grouped["number"]), "text": text})


def _texts(numbers: Any, texts: pa.ChunkedArray | pa.Array) -> pa.Table:
    column = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return pa.table({"number": pa.array(numbers, pa.int64()), "text": column.cast(pa.string())})


def _own_names(snapshot: Snapshot) -> pa.Table:
    aliases = snapshot.nodes["aliases"].combine_chunks()
    known = pc.binary_join(aliases, "。")
    text = pc.binary_join_element_wise(snapshot.nodes["name"].combine_chunks(), known, "。", null_handling="skip")
    return _texts(np.arange(snapshot.nodes.num_rows), text)


def _other_ends(snapshot: Snapshot, relation: Relation) -> pa.Table:
    edges = snapshot.edges(relation)
    return _texts(edges.subject, snapshot.nodes["name"].take(pa.array(edges.object)))


def _sentences(snapshot: Snapshot) -> pa.Table:
    """What evidence says, under the number of what it is about."""
    edges = snapshot.edges(Relation.ABOUT)
    spoken = snapshot.is_class(EntityClass.EVIDENCE)[edges.subject]
    return _texts(edges.object[spoken], snapshot.nodes["name"].take(pa.array(edges.subject[spoken])))
