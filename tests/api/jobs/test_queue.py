from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from api.jobs import Jobs, JobState, QueueBusy, UnknownJob, queue, uploads
from api.jobs.uploads import safe_name
from ontology.errors import BadInput
from tests.api.spaces import opened

PAPER = ("paper.txt", "甲机电有限公司生产谐波减速器。".encode())


def _upload(jobs: Jobs, name: str = PAPER[0]) -> str:
    return jobs.start([(name, BytesIO(PAPER[1]))]).id


def _upload_table(jobs: Jobs) -> str:
    table = "企业名称,产品\n甲机电有限公司,减速器\n".encode()
    card = (
        "source: {name: 名录, publisher: 某局, licence: 内部, kind: registry}\n"
        "tables:\n  - file: a.csv\n    things: {firm: {class: Enterprise, name: 企业名称}}\n"
    ).encode()
    return jobs.start([("a.csv", BytesIO(table)), ("a.card.yaml", BytesIO(card))]).id


def _wait(until: Callable[[], bool]) -> None:
    late = monotonic() + 60
    while not until():
        assert monotonic() < late
        sleep(0.02)


def _ended(jobs: Jobs, key: str) -> Callable[[], bool]:
    return lambda: jobs.job(key).has_ended


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("报告.txt", "报告.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\data\\名录.csv", "名录.csv"),
        ("..", "upload"),
        ("a/", "upload"),
        ("名\x00录.csv", "名录.csv"),
        ("", "upload"),
        (".hidden", "hidden"),
    ],
)
def test_an_uploaded_name_cannot_lead_out_of_its_folder(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_very_long_name_keeps_its_end() -> None:
    assert safe_name("长" * 300 + ".pdf").endswith(".pdf")
    assert len(safe_name("长" * 300 + ".pdf").encode()) <= 200


def test_two_files_of_one_name_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        with pytest.raises(BadInput, match=r"same\.txt"):
            jobs.start([("a/same.txt", BytesIO(b"one")), ("b/same.txt", BytesIO(b"two"))])
        jobs.close()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_fault_of_ours_ends_the_job_and_stands_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(queue.pipeline, "ingest", fail)
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        job = jobs.start([("paper.txt", BytesIO("正文".encode()))])
        jobs._pool.shutdown(wait=True)
        assert jobs.job(job.id).state == "failed"
    assert "ZeroDivisionError" in caplog.text


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        with pytest.raises(BadInput, match=r"large\.txt"):
            jobs.start([("large.txt", BytesIO(b"x" * 11))])
        jobs.close()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_an_upload_that_cannot_be_kept_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(uploads, "_copy", full)
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        with pytest.raises(OSError, match="No space"):
            jobs.start([("a.txt", BytesIO(b"x"))])
        jobs.close()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_an_upload_without_a_file_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        with pytest.raises(BadInput, match="没有上传文件"):
            jobs.start([])
        jobs.close()


def test_a_job_that_nobody_started_is_unknown(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        with pytest.raises(UnknownJob, match="nothing"):
            jobs.job("nothing")
        jobs.close()


def test_a_job_is_known_after_a_restart_with_what_came_of_it(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        key = _upload(jobs)
        _wait(_ended(jobs, key))
        done = jobs.job(key)
        jobs.close()
        assert done.state is JobState.DONE
        again = Jobs(workspace)
        assert again.job(key) == done
        again.close()


def test_what_was_unfinished_is_gone_on_with_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        gate = Event()
        jobs._pool.submit(gate.wait)
        key = _upload(jobs)
        jobs._closing.set()
        gate.set()
        jobs.close()
        assert jobs.job(key).state is JobState.QUEUED
        again = Jobs(workspace)
        _wait(_ended(again, key))
        assert again.job(key).state is JobState.DONE
        again.close()


def test_a_service_that_ends_leaves_the_running_job_to_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)

        def ends(*_: object, report: Callable[[str], None], **__: object) -> None:
            jobs._closing.set()
            report("读")

        monkeypatch.setattr(queue.pipeline, "ingest", ends)
        key = _upload(jobs)
        jobs._pool.shutdown(wait=True)
        assert jobs.job(key).state is JobState.QUEUED


def test_a_queued_job_is_cancelled_at_once(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        gate = Event()
        jobs._pool.submit(gate.wait)
        key = _upload(jobs)
        assert jobs.cancel(key).state is JobState.CANCELLED
        gate.set()
        jobs.close()
        assert workspace.ledger.counts()["documents"] == 0


def test_a_running_job_that_is_cancelled_keeps_what_it_has_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)
        whole = queue.pipeline.ingest

        def cancelled(*given: object, **options: object) -> object:
            jobs.cancel(key)
            return whole(*given, **options)  # type: ignore[arg-type]  # handed on as they come

        monkeypatch.setattr(queue.pipeline, "ingest", cancelled)
        gate = Event()
        jobs._pool.submit(gate.wait)
        key = _upload_table(jobs)
        gate.set()
        _wait(_ended(jobs, key))
        job = jobs.job(key)
        jobs.close()
    assert job.state is JobState.CANCELLED
    assert job.result is not None
    assert (job.result["stopped"], job.result["tables"]) == (True, 0)


def test_a_running_job_that_is_cancelled_reads_no_more_when_the_service_ends_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace)

        def ends(*_: object, report: Callable[[str], None], **__: object) -> None:
            jobs.cancel(key)
            jobs._closing.set()
            report("读")

        with monkeypatch.context() as patch:
            patch.setattr(queue.pipeline, "ingest", ends)
            gate = Event()
            jobs._pool.submit(gate.wait)
            key = _upload_table(jobs)
            gate.set()
            jobs._pool.shutdown(wait=True)
        again = Jobs(workspace)
        _wait(_ended(again, key))
        job = again.job(key)
        again.close()
    assert job.state is JobState.CANCELLED
    assert job.result is not None
    assert (job.result["stopped"], job.result["tables"]) == (True, 0)


def test_a_correction_that_waits_too_long_is_not_made(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        jobs = Jobs(workspace, patience=0.01)
        gate, made = Event(), Event()
        jobs._pool.submit(gate.wait)
        with pytest.raises(QueueBusy):
            jobs.write(lambda _: made.set())
        gate.set()
        jobs.close()
    assert not made.is_set()
