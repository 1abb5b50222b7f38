from io import BytesIO
from pathlib import Path

import pytest

from api import jobs
from api.jobs import Jobs, UnknownJob, safe_name
from ontology.errors import BadInput
from tests.api.spaces import opened


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
        queue = Jobs(workspace)
        with pytest.raises(BadInput, match=r"same\.txt"):
            queue.start([("a/same.txt", BytesIO(b"one")), ("b/same.txt", BytesIO(b"two"))])
        queue.close()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_fault_of_ours_ends_the_job_and_stands_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs.pipeline, "ingest", fail)
    with opened(tmp_path) as workspace:
        queue = Jobs(workspace)
        job = queue.start([("paper.txt", BytesIO("正文".encode()))])
        queue._pool.shutdown(wait=True)
        assert queue.job(job.id).state == "failed"
    assert "ZeroDivisionError" in caplog.text


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MOST_BYTES", 10)
    with opened(tmp_path) as workspace:
        queue = Jobs(workspace)
        with pytest.raises(BadInput, match=r"large\.txt"):
            queue.start([("large.txt", BytesIO(b"x" * 11))])
        queue.close()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_an_upload_without_a_file_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        queue = Jobs(workspace)
        with pytest.raises(BadInput, match="没有上传文件"):
            queue.start([])
        queue.close()


def test_a_job_that_nobody_started_is_unknown(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        queue = Jobs(workspace)
        with pytest.raises(UnknownJob, match="nothing"):
            queue.job("nothing")
        queue.close()
