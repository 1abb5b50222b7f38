"""Documents read and extracted, in parallel where there are many; in the order they were found.

What a document says depends on its bytes and on the version of its readers alone, so that any process may do it.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from typing import Final

import pyarrow as pa

from api.intake import FoundDocument
from graph.ledger import DocumentRecord
from ingest.files import FoundFile, read_document
from nlp.claims import EXTRACTOR, claims_of
from nlp.pipeline import Extractor
from ontology.columns import REJECTS, ClaimBatch, empty_batch
from ontology.errors import Unreadable
from ontology.facts import Document, Source
from ontology.ids import document_id
from ontology.schema import EntityClass, SourceKind
from ontology.values.dates import parse_date

READER: Final = f"text/1 {EXTRACTOR}"
_MANY: Final = 40  # below it a second process costs more than it brings
_DAY: Final = re.compile(r"\d{4}\s*(?:年|[-./])\s*\d{1,2}\s*(?:月|[-./])\s*\d{1,2}\s*日?")
_MARGIN: Final = 400  # characters at either end of a document in which its own date stands


@dataclass(frozen=True, slots=True)
class Read:
    """A document by its id; `new` is None where the ledger has it already."""

    document: str
    new: tuple[DocumentRecord, Source, ClaimBatch] | None


def read_all(
    documents: Sequence[FoundDocument],
    products: tuple[str, ...],
    known: Callable[[str, str], bool],
    *,
    report: Callable[[str], None],
) -> Iterator[Read]:
    """Every document of the plan, read where the ledger does not have it.

    Args:
        documents: what the plan found.
        products: names of products to look for beside the lexicon's.
        known: whether the ledger has a document id by a version of its reader.
        report: told of progress.
    """
    fresh: list[FoundDocument] = []
    for one in documents:
        document = _identity(one.file)
        if known(document, READER):
            yield Read(document, None)
        else:
            fresh.append(one)
    for at, read in enumerate(_extracted(fresh, partial(extract_one, products)), 1):
        if at % 25 == 0 or at == len(fresh):
            report(f"已读 {at}/{len(fresh)} 篇文档 · documents read")
        yield read


def _extracted(documents: Sequence[FoundDocument], extract: Callable[[FoundDocument], Read]) -> Iterable[Read]:
    workers = os.cpu_count() or 1
    if len(documents) < _MANY or workers < 2:
        return map(extract, documents)
    return _in_processes(documents, extract, workers)


def _in_processes(
    documents: Sequence[FoundDocument], extract: Callable[[FoundDocument], Read], workers: int
) -> Iterator[Read]:
    # a fresh interpreter each: the databases this process holds open must not be forked
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(extract, documents, chunksize=4)


def extract_one(products: tuple[str, ...], found: FoundDocument) -> Read:
    """Read one document and find what it says; one that cannot be read says why in a reject.

    Args:
        products: names of products beside the lexicon's, such as those of the chain definitions.
        found: the file and its source.
    """
    try:
        document = read_document(found.file)
    except Unreadable as problem:
        return _refused(found, problem)
    batch = _with_message(claims_of(document, _extractor(products).read(document)), document)
    record = DocumentRecord(
        document.id,
        document.name,
        title=document.title,
        text=document.text,
        pages=document.pages,
        blocks=_blocks(document),
        reader=READER,
    )
    return Read(document.id, (record, _source(found, document), batch))


@cache
def _extractor(products: tuple[str, ...]) -> Extractor:
    return Extractor([(name, EntityClass.TECHNOLOGY) for name in products])


def _identity(file: FoundFile) -> str:
    try:
        return document_id(file.read_bytes())
    except Unreadable:
        return document_id(file.name.encode())


def _refused(found: FoundDocument, problem: Unreadable) -> Read:
    key = _identity(found.file)
    rejects = pa.table({"where": [""], "reason": [problem.message]}, schema=REJECTS)
    record = DocumentRecord(key, found.file.name, kind="unreadable", reader=READER)
    source = found.source or Source(found.file.name, SourceKind.UNSPECIFIED)
    return Read(key, (record, source, replace(empty_batch(), rejects=rejects)))


def _with_message(batch: ClaimBatch, document: Document) -> ClaimBatch:
    if not document.message:
        return batch
    told = pa.table({"where": [""], "reason": [document.message]}, schema=REJECTS)
    return replace(batch, rejects=pa.concat_tables([told, batch.rejects]))


def _blocks(document: Document) -> str:
    return json.dumps([[one.kind.value, one.level, one.start, one.end, one.page] for one in document.blocks])


def _source(found: FoundDocument, document: Document) -> Source:
    """Who published it; a source without a date takes the one the document carries."""
    source = found.source or Source(document.title or document.name, SourceKind.UNSPECIFIED)
    return source if source.published else replace(source, published=own_date(document.text))


def own_date(text: str) -> date | None:
    """The first day named at the head of a document, else the last one at its foot, where official ones carry it."""
    head, foot = _days(text[:_MARGIN]), _days(text[-_MARGIN:])
    return head[0] if head else foot[-1] if foot else None


def _days(text: str) -> list[date]:
    return [day for match in _DAY.finditer(text) if (day := parse_date(match.group())) is not None]
