"""The typer application and what its commands share: the workspace option and the JSON switch."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from api.settings import Settings, read_settings
from api.workspace import Workspace, day_of

app = typer.Typer(
    name="liantu",
    help="链图：产业链知识图谱，找短板、找服务商、画图，每个结论都有出处 · industry chains with evidence",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象 · one JSON object on stdout")]
Llm = Annotated[bool, typer.Option("--llm", help="没有把握的句子再问语言模型（见手册） · ask a language model too")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="某日的情形，如 2025-06-30 · as it was known and valid on a day")
]
Top = Annotated[int, typer.Option("--top", min=1, max=200, help="最多列出几家 · how many at most")]
RegionName = Annotated[str | None, typer.Option("--region", help="地区名称或代码 · region by name or code")]


@app.callback()
def common_options(
    context: typer.Context,
    workspace: Annotated[Path | None, typer.Option(help="工作区文件夹 · the workspace folder")] = None,
    graph: Annotated[
        str | None, typer.Option(help="bolt:// 或 neo4j:// 地址；不写则用嵌入式图库 · a Neo4j, else embedded")
    ] = None,
) -> None:
    """Options that stand before the command."""
    context.obj = read_settings(workspace, graph)


def existing(paths: Sequence[Path]) -> Sequence[Path]:
    """The same paths. Raises NoSuchPath where one does not exist."""
    from api.intake import NoSuchPath

    for path in paths:
        if not path.exists():
            raise NoSuchPath(path)
    return paths


@contextmanager
def open_workspace(context: typer.Context, as_of: str | None = None) -> Iterator[Workspace]:
    """The workspace the options name, closed afterwards; as it stood on a day where one is given."""
    settings: Settings = context.obj
    with Workspace(settings) as workspace:
        yield workspace.at(day_of(as_of))
