"""Fetch Neo4j's jars once, start the server, stop it when done."""

import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ontology.errors import MissingTool, ServiceFailed

VERSION: Final = "5.26.30"  # as pom.xml has it; a test compares the two
USER: Final = "neo4j"
_HERE: Final = Path(__file__).parent
_HEAP: Final = "768m"
_WAIT: Final = 30  # seconds to let the server write what it holds and stop
_TOOLS: Final = {"java": "JDK 17", "mvn": "Maven 3"}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it answers and who may enter."""

    url: str
    password: str
    user: str = USER


def missing_tools() -> tuple[str, ...]:
    """What must be installed first: names of programs that are not on the path."""
    return tuple(name for name in _TOOLS if shutil.which(name) is None)


def fetch_server(cache: Path | None = None) -> Path:
    """The folder of the server's jars, fetched by Maven on first use (213 files, 123 MB).

    Args:
        cache: where to keep them; `$LIANTU_NEO4J_HOME`, else `~/.cache/liantu/neo4j`.

    Raises:
        MissingTool: Java or Maven is not installed.
        ServiceFailed: Maven cannot fetch them; its last line says why.
    """
    folder = (cache or _cache(os.environ)) / VERSION / "lib"
    if folder.is_dir():
        return folder
    for name in missing_tools():
        raise MissingTool(name, _TOOLS[name])
    # Fetched beside and renamed, so that an interrupted download is never taken for a whole one.
    coming = folder.with_name(f"lib.{os.getpid()}")
    done = subprocess.run(_fetch_command(coming), capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise ServiceFailed("Maven", last_line(done.stdout or done.stderr))
    coming.rename(folder)
    return folder


@contextmanager
def running_server(data: Path, *, port: int = 0, password: str = "") -> Iterator[Server]:
    """A server over the folder `data`, stopped at the end of the block, or when this process dies.

    Args:
        data: its files, made where absent and kept afterwards.
        port: of the Bolt protocol on 127.0.0.1; 0 takes a free one.
        password: of the user `neo4j`; a random one where empty.

    Raises:
        MissingTool: Java or Maven is not installed.
        ServiceFailed: it does not start.
    """
    jars = fetch_server()
    port = port or _free_port()
    password = password or secrets.token_urlsafe(12)
    data.mkdir(parents=True, exist_ok=True)
    process = _start(jars, data, port, password)
    try:
        _wait_until_ready(process)
        yield Server(f"bolt://127.0.0.1:{port}", password)
    finally:
        _stop(process)


def _cache(environment: Mapping[str, str]) -> Path:
    given = environment.get("LIANTU_NEO4J_HOME")
    return Path(given) if given else Path.home() / ".cache" / "liantu" / "neo4j"


def _fetch_command(target: Path) -> list[str]:
    return [
        "mvn",
        "-B",
        "-q",
        "-f",
        str(_HERE / "pom.xml"),
        "dependency:copy-dependencies",
        f"-DoutputDirectory={target}",
    ]


def _start(jars: Path, data: Path, port: int, password: str) -> subprocess.Popen[str]:
    # The first compiler alone halves the time to start, which is what a short life is made of.
    flags = [
        f"-Xmx{_HEAP}",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
    ]
    command = ["java", *flags, "-cp", f"{jars}/*", str(_HERE / "Server.java"), str(data), str(port)]
    log = (data / "server.log").open("w", encoding="utf-8")
    with log:
        return subprocess.Popen(  # noqa: S603 - our own words
            command,
            stdin=subprocess.PIPE,  # its end, at the latest when we die, stops the server
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "LIANTU_NEO4J_PASSWORD": password},
        )


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    if said != "ready":
        raise ServiceFailed("Neo4j", said or "server.log 中有原因 · see server.log")


def _stop(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    try:
        process.wait(_WAIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def last_line(text: str) -> str:
    """What a program said last."""
    return (text.strip().splitlines() or [""])[-1]
