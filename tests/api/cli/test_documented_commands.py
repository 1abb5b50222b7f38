"""What the documents tell users to type exists."""

import re
from pathlib import Path

import pytest

from tests.api.conftest import Command

ROOT = Path(__file__).parents[3]
TOLD = [
    ROOT / name
    for name in (
        "README.md",
        "CHANGELOG.md",
        "docs/user-guide.zh.md",
        "docs/doors.zh.md",
        "docs/cards.md",
        "docs/extraction.md",
        "docs/operations.md",
        "docs/tutorials/policy-staff.zh.md",
        "docs/tutorials/sme.zh.md",
        "docs/tutorials/analyst.zh.md",
    )
]
COMMAND = re.compile(r"(?<![\w/.-])(?:\.venv/bin/)?liantu(?: --workspace \S+)? ([a-z]+)")


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.name)
def test_every_command_in_a_document_exists(path: Path, liantu: Command) -> None:
    told = sorted(set(COMMAND.findall(path.read_text(encoding="utf-8"))))
    assert told
    assert [name for name in told if liantu(name, "--help").status] == []
