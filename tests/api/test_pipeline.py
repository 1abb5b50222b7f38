import os
import subprocess
import sys
from pathlib import Path

import pytest

from api import pipeline
from graph.embedded_store import EmbeddedStore
from graph.embedded_writer import EmbeddedWriter
from ontology.errors import UnknownDocument
from tests.api.conftest import Built
from tests.api.spaces import PLAN, PRODUCTS, copied, ingest_killed_at, ingested, opened, whole_graph


def document_named(folder: Path, part: str) -> str:
    with opened(folder) as workspace:
        rows = workspace.ledger.documents().to_pylist()
    return next(str(row["id"]) for row in rows if part in row["name"])


def test_the_counts_are_those_of_the_sample(sample: Built) -> None:
    found = sample.result
    assert (found.documents, found.tables, found.rows) == (26, 5, 407)
    assert found.facts > 800
    assert found.entities > 300


def test_every_reject_says_where_and_why(sample: Built) -> None:
    assert all(reject.where and reject.reason for reject in sample.result.rejects)


def test_the_same_ingest_again_changes_nothing(small_copy: Path) -> None:
    with opened(small_copy) as workspace:
        before = whole_graph(workspace)
        again = pipeline.ingest(workspace, [PLAN, PRODUCTS])
        assert (again.documents, again.tables, again.claims, again.unchanged) == (0, 0, 0, 2)
        assert whole_graph(workspace) == before


@pytest.fixture(scope="module")
def without_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small workspace as if its paper had never been; not to be changed."""
    folder = tmp_path_factory.mktemp("without") / "workspace"
    ingested(folder, [PRODUCTS])
    return folder


def test_the_order_of_the_files_does_not_matter(small: Built, without_paper: Path, tmp_path: Path) -> None:
    folder = copied(without_paper, tmp_path / "workspace")
    ingested(folder, [PLAN])
    with opened(folder) as other, opened(small.folder) as first:
        assert whole_graph(other) == whole_graph(first)


def test_a_retracted_document_leaves_what_there_is_without_it(small_copy: Path, without_paper: Path) -> None:
    paper = document_named(small_copy, "18-encoder-plan")
    with opened(small_copy) as workspace, opened(without_paper) as without:
        pipeline.retract(workspace, paper)
        assert whole_graph(workspace) == whole_graph(without)


def test_a_rebuild_gives_the_same_graph(small_copy: Path) -> None:
    with opened(small_copy) as workspace:
        before = whole_graph(workspace)
        pipeline.rebuild(workspace)
        assert whole_graph(workspace) == before


def test_retracting_a_document_nobody_knows_says_so(small_copy: Path) -> None:
    with opened(small_copy) as workspace, pytest.raises(UnknownDocument, match="doc:none"):
        pipeline.retract(workspace, "doc:none")


def test_a_run_killed_at_every_step_and_run_again_equals_an_undisturbed_one(small: Built, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    for step in ("products.csv", "resolving", "writing the graph", "indexing"):
        assert ingest_killed_at(step, folder, [PLAN, PRODUCTS]) < 0, step
    ingested(folder, [PLAN, PRODUCTS])
    with opened(folder) as killed, opened(small.folder) as undisturbed:
        assert whole_graph(killed) == whole_graph(undisturbed)
        assert killed.reading.names.find("光栅")


@pytest.fixture(scope="module")
def seventy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of many short documents, recorded in three groups."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(70):
        text = f"样例{number}号机电有限公司生产{number}型减速器。"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def test_many_documents_give_the_same_graph_whatever_the_number_of_processes(seventy: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "one") as one, opened(tmp_path / "two") as two:
        told: list[str] = []
        assert pipeline.ingest(one, [seventy], workers=1, report=told.append).documents == 70
        assert pipeline.ingest(two, [seventy], workers=2).documents == 70
        assert whole_graph(one) == whole_graph(two)
        assert one.ledger.commits().drop_columns("committed_at") == two.ledger.commits().drop_columns("committed_at")
    done = [line.split("，")[0] for line in told if line.startswith("文档")]
    assert done == ["文档 32/70", "文档 64/70", "文档 70/70"]


def test_documents_recorded_before_a_kill_are_not_read_again(seventy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    assert ingest_killed_at("文档 32/70", folder, [seventy]) < 0
    with opened(folder) as killed, opened(tmp_path / "undisturbed") as undisturbed:
        again = pipeline.ingest(killed, [seventy])
        assert again.unchanged >= 32
        assert again.documents + again.unchanged == 70
        pipeline.ingest(undisturbed, [seventy])
        assert whole_graph(killed) == whole_graph(undisturbed)


def test_a_second_process_is_told_who_holds_the_workspace(small_copy: Path) -> None:
    with opened(small_copy) as workspace:
        assert workspace.ledger.counts()
        command = [
            sys.executable,
            "-c",
            "from api.cli import main; main()",
            "--workspace",
            str(small_copy),
            "ingest",
            str(PLAN),
            "--json",
        ]
        second = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (second.returncode, second.stdout) == (1, "")
    assert '"WorkspaceLocked"' in second.stderr
    assert str(os.getpid()) in second.stderr


def test_files_of_one_name_in_two_folders_are_both_read(tmp_path: Path) -> None:
    for year, firm in (("2024", "甲机电有限公司"), ("2025", "乙机电有限公司")):
        (tmp_path / year / "briefs").mkdir(parents=True)
        (tmp_path / year / "briefs" / "01.txt").write_text(f"{firm}生产减速器。", encoding="utf-8")
    folders = [tmp_path / year / "briefs" for year in ("2024", "2025")]
    with opened(tmp_path / "space") as workspace:
        assert pipeline.ingest(workspace, folders[1:]).documents == 1
        again = pipeline.ingest(workspace, folders)
        assert (again.documents, again.unchanged) == (1, 1)


def test_a_document_knows_the_firms_of_a_register_by_their_short_names(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "firms.csv").write_text("企业名称\n绍兴云杼精密机械有限公司\n", encoding="utf-8")
    (files / "firms.card.yaml").write_text(
        "source: {name: 样例名录, kind: sample}\n"
        "tables: [{file: firms.csv, things: {firm: {class: Enterprise, name: 企业名称}}}]\n",
        encoding="utf-8",
    )
    (files / "news.txt").write_text("云杼精密昨日在杭州市签下一笔大单。", encoding="utf-8")
    ingested(tmp_path / "workspace", [files])
    news = document_named(tmp_path / "workspace", "news")
    with opened(tmp_path / "workspace") as workspace, workspace.ledger.transaction() as ledger:
        named = ledger.execute("SELECT name FROM mentions WHERE document = ?", [news]).fetchall()
    assert ("云杼精密",) in named


@pytest.mark.parametrize(("worn", "rewritten"), [(False, 0), (True, 1)])
def test_a_graph_that_is_worn_by_changes_is_written_anew_by_the_next_run_that_reads_files(
    without_paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, worn: bool, rewritten: int
) -> None:
    anew: list[str] = []
    rewrite = EmbeddedWriter.rewrite
    monkeypatch.setattr(EmbeddedStore, "is_worn", worn)
    monkeypatch.setattr(EmbeddedWriter, "rewrite", lambda own, it: (anew.append(it.version), rewrite(own, it)))
    ingested(copied(without_paper, tmp_path / "workspace"), [PLAN])
    assert len(anew) == rewritten


def test_a_retraction_waits_for_no_graph_to_be_written_anew(
    small_copy: Path, without_paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmbeddedStore, "is_worn", True)
    monkeypatch.setattr(EmbeddedWriter, "rewrite", lambda *_: pytest.fail("written anew"))
    paper = document_named(small_copy, "18-encoder-plan")
    with opened(small_copy) as workspace, opened(without_paper) as without:
        pipeline.retract(workspace, paper)
        assert whole_graph(workspace) == whole_graph(without)
