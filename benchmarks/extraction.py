"""How fast documents become facts: `python -m benchmarks.extraction [REPORTS]`.

Work reports of governments, read in place from ../shared; it says so and stops where they are absent. There is no
peer that reads such documents into claims. Figures of one process count its own processor time, so that they hold on
a machine that is shared; those of two are wall times, one run after the other.
"""

import resource
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from api import pipeline
from api.extraction import Task
from api.intake import FoundDocument, plan
from api.settings import Settings
from api.worker_pool import read_in_processes
from api.workspace import Workspace
from benchmarks.pdf_pages import pdf_of
from ingest.files import read_document
from nlp.claims import claims_of
from nlp.pipeline import Extractor
from ontology.ids import document_id

ARCHIVE = Path(__file__).parents[2] / "shared" / "data" / "reports" / "government-work-reports-2018-2026.zip"
PAGES = 100
Answer = TypeVar("Answer")


def main(reports: int = 48) -> None:
    """Measure one process, two against one, a long PDF, and a whole ingest."""
    if not ARCHIVE.is_file():
        print("the work reports (../shared) are not on this machine")
        return
    found = plan([ARCHIVE]).documents
    tasks = [_task(one) for one in found[:: max(len(found) // reports, 1)][:reports]]
    texts = one_process(tasks)
    two_processes(tasks, sum(map(len, texts)))
    with TemporaryDirectory() as folder:
        long_pdf(Path(folder), texts[:8])
        whole_ingest(Path(folder), tasks)


def one_process(tasks: Sequence[Task]) -> list[str]:
    """Characters a second of one core from text to claims; answers the texts."""
    extractor, documents = Extractor(), [read_document(task.found.file) for task in tasks]
    extractor.read(documents[0])
    found, to_find = _timed(lambda: [extractor.read(document) for document in documents])
    batches, to_tell = _timed(lambda: list(map(claims_of, documents, found)))
    length = sum(len(document.text) for document in documents)
    said = sum(batch.claims.num_rows + batch.observations.num_rows for batch in batches)
    print(f"{len(tasks)} work reports, {length:,} characters, {said:,} claims and observations")
    print(f"one core: {length / to_find:,.0f} characters/s from text to names, relations and numbers")
    print(f"one core: {length / (to_find + to_tell):,.0f} characters/s from text to claims")
    return [document.text for document in documents]


def two_processes(tasks: Sequence[Task], length: int) -> None:
    """Two processes against one, both started before the clock is."""
    rates = []
    for count in (1, 2):
        reads = read_in_processes([*tasks[:count], *tasks], (), count)
        for _ in range(count):
            next(reads)
        began = time.perf_counter()
        said = sum(read.new.batch.claims.num_rows for read in reads if read.new)  # none where a process fails
        rates.append(length / (time.perf_counter() - began))
        print(f"{count} process{'es' if count > 1 else ''}: {rates[-1]:,.0f} characters/s, {said:,} claims")
    print(f"ratio: {rates[1] / rates[0]:.2f}×")
    print(f"memory of a process: {_mebibytes(resource.RUSAGE_CHILDREN)} MiB at most")


def long_pdf(folder: Path, texts: Sequence[str]) -> None:
    """A PDF of many pages from file to a graph that answers."""
    content, length = pdf_of([line for text in texts for line in text.splitlines() if line.strip()], PAGES)
    path = folder / "long.pdf"
    path.write_bytes(content)
    with Workspace(Settings(folder / "pdf")) as space:
        began = time.perf_counter()
        result = pipeline.ingest(space, [path])
        seconds = time.perf_counter() - began
    print(f"PDF of {PAGES} pages, {length:,} characters: {seconds:.1f} s to {result.facts:,} facts in a new workspace")


def whole_ingest(folder: Path, tasks: Sequence[Task]) -> None:
    """The reports from archive to graph, index and snapshot."""
    path = folder / "some.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for task in tasks:
            archive.writestr(task.found.file.member, task.found.file.read_bytes())
    with Workspace(Settings(folder / "reports")) as space:
        result = pipeline.ingest(space, [path])
    print(f"whole ingest: {result.seconds:.1f} s to {result.entities:,} entities and {result.facts:,} facts")
    print(f"memory of the main process: {_mebibytes(resource.RUSAGE_SELF)} MiB at most")


def _timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    """What the work gives, and the seconds of processor time it took."""
    began = time.process_time()
    answer = work()
    return answer, time.process_time() - began


def _task(found: FoundDocument) -> Task:
    return Task(document_id(found.file.read_bytes()), found)


def _mebibytes(who: int) -> int:
    """Most memory held at a time; Linux counts in KiB."""
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
