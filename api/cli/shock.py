"""The command on shocks: what fails with what is removed, and whose failure would cost most."""

from typing import Annotated

import typer

from api import diagnosis
from api.cli.app import AsOf, Json, RegionName, app, open_workspace
from api.cli.printing import print_json, print_table
from graph.analysis.shock.results import PartLoss, RiskReport, ShockReport
from ontology.schema import MARK


@app.command()
def shock(
    context: typer.Context,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", help="企业、环节或地区的名称或编号，可写多次 · what fails")
    ] = None,
    region: RegionName = None,
    psi: Annotated[float, typer.Option(min=0, max=1, help="损失产出的份额 · share of its output that is lost")] = 1.0,
    top: Annotated[
        int | None, typer.Option(min=1, max=1000, help="列出影响最大的企业 · whose failure costs most")
    ] = None,
    level: Annotated[str, typer.Option(help="按哪一级地区列出：province、city、county")] = "province",
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """冲击模拟：移除企业、环节或地区后谁受损、损失多少 · what fails with what."""
    if bool(remove) == (top is not None):
        raise typer.BadParameter("用 --remove 写移除什么，或用 --top N 列出影响最大的企业 · give --remove or --top")
    with open_workspace(context, as_of) as workspace:
        if top is not None:
            ranking = diagnosis.risks(workspace, top=top, level=level)
            (print_json if as_json else print_risks)(ranking)
            return
        report = diagnosis.shock(workspace, diagnosis.Shock(tuple(remove or ()), region, psi, level))
    (print_json if as_json else print_shock)(report)


def print_shock(report: ShockReport) -> None:
    """The loss, then by node, region and firm, with the way it went."""
    names = "、".join(f"{one.name}（{one.firms} 家）" if one.kind != "企业" else one.name for one in report.removed)
    print(f"移除 {names}，各损失产出的 {report.psi:.0%} · 数据截至 {report.as_of or '未知'}")
    band = f"（{report.interval.low:.1%}–{report.interval.high:.1%}）" if report.interval else ""
    print(f"总损失：全部产出的 {report.loss:.1%}{band}，其中被移除者自身 {report.direct:.1%}")
    if report.tainted:
        print(MARK)
    print(f"逐轮累计：{' → '.join(f'{one:.1%}' for one in report.path[:8])}{' …' if len(report.path) > 8 else ''}")
    _print_parts("环节", report.by_node)
    _print_parts("地区", report.by_region)
    if report.firms:
        rows = [(one.name, f"{one.loss:.0%}", f"{one.share:.2%}") for one in report.firms[:10]]
        print_table(("受损企业", "自身损失", "占全部产出"), rows)
    for step in report.why:
        source = f"缺少 {step.source.name} 的投入" if step.way == "缺少投入" else f"失去客户 {step.source.name}"
        print(f"    {step.target.name} 损失 {step.loss:.0%} ← {source} {' '.join(step.evidence[:2])}")
    print(f"{report.coverage.note}\n停止规则：{report.stop_rule}")


def _print_parts(kind: str, parts: tuple[PartLoss, ...]) -> None:
    if parts:
        rows = [(one.name, f"{one.loss:.0%}", f"{one.share:.2%}", one.firms) for one in parts[:10]]
        print_table((kind, "自身损失", "占全部产出", "受损企业"), rows)


def print_risks(report: RiskReport) -> None:
    """Firms by the loss that their failure alone would bring."""
    print(f"单独失效时影响最大的企业 · {report.note} · 数据截至 {report.as_of or '未知'}")
    if report.tainted:
        print(MARK)
    rows = [(one.name, f"{one.loss:.2%}", f"{one.own:.2%}", f"{one.upstream:.2%}") for one in report.ranking]
    print_table(("企业", "总损失", "自身", "上游损失"), rows)
    print(f"{report.coverage.note}\n停止规则：{report.stop_rule}")
