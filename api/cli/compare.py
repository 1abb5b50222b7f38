"""The command that sets regions side by side: compare, with a check-up of one and what changed since a day."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import AsOf, Json, app, open_workspace
from api.cli.compare_text import changes_text, checkup_text, comparison_text, overview_text
from api.cli.printing import print_json
from api.comparison import changes_from, changes_since, checkup, compare_chains, compare_regions
from api.workspace import Workspace, day_of
from ontology.errors import BadInput

Shown = tuple[object, list[str]]


@app.command("compare")
def compare(
    context: typer.Context,
    regions: Annotated[list[str], typer.Argument(help="地区，一个或几个；只写一个则自找同类与最好的 · regions")],
    chain: Annotated[str | None, typer.Option(help="产业链；不写则列出全部链 · a chain")] = None,
    brief: Annotated[bool, typer.Option("--checkup", help="一个地区一条链的体检，一页 · one page")] = False,
    since: Annotated[str | None, typer.Option(help="与某日相比有何变化、为什么 · what changed since a day")] = None,
    before: Annotated[Path | None, typer.Option(help="与存下的 gaps --all --json 相比 · against a kept report")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """对标：地区之间、体检、前后变化 · regions against peers and the best; a check-up; what changed and why."""
    with open_workspace(context, as_of) as workspace:
        if brief or since or before:
            found, lines = _of_one(workspace, _the_one(regions), _named(chain), (brief, since, before))
        elif chain:
            compared = compare_regions(workspace, regions, chain)
            found, lines = compared, comparison_text(compared)
        else:
            counted = compare_chains(workspace, regions)
            found, lines = counted, overview_text(counted)
    if as_json:
        print_json(found)
    else:
        typer.echo("\n".join(lines))


def _of_one(workspace: Workspace, region: str, chain: str, asked: tuple[bool, str | None, Path | None]) -> Shown:
    """A check-up, or the changes since a day or a kept report."""
    brief, since, before = asked
    if brief:
        page = checkup(workspace, chain, region)
        return page, checkup_text(page)
    day = day_of(since)
    if before is not None:
        changed = changes_from(workspace, chain, region, before)
    elif day is not None:
        changed = changes_since(workspace, chain, region, day)
    else:
        raise BadInput("没有给日期 · no day given")
    return changed, changes_text(changed)


def _the_one(regions: list[str]) -> str:
    if len(regions) != 1:
        raise BadInput("体检和变化只看一个地区 · a check-up is of one region")
    return regions[0]


def _named(chain: str | None) -> str:
    if chain is None:
        raise BadInput("体检和变化要写 --chain · a check-up needs --chain")
    return chain
