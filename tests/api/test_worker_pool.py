import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.documents import read_groups
from api.extraction import Read, Task, extract_one
from api.intake import FoundDocument
from api.worker_pool import read_in_processes
from graph.ledger import Ledger
from ingest.files import FoundFile
from ontology.ids import document_id

SENTENCES = [f"样例{sign}机电有限公司生产减速器。" for sign in "甲乙丙丁戊己"]


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    found = []
    for number, sentence in enumerate(SENTENCES):
        path = tmp_path / f"{number}.txt"
        path.write_text(sentence, encoding="utf-8")
        file = FoundFile(path.name, path)
        found.append(Task(document_id(path.read_bytes()), FoundDocument(file, None)))
    return found


def names_of(read: Read) -> list[str]:
    assert read.new is not None
    return list(read.new.batch.mentions["name"].to_pylist())


def reasons_of(read: Read) -> list[str]:
    assert read.new is not None
    return list(read.new.batch.rejects["reason"].to_pylist())


def test_processes_say_the_same_in_the_same_order_as_one(tasks: list[Task]) -> None:
    alone = [extract_one((), task) for task in tasks]
    together = list(read_in_processes(tasks, (), 2))
    assert [read.document for read in together] == [task.id for task in tasks]
    assert together == alone


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    """A file whose reading never ends, as long as nobody writes to it."""
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    held = os.open(path, os.O_RDWR)
    yield path
    os.close(held)


def test_a_document_that_takes_too_long_is_given_up_and_the_others_are_read(tasks: list[Task], pipe: Path) -> None:
    endless = Task("doc:endless", FoundDocument(FoundFile(pipe.name, pipe), None))
    reads = list(read_in_processes([tasks[0], endless, tasks[1]], (), 1, longest=15.0))
    assert [len(reasons_of(read)) for read in reads] == [0, 1, 0]
    assert "took too long" in reasons_of(reads[1])[0]


def test_a_process_that_is_killed_costs_its_document_only(tasks: list[Task]) -> None:
    reads = read_in_processes(tasks, (), 1)
    first = next(reads)
    for child in children():
        os.kill(child, signal.SIGKILL)
    rest = list(reads)
    lost = [read for read in rest if reasons_of(read)]
    assert reasons_of(first) == []
    assert len(lost) <= 1
    assert all("-9" in reasons_of(read)[0] for read in lost)
    assert [read.document for read in (first, *rest)] == [task.id for task in tasks]


def children() -> list[int]:
    """Processes that this one has started to read documents."""
    command = ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "api.worker" in line]


def test_closing_ends_the_processes(tasks: list[Task]) -> None:
    reads = read_in_processes(tasks, (), 2)
    next(reads)
    assert children()
    reads.close()
    assert not children()


def test_a_fault_of_the_program_is_a_reject_that_is_tried_again(
    tasks: list[Task], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by chance")

    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        with monkeypatch.context() as patched:
            patched.setattr("api.extraction.claims_of", broken)
            (group,) = read_groups([task.found for task in tasks], (), ledger)
            ledger.record_all([read.new for read in group if read.new])
        assert all("ZeroDivisionError: by chance（test_worker_pool.py:" in reasons_of(read)[0] for read in group)
        (again,) = read_groups([task.found for task in tasks], (), ledger)
    assert [names_of(read)[0] for read in again] == [sentence[:9] for sentence in SENTENCES]


def test_what_no_document_can_help_stops_the_run(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.worker_pool.sys.executable", shutil.which("false"))
    with pytest.raises(RuntimeError, match="ended at its start"):
        next(read_in_processes(tasks, (), 1))


def test_the_second_of_two_equal_files_counts_as_known(tasks: list[Task], tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        known, fresh = read_groups([tasks[0].found, tasks[0].found], (), ledger)
    assert [read.new for read in known] == [None]
    assert [names_of(read)[0] for read in fresh] == ["样例甲机电有限公司"]


@pytest.mark.parametrize("waiting", ["next(reads)", "signal.pause()"], ids=["inside", "outside"])
def test_a_script_that_ingests_needs_no_guard_and_an_interrupt_ends_all(
    tasks: list[Task], pipe: Path, waiting: str
) -> None:
    script = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # what runs in the background starts without
        "from pathlib import Path\n"
        "from api.extraction import Task\n"
        "from api.intake import FoundDocument\n"
        "from api.worker_pool import read_in_processes\n"
        "from ingest.files import FoundFile\n"
        "tasks = [Task('doc:' + path, FoundDocument(FoundFile(path, Path(path)), None)) for path in sys.argv[1:]]\n"
        "reads = read_in_processes(tasks, (), 2)\n"
        "print(next(reads).document, flush=True)\n"
        f"{waiting}\n"
    )
    command = [sys.executable, "-c", script, str(tasks[0].found.file.path), str(pipe)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("doc:")
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert said.strip().endswith("KeyboardInterrupt")
    assert process.returncode != 0
