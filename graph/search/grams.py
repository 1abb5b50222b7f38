"""Character grams: Chinese has no blanks, so that names and texts are indexed by pairs of characters."""

import re
from collections.abc import Iterable, Set
from itertools import islice
from pathlib import Path
from typing import Any, Final

import tantivy

from ontology.values.names import fold

_SAID: Final = re.compile(r"[\w]+")
# Hits that are looked at where some are hidden from those who ask: the more, 0.1 s, only where all of the fewer are.
_LOOKED_AT: Final = (2_000, 20_000)
_HEAP: Final = 128_000_000  # bytes the writer may hold before it spills; one segment for 100,000 names


def analyser(shortest: int) -> Any:
    """Grams of `shortest` to two characters."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(shortest, 2, False)).build()


def opened(schema: Any, tokenizers: dict[str, Any], path: Path | None) -> Any:
    """The index at `path`, made where it is absent; in memory without a path."""
    if path is not None:
        path.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(schema, path=str(path) if path is not None else None)
    for name, tokenizer in tokenizers.items():
        index.register_tokenizer(name, tokenizer)
    return index


def write(index: Any, documents: Any, replaced: Iterable[str] = ()) -> None:
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


def best(searcher: Any, query: Any, limit: int, hidden: Set[str]) -> tuple[tuple[float, Any], ...]:
    """Scores and documents of the best hits, without those of hidden ids."""
    shown: tuple[tuple[float, Any], ...] = ()
    for most in _LOOKED_AT if hidden else (limit,):
        asked = max(limit, most)
        hits = searcher.search(query, asked, count=False).hits  # what cannot be among the best is passed over
        found = ((float(score), searcher.doc(address)) for score, address in hits)
        shown = tuple(islice((one for one in found if one[1].get_first("id") not in hidden), limit))
        if shown or len(hits) < asked:
            break
    return shown


def pairs(text: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters in the words of a text, each once, in order; a lone character as itself."""
    words = _SAID.findall(fold(text))
    found = (word[at : at + 2] for word in words for at in range(max(len(word) - 1, 1)))
    return tuple(dict.fromkeys(found))
