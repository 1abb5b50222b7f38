"""The lists of a report: 重点企业, 断点堵点, 短板, 攻关, 招商, 政策, 对标, 变化, 资料来源."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from api.reports.firms import KeyFirm
from api.reports.inputs import Inputs
from api.reports.notes import evidence_notes
from api.reports.paper import Cell, Figure, Table, Told, columns_of
from api.reports.result import Result
from graph.analysis.changes import Change
from graph.analysis.comparison import Side
from graph.analysis.results import Backing, Gap, GapType, NodePolicies, type_word

_BROKEN: Final = frozenset({GapType.BREAK, GapType.SUSPECTED_BREAK, GapType.BLOCKED, GapType.CHOKE})
_TACKLED: Final = frozenset({"推动在建项目", "培育邻近企业"})  # remedies from within the region
_INVITED: Final = frozenset({"引进邻近企业", "对接区外供应商"})  # … and from outside
_HUNDRED_MILLION: Final = 1e8
BRIEF: Final = "要点"
_WORST: Final = 5  # links in brief
_NAMED: Final = 3  # products told of a firm
_KINDS: Final = {
    "official": "官方文件", "registry": "登记名录", "news": "新闻", "self_declared": "企业自述", "sample": "样例",
    "synthetic": "合成", "estimated": "估算", "definition": "链定义", "unspecified": "未注明",
}  # fmt: skip


def lists_of(inputs: Inputs, result: Result) -> tuple[Table, ...]:
    """All lists, in the order of the sheets."""
    weak = result.weak
    return (
        _brief(result),
        firm_list(inputs, result),
        _gap_list("断点堵点", inputs, [gap for gap in weak if gap.type in _BROKEN]),
        _gap_list("短板", inputs, [gap for gap in weak if gap.type not in _BROKEN]),
        _remedy_list("攻关", result, _TACKLED),
        _remedy_list("招商", result, _INVITED),
        _policy_list(inputs, result),
        *([_peer_list(result.peers.sides)] if result.peers else []),
        *([_change_list(result.changes.changes)] if result.changes else []),
        _source_list(inputs),
    )


def _brief(result: Result) -> Table:
    """要点: the worst links, each with what to do first."""
    columns = columns_of("环节 18 类型 12 得分 8 把握 8 先做什么 16 找谁 38")
    return Table(BRIEF, columns, tuple(map(_brief_row, result.weak[:_WORST])), empty="没有判定出薄弱环节")


def _brief_row(gap: Gap) -> tuple[Cell, ...]:
    first = next((one for one in gap.remedies if one.target.id != gap.node.id), None)
    survey = gap.remedies[0] if gap.remedies and gap.remedies[0].target.id == gap.node.id else None
    what = "、".join(one.kind for one in (survey, first) if one)
    who = first.target.name if first else "—"
    return (
        gap.node.name,
        type_word(gap.type),
        Figure(gap.score, "0.00"),
        Figure(gap.certainty, "0%"),
        what or "—",
        who,
    )


def firm_list(inputs: Inputs, result: Result) -> Table:
    """重点企业."""
    columns = columns_of(
        "企业 26 统一社会信用代码 0 所在地 10 承担环节 24 独家环节 14 主要产品 22 营业收入（亿元） 0 来源 6 出处 8"
    )
    rows = tuple(_firm_row(inputs, firm) for firm in result.firms)
    return Table("重点企业", columns, rows, shown=15, empty="没有见到企业")


def _firm_row(inputs: Inputs, firm: KeyFirm) -> tuple[Cell, ...]:
    revenue = "" if firm.revenue is None else Figure(firm.revenue / _HUNDRED_MILLION, "0.00")
    return (
        firm.name,
        firm.code,
        firm.region,
        "、".join(firm.nodes),
        "、".join(firm.alone),
        "、".join(firm.products[:_NAMED]),
        revenue,
        Figure(firm.sources),
        Told("", evidence_notes(inputs.places, firm.evidence)),
    )


def _gap_list(name: str, inputs: Inputs, gaps: Sequence[Gap]) -> Table:
    columns = columns_of("环节 16 阶段 7 类型 9 得分 7 把握 8 稳健 0 企业数 7 应有 7 判断依据 42 出处 8")
    return Table(name, columns, tuple(_gap_row(inputs, gap) for gap in gaps), empty=f"未判定出{name}")


def _gap_row(inputs: Inputs, gap: Gap) -> tuple[Cell, ...]:
    return (
        gap.node.name,
        gap.node.stage,
        type_word(gap.type),
        Figure(gap.score, "0.00"),
        Figure(gap.certainty, "0%"),
        Figure(gap.robustness, "0%"),
        Figure(gap.observed),
        Figure(gap.expected, "0.0"),
        gap.explanation,
        Told("", evidence_notes(inputs.places, gap.evidence)),
    )


def _remedy_list(name: str, result: Result, kinds: frozenset[str]) -> Table:
    """Firms by which weak links may be mended; nodes of the plan first, in its order."""
    plan = result.findings.plan
    order = {one.node.id: at for at, one in enumerate(plan.additions)} if plan else {}
    gaps = sorted(result.weak, key=lambda gap: order.get(gap.node.id, len(order)))
    rows = tuple(
        (gap.node.name, type_word(gap.type), "是" if gap.node.id in order else "", one.kind, one.target.name, one.why)
        for gap in gaps
        for one in gap.remedies
        if one.kind in kinds
    )
    columns = columns_of("环节 14 类型 9 优先 6 方式 12 企业 22 依据 37")
    return Table(name, columns, rows, shown=24, empty="没有找到候选企业")


def _policy_list(inputs: Inputs, result: Result) -> Table:
    columns = columns_of("环节 14 类型 9 政策 32 作用 18 适用范围 12 出处 8")
    return Table("政策", columns, tuple(_policy_rows(inputs, result)), shown=24, empty="图中没有与本链有关的政策")


def _policy_rows(inputs: Inputs, result: Result) -> Iterator[tuple[Cell, ...]]:
    matrix = result.findings.policies
    if matrix is None:
        return
    for backing in matrix.whole_chain:
        yield _policy_row(inputs, "全链", "", backing)
    for row in (*matrix.gaps, *matrix.without_gap):
        yield from _node_rows(inputs, row)
    for one in matrix.left_out:
        yield ("不计入", "", one.policy.name, one.why, "", "")


def _node_rows(inputs: Inputs, row: NodePolicies) -> Iterator[tuple[Cell, ...]]:
    kind = type_word(row.type)
    for backing in row.policies:
        yield _policy_row(inputs, row.node.name, kind, backing)
    if not row.policies:
        yield (row.node.name, kind, "图中没有政策", "", "", "")


def _policy_row(inputs: Inputs, node: str, kind: str, backing: Backing) -> tuple[Cell, ...]:
    notes = evidence_notes(inputs.places, backing.evidence)
    role = f"{backing.relation}{backing.through}"
    return (node, kind, backing.policy.name, role, backing.scope, Told("", notes))


def _peer_list(sides: Sequence[Side]) -> Table:
    columns = columns_of("地区 16 为何列入 12 覆盖率 10 链上企业（家次） 14 薄弱环节 12 弱项合计 12")
    return Table("对标", columns, tuple(_peer_row(side) for side in sides))


def _peer_row(side: Side) -> tuple[Cell, ...]:
    healthy = {type_word(None), GapType.STRONG.value, GapType.UNKNOWN.value}
    weak = sum(count for kind, count in side.counts.items() if kind not in healthy)
    role = {"所问": "本地区", "最好": "弱项最少"}.get(side.role, side.role)
    return (
        side.region.name, role, Figure(side.coverage.value, "0%"), Figure(side.firms), Figure(weak),
        Figure(side.weakness, "0.00"),
    )  # fmt: skip


def _change_list(changes: Sequence[Change]) -> Table:
    columns = columns_of("环节 14 原类型 9 现类型 9 原得分 8 现得分 8 原企业数 8 现企业数 8 为什么 40")
    return Table("变化", columns, tuple(map(_change_row, changes)), empty="没有变化")


def _change_row(change: Change) -> tuple[Cell, ...]:
    scores = (change.score_before, change.score_after)
    return (
        change.node.name,
        change.type_before or "—",
        change.type_after or "—",
        *("—" if score is None else Figure(score, "0.00") for score in scores),
        Figure(change.observed_before),
        Figure(change.observed_after),
        "；".join(f"{cause.kind}：{cause.told}" for cause in change.causes),
    )


def _source_list(inputs: Inputs) -> Table:
    """Documents that the report cites, those with most places first."""
    cited = Counter((one.document, one.publisher, one.published, one.kind) for one in inputs.places.values())
    rows = tuple(
        (name, publisher, published, _KINDS.get(kind, kind), Figure(count))
        for (name, publisher, published, kind), count in sorted(cited.items(), key=lambda one: (-one[1], one[0]))
    )
    columns = columns_of("资料 32 发布者 22 日期 11 种类 10 引用 7")
    return Table("资料来源", columns, rows, shown=40, empty="没有引用资料")
