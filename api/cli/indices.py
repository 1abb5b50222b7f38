"""The command on composite indices."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from api import indices
from api.cli.app import AsOf, Json, app, existing, open_workspace
from api.cli.gathered import gathered
from api.cli.printing import print_json, print_table
from graph.analysis.indices.measure import DRAWS, Asked
from graph.analysis.indices.report import IndexReport, Share, UnitEfficiency, UnitScore
from graph.analysis.indices.scored import PUBLISHED
from graph.analysis.indices.values import UNDATED
from ontology.schema import MARK

_TOLD: Final = 3  # units whose parts are told below the table
_PARTS: Final = 4  # parts of each
_DIFFERENT: Final = 0.005
_WAYS: Final = {
    "normalisation": "标准化",
    "weights": "权重",
    "aggregation": "合成",
    "missing": "缺失值的处理",
    "left_out": "指标取舍",
}


@dataclass(frozen=True, slots=True)
class AskedOptions:
    """What is wanted of an index."""

    year: Annotated[int | None, typer.Option(help="年份，不写则最近一年 · the year")] = None
    since: Annotated[int | None, typer.Option(help="与哪一年比 · the year changes are told from")] = None
    peer: Annotated[str | None, typer.Option(help="与谁对标，不写则与最好的 · the unit to compare with")] = None
    draws: Annotated[int, typer.Option(min=0, max=1_000_000, help="不确定性抽样次数 · draws")] = DRAWS
    seed: Annotated[int, typer.Option(min=0, help="随机种子 · seed of the draws")] = 0

    @property
    def given(self) -> Asked:
        return Asked(**asdict(self))


@app.command("index")
@gathered
def show_index(
    context: typer.Context,
    asked: AskedOptions,
    name: Annotated[str | None, typer.Argument(help="指数编号或名称，不写则列出全部 · index id or name")] = None,
    values: Annotated[
        Path | None, typer.Option(help="数值表：unit、period、indicator、value · a table of figures")
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """综合指数：得分、名次及其区间、档次、由什么构成 · composite indices with ranks, tiers and reasons."""
    existing([values] if values else [])
    with open_workspace(context, as_of if name and not values else None) as workspace:
        if name is None:
            _list([dict(indices.index_outline(one)) for one in indices.known_indices(workspace)], as_json=as_json)
            return
        report = indices.measure(workspace, name, asked.given, values)
    (print_json if as_json else print_index)(report)


def _list(found: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        print_json({"indices": found})
        return
    print_table(("编号", "名称", "维度", "指标", "来源"), [tuple(one.values()) for one in found])


def print_index(report: IndexReport) -> None:
    """The units as a table, then what the first ones are made of."""
    print(f"{report.index.name} · {_year(report.year)}\n来源：{report.index.source}")
    if report.index.note:
        print(report.index.note)
    print(_method_line(report))
    if report.tainted:
        print(MARK)
    if report.units:
        print_table(("名次", "单位", "得分", "名次区间", "档", "把握", "公布值", "缺"), map(_unit_row, report.units))
    for unit in report.units[:_TOLD]:
        _print_parts(unit)
    _print_efficiency(report.efficiency)
    for note in report.notes:
        print(f"注：{note}")


def _year(year: int | None) -> str:
    return "—" if year is None else ("期间未注明" if year == UNDATED else f"{year} 年")


def _method_line(report: IndexReport) -> str:
    method = report.method
    if method.basis == PUBLISHED:
        return "得分为来源公布的数 · as its author printed it"
    line = f"标准化 {method.normalisation}，权重 {'/'.join(method.weights.values())}，合成 {method.aggregation}"
    if method.sensitivity:
        first = max(method.sensitivity, key=lambda name: method.sensitivity[name][1])
        line += f"；名次最受{_WAYS[first]}影响（{method.sensitivity[first][1]:.0%}）"
    return f"{line}；抽样 {method.draws} 次"


def _unit_row(unit: UnitScore) -> tuple[str, ...]:
    span = "—" if unit.rank_interval is None else "–".join(map(str, unit.rank_interval))
    chance = "—" if unit.tier_probability is None else f"{unit.tier_probability:.0%}"
    figures = (_number(unit.score), span, str(unit.tier or "—"), chance, _number(unit.published))
    mark = "【样例】" if unit.tainted else ""
    return (str(unit.rank or "—"), f"{mark}{unit.name}", *figures, str(len(unit.missing)))


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _print_parts(unit: UnitScore) -> None:
    if unit.score is None or len(unit.indicators) < 2:
        return
    parts = "，".join(f"{one.name} {one.contribution:.2f}" for one in unit.dimensions if one.contribution is not None)
    print(f"\n▸ {unit.name} {unit.score:.2f} = {parts}")
    if unit.change is not None:
        print(f"    比 {unit.change.since} 年 {unit.change.score:+.2f}：{_listed(unit.change.indicators)}")
        if unit.change.unlike:
            print(f"    只有一年有数：{'、'.join(unit.change.unlike)}")
    if unit.linked is not None and abs(unit.linked - unit.score) > _DIFFERENT:
        print(f"    按两年都有的指标逐年链接为 {unit.linked:.2f}")
    if unit.behind is not None:
        print(f"    与{unit.behind.peer.name}相差 {unit.behind.score:.2f}：{_listed(unit.behind.indicators)}")
    if unit.missing:
        print(f"    缺：{'、'.join(unit.missing)}")


def _listed(parts: tuple[Share, ...]) -> str:
    return "，".join(f"{one.name} {one.contribution:+.2f}" for one in parts[:_PARTS]) or "—"


def _print_efficiency(found: tuple[UnitEfficiency, ...]) -> None:
    if not found:
        return
    print("\n投入产出效率（规模报酬不变、可变）· efficiency under constant and variable returns")
    rows = [
        (one.name, f"{one.constant:.3f}", f"{one.variable:.3f}", "、".join(one.peers), _slack_text(one))
        for one in found
    ]
    print_table(("单位", "不变", "可变", "标杆", "余量"), rows)


def _slack_text(one: UnitEfficiency) -> str:
    return "、".join(f"{name} {slack:.4g}" for name, slack in one.slacks.items()) or "—"
