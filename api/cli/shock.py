"""The command on shocks: what fails with what is removed, and whose failure would cost most."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from api import diagnosis
from api.cli.app import AsOf, Json, RegionName, app, open_workspace
from api.cli.gathered import gathered
from api.cli.printing import print_json, print_table
from graph.analysis.shock.results import PartLoss, RiskReport, SecondSources, ShockReport, WorstSet
from ontology.schema import MARK


@dataclass(frozen=True, slots=True)
class ShockOptions:
    """What fails, and how far."""

    remove: Annotated[list[str] | None, typer.Option(help="企业、环节或地区的名称或编号，可写多次 · what fails")] = None
    region: RegionName = None
    psi: Annotated[float, typer.Option(min=0, max=1, help="损失产出的份额 · share of its output that is lost")] = 1.0
    level: Annotated[str, typer.Option(help="按哪一级地区列出：province、city、county · level of the regions")] = (
        "province"
    )

    @property
    def given(self) -> diagnosis.Shock:
        return diagnosis.Shock(tuple(self.remove or ()), self.region, self.psi, self.level)


@app.command()
@gathered
def shock(
    context: typer.Context,
    asked: ShockOptions,
    top: Annotated[
        int | None, typer.Option(min=1, max=1000, help="列出影响最大的企业 · whose failure costs most")
    ] = None,
    worst: Annotated[
        int | None, typer.Option(min=1, max=50, help="哪几家一起失效影响最大 · which few together cost most")
    ] = None,
    second_source: Annotated[
        str | None, typer.Option("--second-source", help="给这家企业找第二来源 · who could stand beside this firm")
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """冲击模拟：移除企业、环节或地区后谁受损、损失多少 · what fails with what."""
    if sum((bool(asked.remove), top is not None, worst is not None, second_source is not None)) != 1:
        raise typer.BadParameter(
            "--remove、--top、--worst、--second-source 写一个 · give one of --remove, --top, --worst, --second-source"
        )
    found: Any
    show: Callable[[Any], None]
    with open_workspace(context, as_of) as workspace:
        if top is not None:
            found, show = diagnosis.risks(workspace, top=top, level=asked.level), print_risks
        elif worst is not None:
            found, show = diagnosis.worst(workspace, size=worst, level=asked.level), print_worst
        elif second_source is not None:
            found, show = diagnosis.second_source(workspace, second_source), print_second_sources
        else:
            found, show = diagnosis.shock(workspace, asked.given), print_shock
    (print_json if as_json else show)(found)


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


def print_worst(report: WorstSet) -> None:
    """The firms of the set with what each adds, and how sure it is that there is no worse one."""
    print(f"一起失效影响最大的 {len(report.firms)} 家企业：共损失全部产出的 {report.loss:.2%}")
    if report.tainted:
        print(MARK)
    print_table(
        ("企业", "使损失增加", "单独失效"), [(one.name, f"{one.added:.2%}", f"{one.alone:.2%}") for one in report.firms]
    )
    print(
        f"单独影响最大的同样多家一起失效：{report.highest_alone:.2%}；"
        f"至少达到最坏可能的 {report.at_least:.0%}（看了 {report.candidates} 家，模拟 {report.runs} 次）"
    )
    print(f"{report.note}\n{report.coverage.note}\n停止规则：{report.stop_rule}")


def print_second_sources(report: SecondSources) -> None:
    """Rivals by what they would save."""
    what = f"（{report.node.name}）" if report.node else ""
    kind = "必需投入" if report.required else "全部销售"
    print(f"{report.firm.name}{what}失效：损失全部产出的 {report.before:.2%}；可分流的销售 {report.links} 条（{kind}）")
    if report.tainted:
        print(MARK)
    if report.options:
        rows = [
            (one.name, one.region.name if one.region else "未知", f"{one.after:.2%}", f"{one.saved:.2%}",
             f"{one.own_before:.2%} → {one.own_after:.2%}")
            for one in report.options
        ]  # fmt: skip
        print_table(("第二来源", "所在地", "分流后损失", "减少", "它自身失效"), rows)
    print(f"{report.note}\n{report.coverage.note}\n停止规则：{report.stop_rule}")
