"""The command that sets regions side by side: compare, with a check-up of one and what changed since a day."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.app import AsOf, Json, app, existing, open_workspace
from api.cli.compare_text import changes_text, checkup_text, comparison_text, index_comparison_text, overview_text
from api.cli.gathered import gathered
from api.cli.printing import print_json
from api.comparison import (
    changes_from,
    changes_since,
    checkup,
    compare_by_index,
    compare_chains,
    compare_regions,
)
from ontology.errors import BadInput


@dataclass(frozen=True, slots=True)
class WayOptions:
    """What regions are compared by, or what one is held against; at most one of those that stand alone."""

    index: Annotated[str | None, typer.Option(help="按一个指数比较：得分、差在哪、投入产出效率 · by an index")] = None
    values: Annotated[Path | None, typer.Option(help="指标值的表，配 --index · a table of its figures")] = None
    checkup: Annotated[bool, typer.Option("--checkup", help="一个地区一条链的体检，一页 · one page")] = False
    since: Annotated[str | None, typer.Option(help="与某日相比有何变化、为什么 · what changed since a day")] = None
    before: Annotated[Path | None, typer.Option(help="与存下的 gaps --all --json 相比 · against a kept report")] = None

    def check(self) -> None:
        """Raises BadParameter for two ways at once, NoSuchPath for a file that is not there."""
        if sum((self.checkup, self.since is not None, self.before is not None, self.index is not None)) > 1:
            raise typer.BadParameter(
                "--checkup、--since、--before、--index 只写一个 · give one of --checkup, --since, --before, --index"
            )
        existing([one for one in (self.values, self.before) if one])


@app.command("compare")
@gathered
def compare(
    context: typer.Context,
    regions: Annotated[list[str], typer.Argument(help="地区，一个或几个；只写一个则自找同类与最好的 · regions")],
    way: WayOptions,
    chain: Annotated[str | None, typer.Option(help="产业链；不写则列出全部链 · a chain")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """对标：地区之间、体检、前后变化 · regions against peers and the best; a check-up; what changed and why."""
    way.check()
    with open_workspace(context, as_of) as workspace:
        found: Any
        text: Callable[[Any], list[str]]
        if way.checkup:
            found, text = checkup(workspace, *_one_of(chain, regions)), checkup_text
        elif way.since is not None:
            found, text = changes_since(workspace, *_one_of(chain, regions), way.since), changes_text
        elif way.before is not None:
            found, text = changes_from(workspace, *_one_of(chain, regions), way.before), changes_text
        elif way.index is not None:
            found, text = compare_by_index(workspace, regions, way.index, way.values), index_comparison_text
        elif chain:
            found, text = compare_regions(workspace, regions, chain), comparison_text
        else:
            found, text = compare_chains(workspace, regions), overview_text
    if as_json:
        print_json(found)
    else:
        typer.echo("\n".join(text(found)))


def _one_of(chain: str | None, regions: list[str]) -> tuple[str, str]:
    """The chain and the region of a question that is about one of each."""
    if chain is None:
        raise BadInput("体检和变化要写 --chain · a check-up needs --chain")
    if len(regions) != 1:
        raise BadInput("体检和变化只看一个地区 · a check-up is of one region")
    return chain, regions[0]
