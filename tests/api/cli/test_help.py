"""What `--help` says of every command and option."""

import re
from collections.abc import Iterator

import click
import typer

from api.cli.app import app
from tests.api.conftest import Command

BOTH = re.compile(r"[一-龥].* · .*[A-Za-z]", re.DOTALL)


def told(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    """The name and the help of a command, its options and arguments, and of the commands below it."""
    yield path, command.help or ""
    for one in command.params:
        if one.name != "help":
            yield f"{path} {one.opts[0]}", getattr(one, "help", None) or ""
    for name, below in getattr(command, "commands", {}).items():
        yield from told(below, f"{path} {name}")


def test_every_command_and_option_says_in_two_languages_what_it_is_for(liantu: Command) -> None:
    liantu("--help")  # loads the commands
    root: click.Command = typer.main.get_command(app)
    found = dict(told(root, "liantu"))
    assert len(found) > 200
    assert [name for name, help_ in found.items() if not BOTH.search(help_)] == []
