"""A thousand generated attempts to write, to reach other files, or to reach another host: none of them passes."""

import socket
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import httpx
import pytest

from tests.api.conftest import Built
from tests.api.rest import attempts
from tests.api.spaces import copied, served

SECRET = "样例绝密有限公司"


@dataclass(frozen=True)
class Target:
    """A service, the folder around its workspace, and a port where nobody may call."""

    client: httpx.Client
    folder: Path
    ear: socket.socket

    @property
    def places(self) -> dict[str, str]:
        port = self.ear.getsockname()[1]
        return {"HOST": f"http://127.0.0.1:{port}", "FILE": str(self.folder / "touched"), "FOLDER": str(self.folder)}

    def state(self) -> tuple[Any, list[str]]:
        """What the graph holds, and the files around and in the workspace but for uploads and the audit of them."""
        kept = [self.folder / "workspace" / name for name in ("uploads", "access")]
        found = (path for path in self.folder.rglob("*") if path.is_file())
        files = [path for path in found if not any(path.is_relative_to(one) for one in kept)]
        return self.client.get("/v1/stats").json(), sorted(str(path.relative_to(self.folder)) for path in files)

    def assert_untouched(self, before: tuple[Any, list[str]]) -> None:
        assert self.state() == before
        with pytest.raises(BlockingIOError):
            self.ear.accept()

    def finished(self, job: str) -> Any:
        while (found := self.client.get(f"/v1/jobs/{job}").json())["state"] in {"queued", "running"}:
            sleep(0.02)
        return found


@pytest.fixture(scope="module")
def target(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder = tmp_path_factory.mktemp("target")
    (folder / "secret.csv").write_text(f"name\n{SECRET}\n", encoding="utf-8")
    with sqlite3.connect(folder / "secret.db") as base:
        base.execute("CREATE TABLE secret (name TEXT)")
        base.execute("INSERT INTO secret VALUES (?)", (SECRET,))
    base.close()
    with served(copied(small.folder, folder / "workspace")) as address, socket.create_server(("127.0.0.1", 0)) as ear:
        ear.setblocking(False)
        with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
            client.get("/v1/sparql", params={"query": "ASK {}"})  # the store is made before files are counted
            yield Target(client, folder, ear)


def test_there_are_a_thousand() -> None:
    texts = (attempts.cypher_attempts(), attempts.sparql_attempts(), attempts.upload_names(), attempts.cards())
    assert sum(len(set(one)) for one in texts) + len(list(attempts.search_attempts())) >= 1_000


@pytest.mark.parametrize(
    ("path", "field", "texts"),
    [("/v1/cypher", "cypher", attempts.cypher_attempts), ("/v1/sparql", "query", attempts.sparql_attempts)],
)
def test_no_query_writes_leaves_the_graph_or_asks_another_host(
    target: Target, path: str, field: str, texts: Callable[[], Iterator[str]]
) -> None:
    before = target.state()
    for text in texts():
        answer = target.client.post(path, json={field: attempts.filled(text, target.places)})
        assert answer.status_code in {403, 422}, text
    target.assert_untouched(before)


def test_no_search_is_more_than_a_search(target: Target) -> None:
    before = target.state()
    for path, parameters in attempts.search_attempts():
        given = {name: attempts.filled(value, target.places) for name, value in parameters.items()}
        answer = target.client.get(attempts.filled(path, target.places), params=given)
        assert answer.status_code < 500, (path, given)
        assert SECRET not in answer.text
        assert "set-cookie" not in answer.headers
    target.assert_untouched(before)


def test_no_uploaded_name_leads_out_of_its_folder(target: Target) -> None:
    before, jobs = target.state(), []
    broken = ("files", ("broken.card.yaml", b"[", "text/yaml"))  # ends the ingest before anything is read
    for name in attempts.upload_names():
        files = [("files", (attempts.filled(name, target.places), b"", "text/plain")), broken]
        answer = target.client.post("/v1/ingest", files=files)
        assert answer.status_code in {202, 422}, name
        jobs += [answer.json()["id"]] if answer.status_code == 202 else []
    assert len(jobs) > 140
    assert target.finished(jobs[-1])["state"] == "failed"
    uploads = target.folder / "workspace" / "uploads"
    kept = [path.relative_to(uploads).parts for path in uploads.rglob("*") if path.is_file()]
    assert {parts[1:-1] for parts in kept} == {(), ("files",)}
    assert {parts[-1] for parts in kept if len(parts) == 2} == {"job.json"}
    target.assert_untouched(before)


def test_no_uploaded_card_reads_other_files_databases_or_runs_code(target: Target) -> None:
    before = target.state()
    for text in attempts.cards():
        card = attempts.filled(text, target.places).encode()
        files = [("files", ("a.card.yaml", card, "text/yaml")), ("files", ("own.csv", b"name\n\n", "text/csv"))]
        found = target.finished(target.client.post("/v1/ingest", files=files).json()["id"])
        assert found["state"] == "failed", text
        assert "程序错误" not in found["message"], text
    target.assert_untouched(before)
    with sqlite3.connect(target.folder / "secret.db") as base:
        assert base.execute("SELECT name FROM secret").fetchall() == [(SECRET,)]
    base.close()
