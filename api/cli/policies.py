"""Commands on policies: what they ask, and whether a firm may apply."""

from pathlib import Path
from typing import Annotated

import typer

from api import policies
from api.cli.app import app
from api.cli.lines import read_lines, write_lines

group = typer.Typer(
    help="政策条件：抽取、逐条核对、可申报清单 · conditions of policies, and who may apply", no_args_is_help=True
)
app.add_typer(group, name="policies")

Out = Annotated[Path | None, typer.Option(help="结果文件 · where the lines go")]


@group.command()
def extract(
    jsonl: Annotated[Path, typer.Option(help="每行一个 {id, title, text} · one policy a line")],
    out: Out = None,
) -> None:
    """从政策文本抽取申报条件及其逻辑，不需要工作区 · conditions and their logic from texts."""
    write_lines(policies.extract(read_lines(jsonl)), out)


@group.command()
def check(
    policy_file: Annotated[Path, typer.Option("--policies", help="政策：文本，或已带 conditions 和 logic")],
    profiles: Annotated[Path, typer.Option(help="企业画像：每行 {id, name, base_year, facts}")],
    out: Out = None,
) -> None:
    """逐条核对每家企业是否符合每项政策，不需要工作区 · every policy for every firm."""
    found = policies.check_all(list(read_lines(policy_file)), list(read_lines(profiles)))
    write_lines((policies.check_record(one) for one in found), out)
