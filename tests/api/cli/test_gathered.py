from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from api.cli.gathered import gathered


@dataclass(frozen=True, slots=True)
class Size:
    """Two options."""

    wide: Annotated[int, typer.Option("--wide", min=1)] = 1
    names: Annotated[list[str] | None, typer.Option("--name")] = None


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()

    @made.command()
    @gathered
    def draw(context: typer.Context, what: Annotated[str, typer.Argument()], size: Size, *, dark: bool = False) -> None:
        """Draws."""
        print(context.info_name, what, size, dark)

    return made


def test_fields_of_a_dataclass_are_options_of_the_command(app: typer.Typer) -> None:
    told = CliRunner().invoke(app, ["a", "--wide", "2", "--name", "x", "--name", "y", "--dark"])
    assert told.output == "draw a Size(wide=2, names=['x', 'y']) True\n"


def test_what_is_not_given_is_the_default_of_the_field(app: typer.Typer) -> None:
    assert CliRunner().invoke(app, ["a"]).output == "draw a Size(wide=1, names=None) False\n"


def test_a_field_is_checked_as_an_option_is(app: typer.Typer) -> None:
    assert CliRunner().invoke(app, ["a", "--wide", "0"]).exit_code == 2
    assert "--wide" in CliRunner().invoke(app, ["--help"]).output
