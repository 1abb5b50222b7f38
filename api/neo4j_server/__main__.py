"""`python -m api.neo4j_server`: a Neo4j on bolt://127.0.0.1:7687 until Ctrl-C, its data in ./.neo4j."""

import os
import sys
import threading
from pathlib import Path
from typing import Final

from api.neo4j_server.server import VERSION, Server, fetch_server, running_server
from ontology.errors import LiantuError

_PORT: Final = 7687


def main() -> int:
    """Start, say how to use it, wait. Exit status 1 where it cannot be started."""
    try:
        _say(f"== Neo4j {VERSION}：首次使用先下载 123 MB · fetched on first use, 123 MB")
        fetch_server()
        with running_server(Path(".neo4j"), port=_PORT, password=os.environ.get("LIANTU_GRAPH_PASSWORD", "")) as server:
            _say(_welcome(server))
            threading.Event().wait()
    except KeyboardInterrupt:
        _say("\n== 已停止，数据留在 .neo4j · stopped; the data stays in .neo4j")
    except LiantuError as problem:
        sys.stderr.write(f"{problem.message}\n{problem.hint}\n")
        return 1
    return 0


def _welcome(server: Server) -> str:
    return (
        f"== 已就绪，Ctrl-C 停止 · ready, Ctrl-C stops it. 在另一终端 · in another terminal:\n"
        f"export LIANTU_GRAPH={server.url} LIANTU_GRAPH_USER={server.user} LIANTU_GRAPH_PASSWORD={server.password}"
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
