"""The command that writes the self-check of a firm into one offline file."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import Json, RegionName, app, open_workspace
from api.cli.lines import read_lines
from api.cli.printing import print_json


@app.command()
def selfcheck(
    context: typer.Context,
    chain: Annotated[str, typer.Option(help="产业链编号或名称 · chain id or name")],
    out: Annotated[Path, typer.Option(help="网页文件 *.html · the page")],
    region: RegionName = None,
    policies: Annotated[Path | None, typer.Option(help="另加的政策，写法同 policies check · further policies")] = None,
    as_json: Json = False,
) -> None:
    """三分钟自诊断：一个离线网页文件，手机可用 · a self-check in one offline HTML file."""
    from api.policies import rules_of
    from api.selfcheck.content import Asked, content_of
    from api.selfcheck.writing import file_of

    rules = [rules_of(record) for record in read_lines(policies)] if policies else []
    with open_workspace(context) as workspace:
        content = content_of(workspace, Asked(chain, region, rules))
    text = file_of(content)
    out.write_text(text, encoding="utf-8")
    told = {"file": str(out), "bytes": len(text.encode()), "nodes": len(content["nodes"])}
    told |= {"firms": len(content["firms"]), "policies": len(content["policies"])}
    if as_json:
        print_json(told)
    else:
        typer.echo(f"已写入 {out}：{told['nodes']} 个环节，{told['firms']} 家企业，{told['policies']} 项政策 · written")
