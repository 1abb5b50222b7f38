"""Documents read and extracted, by several processes where there are many; in the order they were found.

plan.documents ─ known? ─▶ Read(id, None)
               ─ fresh  ─ here | processes ─▶ Read(id, entry) ─ in groups ─▶ ledger
"""

import os
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from typing import Final

from api.extraction import KnownNames, Read, Task, extract_one, prepare, reader_of
from api.intake import FoundDocument
from api.worker_pool import read_in_processes
from graph.ledger import Ledger
from ingest.files import FoundFile, begin_document
from nlp.llm import SecondReader
from ontology.errors import Unreadable
from ontology.ids import document_id

Groups = Generator[list[Read], None, None]

# Below these a second process costs more than it brings: it takes a second to start.
_MANY: Final = 40  # documents
_LARGE: Final = 1_000_000  # bytes, some three seconds of reading
# What one transaction of the ledger takes: enough for a transaction to cost little a document, and little to redo.
_GROUP: Final = 32  # documents
_GROUP_TEXT: Final = 2_000_000  # characters


def read_groups(
    documents: Sequence[FoundDocument],
    names: KnownNames,
    ledger: Ledger,
    *,
    workers: int | None = None,
    second: SecondReader | None = None,
) -> Groups:
    """Every document of the plan, read where the ledger does not have it, in groups to be recorded together.

    Groups depend on the documents alone. While one is recorded, the processes go on with the next.

    Args:
        documents: what the plan found; the second of two with the same bytes counts as known.
        names: those to look for beside the lexicon's.
        ledger: asked which documents it has.
        workers: processes to read with; 1 for this one only, None for one a core where that pays.
        second: who reads what the rules are unsure of; it keeps one account, so that this process reads alone.
    """
    fresh, known, size = _sorted_out(documents, ledger.recorded_by(reader_of(second)))
    if known:
        yield known
    if not fresh:
        return
    count = workers or (cores() if len(fresh) >= _MANY or size >= _LARGE else 1)
    if second is not None or min(count, len(fresh)) < 2:
        prepare(names)
        yield from _grouped(extract_one(names, task, second) for task in fresh)
        return
    with closing(read_in_processes(fresh, names, min(count, len(fresh)))) as reads:
        yield from _grouped(reads)


def begin_reading(documents: Sequence[FoundDocument], ledger: Ledger, second: SecondReader | None = None) -> None:
    """Have a first document read, where it is new, while the rest of a run is made ready.

    Args:
        documents: what the plan found.
        ledger: asked whether it has the document.
        second: as for `read_groups`.
    """
    if documents and _identity(documents[0].file)[0] not in ledger.recorded_by(reader_of(second)):
        begin_document(documents[0].file)


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sorted_out(documents: Iterable[FoundDocument], recorded: frozenset[str]) -> tuple[list[Task], list[Read], int]:
    """What is to be read, what is not, and the bytes of the former."""
    fresh: dict[str, Task] = {}
    known: list[Read] = []
    total = 0
    for found in documents:
        document, size = _identity(found.file)
        if document in recorded or document in fresh:
            known.append(Read(document, None))
        else:
            fresh[document] = Task(document, found)
            total += size
    return list(fresh.values()), known, total


def _identity(file: FoundFile) -> tuple[str, int]:
    """Id and size in bytes; a file that cannot be opened goes by its name."""
    try:
        content = file.read_bytes()
    except Unreadable:
        return document_id(file.name.encode()), 0
    return document_id(content), len(content)


def _grouped(reads: Iterable[Read]) -> Generator[list[Read], None, None]:
    group: list[Read] = []
    length = 0
    for read in reads:
        group.append(read)
        length += len(read.new.document.text) if read.new else 0
        if len(group) >= _GROUP or length >= _GROUP_TEXT:
            yield group
            group, length = [], 0
    if group:
        yield group
