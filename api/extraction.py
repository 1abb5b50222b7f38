"""One document read and extracted: what any process may do, given the file.

What a document says depends on its bytes and on the version of its readers alone. Whatever goes wrong with one
document costs that document only, and is a reject with its reason.
"""

import json
import re
import traceback
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pyarrow as pa

from api.intake import FoundDocument
from graph.ledger import AND_BEHIND, DocumentRecord, Entry, check
from ingest.files import read_document
from nlp.claims import EXTRACTOR, claims_of
from nlp.llm import LlmExtractor, SecondReader
from nlp.model_file import bundled_model
from nlp.pipeline import Extractor
from ontology.columns import REJECTS, ClaimBatch, empty_batch
from ontology.errors import Unreadable
from ontology.facts import Document, Source
from ontology.schema import EntityClass, SourceKind
from ontology.values.dates import parse_date

KnownNames = tuple[tuple[str, EntityClass], ...]
# What a fault of the program is recorded by: no version of a reader, so that the next run tries again.
UNFINISHED: Final = ""
_DAY: Final = re.compile(r"(?<![至到])\d{4}\s*(?:年|[-./])\s*\d{1,2}\s*(?:月|[-./])\s*\d{1,2}\s*日?")
_FIRST: Final = "2025年，浙江省样例机器人有限公司生产减速器3.5万台，同比增长12%，拟与省工业互联网平台共建“样例大脑”。"
_MARGIN: Final = 400  # characters at either end of a document in which its own date stands


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read: its id, which its bytes give, and where it lies."""

    id: str
    found: FoundDocument


@dataclass(frozen=True, slots=True)
class Read:
    """A document by its id; `new` is None where the ledger has it already."""

    document: str
    new: Entry | None


def prepare(names: KnownNames) -> None:
    """Build what every document needs: a fault in there is no fault of a document, and stops the run.

    A first sentence makes the tables and patterns that are made when first asked for, while nobody waits yet.
    """
    _extractor(names).extract(_FIRST)


def extract_one(names: KnownNames, task: Task, second: SecondReader | None = None) -> Read:
    """Read one document and find what it says; one that cannot be read says why in a reject.

    Args:
        names: those beside the lexicon's, such as those of the chain definitions and the registers.
        task: the document.
        second: who reads what the rules are unsure of, where somebody does.
    """
    try:
        return _extracted(names, task, second)
    except Unreadable as problem:
        return refused(task, problem.message, reader=reader_of(second))
    except Exception as fault:  # one document must never stop the thousand others; the reject names the fault
        return refused(
            task,
            f"程序出错，未能读完：{_placed(fault)} · a fault of the program while reading it",
        )


def refused(task: Task, reason: str, *, reader: str = UNFINISHED) -> Read:
    """A document that gives nothing but the reason why.

    Args:
        task: the document.
        reason: what is told of it.
        reader: the version of the readers that will never read it; without one it is tried again the next time.
    """
    rejects = pa.table({"where": [""], "reason": [reason]}, schema=REJECTS)
    name = task.found.file.name
    record = DocumentRecord(task.id, name, kind="unreadable", reader=reader)
    source = task.found.source or Source(name, SourceKind.UNSPECIFIED)
    return Read(task.id, Entry(record, source, replace(empty_batch(), rejects=rejects)))


def own_date(text: str) -> date | None:
    """The first day named at the head of a document, else the last one at its foot, where official ones carry it."""
    head, foot = _days(text[:_MARGIN]), _days(text[-_MARGIN:])
    return head[0] if head else foot[-1] if foot else None


@cache
def reader() -> str:
    """Name and version of what reads documents; one read by another version is read again."""
    return f"text/3 {EXTRACTOR} {bundled_model().version}".strip()


def reader_of(second: SecondReader | None) -> str:
    """Names and versions of what reads a document; one that was left half read goes by the rules alone."""
    return f"{reader()}{AND_BEHIND}{second.version}" if second and not second.tally.stopped else reader()


def _placed(fault: Exception) -> str:
    """A fault with the line that raised it: nobody else sees where it came from."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}: {fault}（{Path(last.filename).name}:{last.lineno}）"


def _extracted(names: KnownNames, task: Task, second: SecondReader | None) -> Read:
    document = read_document(task.found.file)
    rules = _extractor(names)
    extraction = LlmExtractor(rules, second).read(document) if second else rules.read(document)
    batch = _with_message(claims_of(document, extraction), document)
    check(batch, document.id)
    record = DocumentRecord(
        document.id,
        document.name,
        title=document.title,
        text=document.text,
        pages=document.pages,
        blocks=_blocks(document),
        reader=reader_of(second),
    )
    return Read(document.id, Entry(record, _source(task.found, document), batch))


@cache
def _extractor(names: KnownNames) -> Extractor:
    return Extractor(names)


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


def _days(text: str) -> list[date]:
    return [day for match in _DAY.finditer(text) if (day := parse_date(match.group())) is not None]
