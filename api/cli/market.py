"""Commands on the market: providers under hard constraints, many needs at once, and the audit of what was shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.app import Json, RegionName, Top, app, open_workspace
from api.cli.gathered import gathered
from api.cli.lines import read_lines
from api.cli.printing import print_json, print_match, print_table
from api.market.terms import TermsGiven
from api.wire import to_json
from api.workspace import day_of
from ontology.errors import BadMarket

if TYPE_CHECKING:  # other commands need not wait for it
    from api.market.assigning import AssignReport, MarketGiven
    from api.market.finding import Found, Quotas
    from graph.analysis.market.constraints import Refusal
    from graph.analysis.market.exposure import ExposureReport

market = typer.Typer(
    help="供需：硬条件、批量撮合、展示公平 · constraints, many needs at once, fairness", no_args_is_help=True
)
app.add_typer(market, name="market")

_SHOWN = 8
_MOST_ROOM = 1_000_000


@dataclass(frozen=True, slots=True)
class TermsOptions:
    """What a provider must be."""

    within: Annotated[str, typer.Option(help="必须在此地区 · its seat must lie in this region")] = ""
    certificate: Annotated[
        list[str] | None, typer.Option(help="必须持有的称号、证书或标准，可写多次 · what it must hold")
    ] = None
    capacity: Annotated[str, typer.Option(help="每年至少能做多少，如 5000台 · at least this much a year")] = ""
    asker: Annotated[str, typer.Option(help="需求方；同业对手不列出 · the firm that asks; no rivals of it")] = ""
    exclude: Annotated[list[str] | None, typer.Option(help="不要的企业，可写多次 · firms to leave out")] = None
    unknown_too: Annotated[
        bool, typer.Option("--unknown-too", help="条件不明的也列出 · those of whom it is not known too")
    ] = False

    @property
    def given(self) -> TermsGiven:
        certificates, excluded = tuple(self.certificate or ()), tuple(self.exclude or ())
        return TermsGiven(self.within, certificates, self.capacity, self.asker, excluded, self.unknown_too)


@dataclass(frozen=True, slots=True)
class QuotaOptions:
    """What small and local firms are to have of a list."""

    small: Annotated[float | None, typer.Option(min=0, max=1, help="中小企业至少占几成 · of small firms")] = None
    local: Annotated[float | None, typer.Option(min=0, max=1, help="本地企业至少占几成 · of local firms")] = None
    most_loss: Annotated[float, typer.Option(min=0, max=1, help="配额最多让多少分 · what a quota may cost")] = 0.1

    @property
    def given(self) -> "Quotas":
        from api.market.finding import Quotas

        return Quotas(self.small, self.local, self.most_loss)


@market.command("find")
@gathered
def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="用自己的话写需求 · the need in your own words")],
    terms: TermsOptions,
    quotas: QuotaOptions,
    region: RegionName = None,
    top: Top = 10,
    as_json: Json = False,
) -> None:
    """按硬条件找服务商；可给中小企业、本地企业配额 · providers under hard constraints, with bounded quotas."""
    from api.market.finding import Place, find

    with open_workspace(context) as workspace:
        found = find(workspace, text, Place(region, top), terms.given, quotas.given)
    if as_json:
        print_json(found)
    else:
        _print_found(found)


def _print_found(found: "Found") -> None:
    print_match(found.report)
    for one in found.doubtful:
        print(f"    待核实 {one.provider.name}：{'；'.join(one.unknown)}")
    for quota in found.quotas:
        raised = "、".join(one.name for one in quota.raised) or "无"
        short = f"；第 {quota.short[0]} 名起不足：没有分数足够接近的" if quota.short else ""
        print(f"配额 {quota.group} {quota.share:.0%}（至多让分 {quota.most_loss:.0%}）：提前 {raised}{short}")
    _print_refused(found.refused)


def _print_refused(refused: tuple["Refusal", ...]) -> None:
    if refused:
        print(f"不合条件 {len(refused)} 家 · left out:")
    for one in refused[:_SHOWN]:
        unknown = tuple(f"{word}（未知）" for word in one.unknown)
        print(f"    {one.provider.name}：{'；'.join((*one.broken, *unknown))}")


@dataclass(frozen=True, slots=True)
class MarketOptions:
    """The needs, and what providers can take."""

    jsonl: Annotated[Path, typer.Option(help="每行一条需求 {id, text, …} · one need a line")]
    capacities: Annotated[Path | None, typer.Option(help="每行 {provider, capacity} · what providers can take")] = None
    each: Annotated[int, typer.Option(min=0, max=_MOST_ROOM, help="其余供方可接几单 · what any other can take")] = 1
    candidates: Annotated[int, typer.Option(min=1, max=200, help="每条需求考虑几家 · providers of a need")] = 30

    @property
    def given(self) -> "MarketGiven":
        from api.market.assigning import MarketGiven
        from api.market.demand_lines import demands_in

        lines = read_lines(self.capacities) if self.capacities else ()
        room = dict(_room(number, line) for number, line in enumerate(lines, 1))
        return MarketGiven(demands_in(read_lines(self.jsonl)), room, self.each, self.candidates)


@market.command("assign")
@gathered
def assign(
    context: typer.Context,
    needs: MarketOptions,
    way: Annotated[str, typer.Option(help="best 总分最高、most 满足最多、stable 互不反悔 · what is sought")] = "best",
    out: Annotated[Path | None, typer.Option(help="结果 JSON 文件 · where the result goes")] = None,
    as_json: Json = False,
) -> None:
    """多条需求与有限产能的整体撮合：最优或稳定 · many needs under capacity: the optimum, or a stable matching."""
    from api.market.assigning import Way, assign

    known = {one.value: one for one in Way}
    if way not in known:
        raise typer.BadParameter("写 best、most 或 stable · best, most or stable")
    given = needs.given
    with open_workspace(context) as workspace:
        report = assign(workspace, given, known[way])
    if out is not None:
        out.write_text(to_json(report, indent=1), encoding="utf-8")
    if as_json:
        print_json(report)
    else:
        _print_assigned(report)


def _room(number: int, line: Mapping[str, object]) -> tuple[str, int]:
    provider, capacity = line.get("provider"), line.get("capacity")
    if not isinstance(provider, str) or not isinstance(capacity, int) or not 0 <= capacity <= _MOST_ROOM:
        raise BadMarket(f"产能文件第 {number} 行应为 {{provider, capacity}} · line {number} must name both")
    return provider, capacity


def _print_assigned(report: "AssignReport") -> None:
    rows = [
        (
            one.demand,
            one.provider.name if one.provider else "—",
            "—" if one.score is None else f"{one.score:.2f}",
            "—" if one.price is None else f"{one.price:.2f}",
            one.why,
        )
        for one in report.demands
    ]
    print_table(("需求", "供方", "得分", "名额价", "说明"), rows)
    print(f"满足 {report.served}/{len(report.demands)} 条，总分 {report.total:.3f}，上界 {report.bound:.3f}；", end="")
    print(f"宁可换成彼此的供需 {report.blocking} 对 · pairs that would rather have each other")


@market.command("audit")
def audit(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(help="自某日起 · from a day")] = None,
    until: Annotated[str | None, typer.Option(help="到某日止 · to a day")] = None,
    as_json: Json = False,
) -> None:
    """展示公平审计：基尼系数、中小与本地企业的份额 · how even the lists were that users were shown."""
    from api.market.auditing import audit

    with open_workspace(context) as workspace:
        report = audit(workspace, day_of(since), day_of(until))
    if as_json:
        print_json(report)
    else:
        _print_audit(report)


def _print_audit(report: "ExposureReport") -> None:
    period = f"{report.since or '最早'} 至 {report.until or '今'}"
    print(
        f"{period}：{report.lists} 份清单（{report.empty} 份为空），{report.shown} 家被展示，{report.able} 家可被展示"
    )
    figures = (
        ("基尼系数（可展示者）", report.gini),
        ("（被展示者）", report.gini_shown),
        ("（随机）", report.gini_by_chance),
    )
    print("；".join(f"{name} {_figure(value)}" for name, value in figures))
    rows = [
        (one.group, _percent(one.share), _percent(one.by_chance), _figure(one.ratio), _percent(one.unknown))
        for one in report.groups
    ]
    print_table(("群体", "关注份额", "随机时", "比值", "不明"), rows)
    for one in report.most_shown:
        print(f"    {one.share:.1%} {one.firm.name}")
    print(report.note)


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:.0%}"
