import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.api.conftest import Command
from tests.api.spaces import opened

HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}


def message(method: str, number: int | None = None, **parameters: Any) -> str:
    told = {"jsonrpc": "2.0", "method": method, "params": parameters}
    return json.dumps(told if number is None else {**told, "id": number})


def answered(process: "subprocess.Popen[str]", *messages: str) -> Any:
    """The answer to the last message; every line on standard output is a message."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{one}\n" for one in messages))
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def test_an_assistant_is_served_on_standard_input_and_output(small_copy: Path) -> None:
    command = [sys.executable, "-c", "from api.cli import main; main()", "--workspace", str(small_copy), "mcp"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        hello = answered(process, message("initialize", 1, **HELLO))
        assert hello["result"]["serverInfo"]["name"] == "liantu"
        found = answered(
            process,
            message("notifications/initialized"),
            message("tools/call", 2, name="search_entities", arguments={"text": "减速器"}),
        )
        assert found["result"]["structuredContent"]["entities"]
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_while_a_service_has_the_workspace_the_way_to_ask_it_is_told(liantu: Command, small_copy: Path) -> None:
    with opened(small_copy) as held:
        assert held.view.version()
        outcome = liantu("--workspace", small_copy, "mcp")
    assert (outcome.status, outcome.out) == (1, "")
    assert "liantu mcp --server" in outcome.err
