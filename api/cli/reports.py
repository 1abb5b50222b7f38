"""Commands on reports: make one, verify a file, follow a schedule."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import AsOf, Json, RegionName, app, open_workspace
from api.cli.printing import print_json, print_table
from api.reports.verifying import Verdict, verify_file

reports = typer.Typer(help="报告：模板、订阅、已出具的 · report templates, subscriptions, what was issued")
app.add_typer(reports, name="reports")

_SHOWN = 20  # differences printed


@app.command("report")
def report(
    context: typer.Context,
    chain: Annotated[str, typer.Argument(help="产业链 · a chain")],
    out: Annotated[Path, typer.Option(help="放报告的文件夹 · folder for the files")],
    region: RegionName = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """一链一图一表一策：Word、Excel、HTML 各一份，同一组数，可核对 · a report in three forms, verifiable."""
    from api.reports.making import write_report
    from api.reports.reading import Question

    with open_workspace(context) as workspace:
        made_on = date.today().isoformat()
        found = write_report(workspace, Question(chain, region, made_on, as_of=as_of), out)
    if as_json:
        print_json(found)
        return
    typer.echo(f"{found.title}：薄弱环节 {found.weak} 个" + ("（含样例、合成或估算数据）" if found.tainted else ""))
    typer.echo("\n".join(f"  {path}" for path in found.files))
    typer.echo(f"证据包指纹 {found.digest[:16]}；核对：liantu verify 文件 · verify with `liantu verify FILE`")


@app.command("verify")
def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="报告文件 .docx .xlsx .html · a report")],
    as_json: Json = False,
) -> None:
    """核对报告：从证据包重算每个数字，列出不同之处 · recompute every number; exit 1 where one was changed."""
    found = verify_file(file, context.obj.workspace)
    if as_json:
        print_json(found)
    else:
        typer.echo("\n".join(verdict_lines(found)))
    if not found.true:
        raise typer.Exit(1)


def verdict_lines(found: Verdict) -> list[str]:
    """A verdict for people."""
    head = f"{found.title}（{found.made_on} 出具）：{found.numbers} 个数字已重算"
    known = {True: "；本工作区出具过", False: "；不在本工作区的登记里", None: ""}[found.issued]
    lines = [f"{head}，证据包完整，指纹 {found.digest[:16]}{known}"]
    if found.tainted:
        lines.append("含样例、合成或估算数据，不可用于决策 · sample, synthetic or estimated data")
    if not found.result_same:
        lines.append(
            f"证据包重算的结果与存档的不同（出具时版本 {found.program}）· the evidence no longer gives its result"
        )
    for one in found.differences[:_SHOWN]:
        change = (
            f"“{'、'.join(one.found) or '无'}” 应为 “{'、'.join(one.expected) or '无'}”"
            if one.found or one.expected
            else ""
        )
        lines.append(f"  ✗ {one.kind}  {one.part} {one.place}：{change}  {one.text[:60]}")
    if len(found.differences) > _SHOWN:
        lines.append(f"  另有 {len(found.differences) - _SHOWN} 处：--json")
    if found.intact:
        lines.append("与证据一致 · every number follows from the evidence")
    elif found.true:
        lines.append("数字与证据一致，文字有改动 · the numbers hold; words were changed")
    else:
        lines.append(f"有 {found.wrong_numbers} 处数字与证据不符 · numbers differ from the evidence")
    return lines


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
