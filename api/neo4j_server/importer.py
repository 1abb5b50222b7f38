"""The import tool of the same Neo4j: an exported graph into the files of a server that does not run."""

import os
import subprocess
from pathlib import Path

from api.neo4j_server.server import fetch_server, last_line
from ontology.errors import ServiceFailed

# The tool keeps its own data beside the heap; a collector of several threads is done sooner than one that pauses less.
_TOOL = """#!/bin/sh
exec java -Xmx2g -XX:+UseParallelGC -cp '{jars}/*' org.neo4j.cli.AdminTool "$@"
"""


def import_graph(data: Path, script: Path, *, database: str = "neo4j") -> None:
    """Run the `import.sh` of an export; what the database held before is replaced.

    Args:
        data: the server's files, as `running_server` takes them; the server must be stopped.
        script: the `import.sh` that `graph.exports.neo4j_import` wrote.
        database: which database of the server.

    Raises:
        MissingTool: Java or Maven is not installed.
        ServiceFailed: the tool refuses; its last line says why.
    """
    tool = _install(data.resolve(), fetch_server())
    home = {**os.environ, "NEO4J_HOME": str(data.resolve()), "NEO4J_CONF": str(tool.parents[1] / "conf")}
    command = ["sh", str(script.resolve()), database]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=home)  # noqa: S603 - our own words
    if done.returncode:
        raise ServiceFailed("neo4j-admin", last_line(done.stderr or done.stdout))


def _install(home: Path, jars: Path) -> Path:
    """The tool where an installed server has it."""
    tool = home / "bin" / "neo4j-admin"
    for folder in (tool.parent, home / "conf"):
        folder.mkdir(parents=True, exist_ok=True)
    tool.write_text(_TOOL.format(jars=jars), encoding="utf-8")
    tool.chmod(0o755)
    return tool
