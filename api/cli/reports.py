"""Commands on reports: make one, verify a file, follow a schedule."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import AsOf, Json, RegionName, app, open_workspace
from api.cli.printing import print_json, print_table
from api.workspace import day_of

reports = typer.Typer(help="报告：模板、订阅、已出具的 · report templates, subscriptions, what was issued")
app.add_typer(reports, name="reports")

_NOTHING = "没有订阅：在工作区的 reports/schedule.yaml 里写 · no subscription in reports/schedule.yaml"


@app.command("report")
def report(
    context: typer.Context,
    chain: Annotated[str, typer.Argument(help="产业链 · a chain")],
    out: Annotated[Path, typer.Option(help="放报告的文件夹 · folder for the files")],
    region: RegionName = None,
    last: Annotated[Path | None, typer.Option(help="上一份报告，写出有何变化 · the report before")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """一链一图一表一策：Word、Excel、HTML 各一份，同一组数，可核对 · a report in three forms, verifiable."""
    from api.cli.report_lines import written_line
    from api.reports.kept import kept_in
    from api.reports.making import write_report
    from api.reports.reading import Question

    with open_workspace(context) as workspace:
        made_on = date.today().isoformat()
        before = kept_in(workspace, last) if last else None
        found = write_report(workspace, Question(chain, region, made_on, before, as_of), out)
    if as_json:
        print_json(found)
        return
    typer.echo(written_line(found))
    typer.echo("\n".join(f"  {path}" for path in found.files))
    typer.echo(f"证据包指纹 {found.digest[:16]}；核对：liantu verify 文件 · verify with `liantu verify FILE`")


@app.command("verify")
def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="报告文件 .docx .xlsx .html · a report")],
    as_json: Json = False,
) -> None:
    """核对报告：从证据包重算每个数字，列出不同之处 · recompute every number; exit 1 where one was changed."""
    from api.cli.report_lines import verdict_lines
    from api.reports.verifying import verify_file

    found = verify_file(file, context.obj.workspace)
    if as_json:
        print_json(found)
    else:
        typer.echo("\n".join(verdict_lines(found)))
    if not found.true:
        raise typer.Exit(1)


@reports.command("template")
def template(context: typer.Context, as_json: Json = False) -> None:
    """把自带的报告模板放进工作区，供修改 · put the bundled template into the workspace, to be edited."""
    from api.reports.reading import own_template

    with open_workspace(context) as workspace:
        path = own_template(workspace)
    if as_json:
        print_json({"template": str(path)})
    else:
        typer.echo(f"{path}\n改这个文件，以后的报告就按它写；数字只能来自数据 · edit it; numbers come from data only")


@reports.command("due")
def due(
    context: typer.Context,
    today: Annotated[str | None, typer.Option(help="当作这一天，如 2026-12-01 · as if it were this day")] = None,
    as_json: Json = False,
) -> None:
    """按 reports/schedule.yaml 出具到期的报告，列出变化和原因 · make what is due, and tell what changed and why."""
    from api.cli.report_lines import followed_lines
    from api.reports.due import make_due

    with open_workspace(context) as workspace:
        day = day_of(today) or date.today()
        found = make_due(workspace, day)
    if as_json:
        print_json({"reports": found})
    else:
        typer.echo("\n".join(line for one in found for line in followed_lines(one)) or _NOTHING)
    if any(one.state == "failed" for one in found):
        raise typer.Exit(1)


@reports.command("list")
def issued(context: typer.Context, as_json: Json = False) -> None:
    """本工作区出具过的报告 · the reports that this workspace issued."""
    from api.reports.register import entries

    found = entries(context.obj.workspace)
    if as_json:
        print_json({"reports": found})
    else:
        rows = [(one.made_on, one.chain, one.region or "全国", one.digest[:16]) for one in found]
        print_table(("日期", "产业链", "地区", "指纹"), rows)
