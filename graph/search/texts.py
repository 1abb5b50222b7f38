"""The text index: providers by what is known of them. BM25 over pairs of characters (docs/methods.md, section M)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import tantivy
from numpy.typing import NDArray

from graph.search.grams import analyser, pairs
from graph.search.index import Index
from graph.snapshot import Numbers, Snapshot
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
TELLING: Final = (
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
# A row of a table is told as `column=value；column=value`: what the columns are called tells nothing of a provider, and
# every firm of a register would be found by it.
_ROW: Final = '"row":'  # in the properties of evidence that is one
_HEADING: Final = "(^|；)[^=；]*="
_CHUNK: Final = 50_000  # providers whose texts are in memory at a time
_ASKED: Final = 64  # character pairs of a need that are looked up; longer needs repeat themselves


class TextIndex(Index):
    """What is known of each provider as one text: names, products, nodes, and the sentences that speak of it."""

    FOLDER = "told"  # an index of texts made otherwise stands under another name, and is never asked

    @staticmethod
    def _shape() -> tuple[tantivy.Schema, Mapping[str, Any]]:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        schema.add_text_field(_TEXT, tokenizer_name=_TEXT, index_option="freq")
        return schema.build(), {_TEXT: analyser(2)}

    @staticmethod
    def _documents(snapshot: Snapshot, among: Numbers | None = None) -> Iterator[Any]:
        asked = is_provider(snapshot)
        if among is not None:
            asked &= np.isin(np.arange(asked.size), among)
        for table in provider_texts(snapshot, asked):
            for id_, text in zip(table["id"].to_pylist(), fold_column(table["text"]).to_pylist(), strict=True):
                yield tantivy.Document(id=id_, text=text)

    def find(self, text: str, *, limit: int = 200) -> tuple[tuple[str, float], ...]:
        """Ids and BM25 scores of providers whose text shares words with this one, best first."""
        terms = [tantivy.Query.term_query(self._schema, _TEXT, pair) for pair in pairs(text)[:_ASKED]]
        if not terms:
            return ()
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        found = self._best(query, limit)
        return tuple((str(document.get_first("id")), score) for score, document in found)


def is_provider(snapshot: Snapshot) -> NDArray[np.bool_]:
    """For each node, whether it is of a class that provides something."""
    found: NDArray[np.bool_] = np.logical_or.reduce([snapshot.is_class(cls) for cls in PROVIDERS])
    return found


def provider_texts(
    snapshot: Snapshot, asked: NDArray[np.bool_] | None = None, *, size: int = _CHUNK
) -> Iterator[pa.Table]:
    """One row a provider, sorted by id: id, and text with `。` between its parts; `size` providers a table.

    Of all providers, or of those that `asked` says, one flag a node.
    """
    asked = is_provider(snapshot) if asked is None else asked
    providers, parts = np.flatnonzero(asked), tuple(_parts(snapshot, asked))
    for start in range(0, providers.size, size):
        chosen = providers[start : start + size]
        first, last = int(chosen[0]), int(chosen[-1])
        told = pa.concat_tables([part.between(snapshot, first, last) for part in parts])
        grouped = told.group_by("number", use_threads=False).aggregate([("text", "list")]).sort_by("number")
        text = pc.binary_join(grouped["text_list"].combine_chunks(), "。")
        yield pa.table({"id": snapshot.nodes["id"].take(grouped["number"]), "text": text})


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that is known of providers: whose it is, in ascending order, and the node whose names say it."""

    owner: Numbers
    said: Numbers
    aliases: bool = False
    spoken: bool = False  # sentences, rows of tables among them

    def between(self, snapshot: Snapshot, first: int, last: int) -> pa.Table:
        """number and text of the providers from one number to another."""
        start, end = np.searchsorted(self.owner, (first, last + 1))
        said = pa.array(self.said[start:end])
        text = snapshot.nodes["name"].take(said).combine_chunks()
        if self.aliases:
            known = pc.binary_join(snapshot.nodes["aliases"].take(said).combine_chunks(), "。")
            text = pc.binary_join_element_wise(text, known, "。", null_handling="skip")
        if self.spoken:
            text = _without_headings(text, snapshot.nodes["properties"].take(said).combine_chunks())
        return pa.table({"number": pa.array(self.owner[start:end]), "text": text.cast(pa.string())})


def _parts(snapshot: Snapshot, asked: NDArray[np.bool_]) -> Iterator[_Part]:
    """Own names, names at the other ends of telling facts, and sentences; of providers only."""
    own = np.flatnonzero(asked)
    yield _Part(own, own, aliases=True)
    for relation in TELLING:
        edges = snapshot.edges(relation)
        yield _part(edges.subject, edges.object, asked)
    about = snapshot.edges(Relation.ABOUT)
    spoken = snapshot.is_class(EntityClass.EVIDENCE)[about.subject]
    yield _part(about.object[spoken], about.subject[spoken], asked, spoken=True)


def _part(owner: Numbers, said: Numbers, asked: NDArray[np.bool_], *, spoken: bool = False) -> _Part:
    kept = asked[owner]
    order = np.argsort(owner[kept], kind="stable")
    return _Part(owner[kept][order], said[kept][order], spoken=spoken)


def _without_headings(sentences: pa.Array, properties: pa.Array) -> pa.Array:
    """Sentences as they are, and of rows of tables the values alone."""
    rows = pc.match_substring(properties, _ROW)
    if not pc.any(rows).as_py():
        return sentences
    return pc.if_else(rows, pc.replace_substring_regex(sentences, _HEADING, r"\1"), sentences)
