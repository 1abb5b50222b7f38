"""The order of the hops, on one screen.

plan ─▶ read, extract | map ─▶ record ─▶ derive ─▶ write ─▶ graph, search index, snapshot
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import monotonic

import pyarrow as pa

from api.documents import Groups, begin_reading, read_groups
from api.extraction import KnownNames, Read
from api.ingest_result import EditionResult, IngestResult
from api.intake import Plan, plan
from api.reading import kept_snapshot
from api.workspace import Workspace
from graph.derive import changes, derive
from graph.derive.size import entities_by_class, graph_size
from graph.ledger import DocumentRecord
from graph.search import make_indexes
from graph.snapshot_change import keep_change
from graph.snapshot_file import kept_whole, write_whole
from graph.store import GraphDelta
from ingest.table_files import MappedTable
from nlp.llm import SecondReader
from ontology.chains import chain_batch, chain_document, chain_source
from ontology.facts import Reject
from ontology.schema import EntityClass, SourceKind

TABLE_READER = "card/2"
DEFINITION_READER = "chain/1"

Report = Callable[[str], None]
Stop = Callable[[], bool]


def _silent(_: str) -> None:
    """Tell nobody."""


def _never() -> bool:
    """Go on to the end."""
    return False


@dataclass(frozen=True, slots=True)
class _Reading:
    """Who is told of the reading, and who may end it."""

    report: Report
    stop: Stop


@dataclass(slots=True)
class _Tally:
    """What a run did so far."""

    documents: int = 0
    tables: int = 0
    rows: int = 0
    claims: int = 0
    unchanged: int = 0
    rejects: int = 0  # of documents
    editions: list[EditionResult] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)  # document ids, unchanged ones too
    stopped: bool = False


def ingest(  # noqa: PLR0913 — all but two are options with a default
    workspace: Workspace,
    paths: Sequence[Path],
    card: Path | None = None,
    *,
    workers: int | None = None,
    second: SecondReader | None = None,
    report: Report = _silent,
    stop: Stop = _never,
) -> IngestResult:
    """Bring files into the workspace and its graph up to date. What is there already is not read again.

    A table, or a group of documents, is one transaction of the ledger: a run that dies in the middle is gone on with
    by running it again, and the graph is the same, whatever the number of workers.

    Args:
        workspace: where it all goes.
        paths: files, folders and archives.
        card: the mapping card of tables that have none beside them.
        workers: processes that read documents; None for one a core where there is enough to read.
        second: a language model that reads what the rules are unsure of, in this process alone.
        report: told of progress.
        stop: asked before each table and group of documents; once true, no more is read, and the graph is made equal
            to what was recorded until then.

    Raises:
        NoSuchPath, BadCard, UnknownWord, MissingTable, TooFewRows: nothing was written.
        WorkspaceLocked: another process writes this workspace.
    """
    start, planned, tally = monotonic(), plan(paths, card), _Tally()
    if len(planned.documents) == 1:  # several are better read by processes of their own
        begin_reading(planned.documents, workspace.ledger, second)
    record_definitions(workspace)
    reading = _Reading(report, stop)
    _record_tables(workspace, planned, tally, reading)
    read = partial(read_groups, workers=workers, second=second)
    _record_documents(workspace, planned, tally, read=read, reading=reading)
    publish(workspace, report=report)
    result = _result(workspace, planned, tally, seconds=round(monotonic() - start, 3))
    return replace(result, llm=second.tally.as_dict()) if second else result


def publish(workspace: Workspace, *, ready: bool = True, anew: bool = False, report: Report = _silent) -> str:
    """Derive entities and facts from the ledger and make the graph equal to them. Answers the version.

    Args:
        workspace: its ledger is read, its graph is written.
        ready: make snapshot and indexes of the new version now; a correction leaves that to the next question.
        anew: write the whole graph, though it be of this version.
        report: told of progress.
    """
    report("归并实体、推导事实 · resolving and deriving")
    version = derive(workspace.ledger)
    with workspace.renewing():
        _write(workspace, version, ready=ready, anew=anew, report=report)
        if ready:
            report("更新索引 · indexing")
            workspace.warm()
    return version


def _write(workspace: Workspace, version: str, *, ready: bool, anew: bool, report: Report) -> None:
    written = workspace.store.view().version()
    if written == version and not anew:
        return
    report("写入图谱 · writing the graph")
    anew = anew or (ready and workspace.store.is_worn)  # a correction does not wait for that
    wanted, whole = changes(workspace.ledger, "" if anew else written)
    if whole:
        _write_anew(workspace, wanted, ready=ready)
    else:
        _apply(workspace, written, wanted, ready=ready)


def _write_anew(workspace: Workspace, wanted: GraphDelta, *, ready: bool) -> None:
    """Snapshot first: the graph is written from it, and the indexes are made of it in the meantime."""
    place = workspace.folder / "snapshots"
    write_whole(place, wanted)
    workspace.ledger.rest()
    with ThreadPoolExecutor(1) as beside, workspace.store.writer() as writer:
        if ready:
            beside.submit(_make_indexes, workspace.folder, wanted.version)
        writer.rewrite(kept_whole(place, wanted))


def _apply(workspace: Workspace, written: str, wanted: GraphDelta, *, ready: bool) -> None:
    """Keep what has changed since `written`: a snapshot is sooner made from it than read back."""
    keep_change(workspace.folder / "snapshots", written, wanted)
    with ThreadPoolExecutor(1) as beside, workspace.store.writer() as writer:
        if ready:
            beside.submit(_make_indexes, workspace.folder, wanted.version)
        writer.apply(wanted)


def _make_indexes(folder: Path, version: str) -> None:
    """Make the snapshot and the indexes of a version; what fails here is made, or fails, where they are opened."""
    snapshot = kept_snapshot(folder / "snapshots", version)
    if snapshot is not None:
        make_indexes(folder / "search", snapshot, folder / "snapshots")


def rebuild(workspace: Workspace, *, report: Report = _silent) -> str:
    """Write the graph from the ledger as if for the first time. Answers the version, the same as before."""
    record_definitions(workspace)
    return publish(workspace, anew=True, report=report)


def retract(workspace: Workspace, document: str) -> str:
    """Take a document, and all that only it says, out of ledger and graph. Raises UnknownDocument."""
    workspace.ledger.retract(document)
    return publish(workspace, ready=False)


def record_definitions(workspace: Workspace) -> None:
    """Bring the chain definitions in the ledger up to date; a definition that changed replaces its old form."""
    documents = workspace.ledger.documents()
    known = {row["id"]: row["name"] for row in documents.to_pylist() if row["source_kind"] == SourceKind.DEFINITION}
    current = {chain_document(chain).id: chain for chain in workspace.chains}
    for gone in known.keys() - current.keys():
        workspace.ledger.retract(gone)
    for key, chain in current.items():
        if not workspace.ledger.has(key, DEFINITION_READER):
            text = chain_document(chain)
            record = DocumentRecord(
                key, text.name, kind="definition", title=text.title, text=text.text, reader=DEFINITION_READER
            )
            workspace.ledger.record(record, chain_source(chain), chain_batch(chain))


def _record_tables(workspace: Workspace, planned: Plan, tally: _Tally, reading: _Reading) -> None:
    for opened in planned.tables:
        for table in opened.mapped():
            if reading.stop():
                tally.stopped = True
                return
            tally.touched.append(table.document.id)
            if _is_known(workspace, table.document.id):
                tally.unchanged += 1
                continue
            reading.report(f"{table.document.name}：{table.rows} 行 · rows")
            tally.tables += 1
            tally.rows += table.rows
            tally.claims += _record_table(workspace, table)
            tally.editions += _edition(workspace, table)


def _is_known(workspace: Workspace, document: str) -> bool:
    """Whether a table is recorded, and no other edition of the same day after it: what is given last is the newest."""
    return workspace.ledger.has(document, TABLE_READER) and workspace.ledger.is_newest(document)


def _edition(workspace: Workspace, table: MappedTable) -> list[EditionResult]:
    change = workspace.ledger.edition_change(table.document.id)
    if change is None:
        return []
    document, source = table.document, table.source
    counts = {"new": change.new, "changed": change.changed, "vanished": change.vanished}
    return [EditionResult(document.id, document.name, source.published, change.before, **counts)]


def _record_table(workspace: Workspace, table: MappedTable) -> int:
    record = DocumentRecord(
        table.document.id,
        table.document.name,
        kind="table",
        reader=TABLE_READER,
        register=table.register,
        content=table.content,
    )
    claims = 0
    with workspace.ledger.recording(record, table.source) as recording:
        for batch in table.batches:
            recording.add(batch)
            claims += batch.claims.num_rows + batch.observations.num_rows
    return claims


def _record_documents(
    workspace: Workspace, planned: Plan, tally: _Tally, *, read: Callable[..., Groups], reading: _Reading
) -> None:
    if tally.stopped or not planned.documents:  # a register of a million names is not read out for nobody
        return
    done = 0
    with closing(read(planned.documents, _known_names(workspace), workspace.ledger)) as groups:
        for group in groups:
            done += len(group)
            _record_group(workspace, group, tally)
            reading.report(
                f"文档 {done}/{len(planned.documents)}，新主张 {tally.claims}，未采用 {tally.rejects}"
                " · documents, claims, rejects"
            )
            if reading.stop() and done < len(planned.documents):
                tally.stopped = True
                return


def _known_names(workspace: Workspace) -> KnownNames:
    """What documents are searched for beside the lexicon: products of the chains, and the firms of the registers."""
    products = {name for chain in workspace.chains for node in chain.nodes for name in node.names}
    firms = workspace.ledger.registered(EntityClass.ENTERPRISE)
    return (
        *((name, EntityClass.TECHNOLOGY) for name in sorted(products)),
        *((name, EntityClass.ENTERPRISE) for name in firms),
    )


def _record_group(workspace: Workspace, group: Sequence[Read], tally: _Tally) -> None:
    entries = [read.new for read in group if read.new is not None]
    workspace.ledger.record_all(entries)
    tally.touched += [read.document for read in group]
    tally.unchanged += len(group) - len(entries)
    tally.documents += len(entries)
    tally.claims += sum(one.batch.claims.num_rows + one.batch.observations.num_rows for one in entries)
    tally.rejects += sum(one.batch.rejects.num_rows for one in entries)


def _result(workspace: Workspace, planned: Plan, tally: _Tally, *, seconds: float) -> IngestResult:
    size = graph_size(workspace.ledger)
    return IngestResult(
        documents=tally.documents,
        tables=tally.tables,
        rows=tally.rows,
        claims=tally.claims,
        entities=size.entities,
        facts=size.facts,
        rejects=(*planned.rejects, *_rejects_of(workspace, tally.touched)),
        unchanged=tally.unchanged,
        seconds=seconds,
        by_class=entities_by_class(workspace.ledger),
        editions=tuple(tally.editions),
        stopped=tally.stopped,
    )


def _rejects_of(workspace: Workspace, documents: Sequence[str]) -> list[Reject]:
    table = workspace.ledger.rejects()
    wanted = table.filter(pa.compute.is_in(table["document"], value_set=pa.array(documents, pa.string())))
    return [Reject(f"{row['document_name']} {row['where']}".strip(), row["reason"]) for row in wanted.to_pylist()]
