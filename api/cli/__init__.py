"""The `liantu` command. One file a group of commands; each command parses, calls one function, prints."""

import sys
from importlib import import_module
from typing import Final

from api.cli.app import app
from api.cli.printing import print_problem
from ontology.errors import LiantuError

# The files of commands, each of which adds its own to the app when it is loaded.
_GROUPS: Final = (
    "access",
    "assistant",
    "board",
    "build",
    "chains",
    "compare",
    "explore",
    "export",
    "identity",
    "indices",
    "market",
    "measure",
    "policies",
    "question",
    "reports",
    "review",
    "selfcheck",
    "serve",
    "shock",
    "sparql",
    "train",
    "upkeep",
    "webhooks",
)


def main() -> None:
    """Run the command line: exit 0 done, 1 a clear error, 2 usage."""
    for group in _GROUPS:
        import_module(f"api.cli.{group}")
    try:
        app()
    except LiantuError as problem:
        print_problem(problem, as_json="--json" in sys.argv)
        sys.exit(1)
