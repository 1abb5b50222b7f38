"""Comparisons, check-ups and changes as text meant to be read and printed."""

from collections.abc import Iterable, Mapping, Sequence

from api.cli.printing import table_lines
from graph.analysis.changes import Change, Changes
from graph.analysis.checkup import Checkup, WeakLink
from graph.analysis.comparison import Comparison, NodeAcross, Overview
from graph.analysis.indices.across import IndexComparison, IndexSide
from graph.analysis.results import HEALTHY
from ontology.schema import MARK

_NODES = 12  # of a comparison shown
_CHANGES = 15
_SMALL = 0.005  # part of a difference that is not told


def comparison_text(found: Comparison) -> list[str]:
    """Regions as columns, nodes as rows, the coverages above."""
    head = ("环节", *(side.region.name for side in found.sides), "最好", "落后")
    rows = [_node_row(node) for node in found.nodes[:_NODES]]
    sides = [
        (
            side.region.name,
            side.role,
            f"{side.coverage.value:.0%}",
            side.firms,
            f"{side.weakness:.2f}",
            _counts(side.counts),
        )
        for side in found.sides
    ]
    return [
        f"{found.chain.name}产业链对标 · 数据截至 {found.as_of or '未知'}",
        found.note,
        *([MARK] if found.tainted else []),
        *table_lines(("地区", "", "覆盖率", "企业记录", "弱项合计", "各类环节"), sides),
        "",
        *table_lines(head, rows),
        *([f"另有 {len(found.nodes) - _NODES} 个环节：--json"] if len(found.nodes) > _NODES else []),
    ]


def _node_row(node: NodeAcross) -> tuple[str, ...]:
    cells = (f"{one.type} {one.score:.2f}" if one.type != HEALTHY else HEALTHY for one in node.standings)
    behind = "未知" if node.behind is None else f"{node.behind:.2f}" if node.behind > 0 else "—"
    return (node.node.name, *cells, node.best.name if node.best else "—", behind)


def _counts(counts: Mapping[str, int]) -> str:
    return "，".join(f"{word} {count}" for word, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def overview_text(found: Overview) -> list[str]:
    """Chains as rows, regions as columns."""
    head = ("产业链", *(region.name for region in found.regions))
    rows = [
        (one.chain.name, *(f"{firms} 条；{_weak(counts)}" for firms, counts in zip(one.firms, one.counts, strict=True)))
        for one in found.chains
    ]
    return [f"各产业链对标 · 数据截至 {found.as_of or '未知'}", found.note, *table_lines(head, rows)]


def index_comparison_text(found: IndexComparison) -> list[str]:
    """Regions as rows; below, in what each is ahead of the first, and how much it makes of what it takes."""
    year = "" if found.year is None else f" · {found.year} 年"
    rows = [
        (side.unit.name, side.role, _figure(side.score), _rank(side), side.tier or "—", _figure(side.ahead, "+.2f"))
        for side in found.sides
    ]
    return [
        f"{found.index.name}对标{year} · 有得分的单位 {found.units} 个",
        *([MARK] if found.tainted else []),
        *table_lines(("地区", "", "得分", "名次", "档次", "比所问"), rows),
        *(line for side in found.sides for line in _side_lines(side)),
        *([f"指数中没有：{'、'.join(found.absent)}"] if found.absent else []),
        *found.notes,
    ]


def _side_lines(side: IndexSide) -> Iterable[str]:
    if side.ahead:
        parts = "，".join(
            f"{one.name} {one.contribution:+.2f}" for one in side.parts if abs(one.contribution) >= _SMALL
        )
        yield f"{side.unit.name}：{parts}"
    if side.efficiency:
        peers = "、".join(f"{name} {weight:.2f}" for name, weight in side.efficiency.peers.items())
        told = f"规模报酬不变 {side.efficiency.constant:.2f}，可变 {side.efficiency.variable:.2f}；参照 {peers}"
        yield f"{side.unit.name}投入产出效率：{told}"
    if side.missing:
        yield f"{side.unit.name}缺指标：{'、'.join(side.missing)}"


def _figure(value: float | None, form: str = ".2f") -> str:
    return "未知" if value is None else format(value, form)


def _rank(side: IndexSide) -> str:
    if side.rank is None:
        return "—"
    return f"{side.rank}（{side.rank_interval[0]}–{side.rank_interval[1]}）" if side.rank_interval else str(side.rank)


def _weak(counts: Mapping[str, int]) -> str:
    return _counts({word: count for word, count in counts.items() if word != HEALTHY}) or "无弱项"


def checkup_text(page: Checkup) -> list[str]:
    """One page."""
    band = page.coverage
    return [
        f"产业链体检 · {page.verdict}",
        f"数据截至 {page.as_of or '未知'}；覆盖率 {band.value:.0%}（{band.low:.0%}–{band.high:.0%}）",
        _counts(page.counts),
        *([MARK] if page.tainted else []),
        "",
        "一、弱项（前几位）",
        *(line for at, one in enumerate(page.worst, 1) for line in _worst(at, one)),
        *_section("二、长板", [node.name for node in page.strengths]),
        *_section(f"三、补链（补上弱项权重的 {page.closed:.0%}）", list(_additions(page))),
        *_section("四、强链", [f"{one.node.name}：{one.why}" for one in page.strengthen]),
        *_section("五、延链", [f"{one.node.name}：{one.why}" for one in page.extend]),
        *_section("六、没有政策的弱项", ["、".join(node.name for node in page.without_policy)]),
        *_section("七、未碰上弱项的政策", [one.name for one in page.idle_policies]),
        *_section("八、说不准的", page.unknown),
    ]


def _worst(place: int, one: WeakLink) -> Iterable[str]:
    figures = f"得分 {one.score:.2f}，把握 {one.certainty:.0%}，稳健 {one.robustness:.0%}"
    yield f"  {place}. {one.node.name}【{one.type}】{figures}"
    yield f"     {one.why}"
    if one.first_remedy:
        yield f"     {one.first_remedy}"


def _additions(page: Checkup) -> Iterable[str]:
    for one in page.additions:
        firms = "、".join(f"{firm.name}（{firm.reach}）" for firm in one.firms) or "未找到邻近企业"
        yield f"{one.node.name}，补上{'、'.join(node.name for node in one.closes) or '（与前几处一起）'}；候选：{firms}"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    told = [line for line in lines if line]
    return ["", title, *(f"  - {line}" for line in told or ["无"])]


def changes_text(found: Changes) -> list[str]:
    """What changed, with its causes."""
    place = found.region.name if found.region else "全国"
    low, high = found.coverage
    return [
        f"{found.chain.name}产业链 · {place} · {found.before or '未知'} → {found.after or '未知'}",
        f"{found.note}；覆盖率 {low:.0%} → {high:.0%}",
        *([MARK] if found.tainted else []),
        *(cause.told for cause in found.rules),
        f"{len(found.changes)} 个环节变了，{found.same} 个未变",
        *(line for change in found.changes[:_CHANGES] for line in _change(change)),
        *([f"另有 {len(found.changes) - _CHANGES} 个：--json"] if len(found.changes) > _CHANGES else []),
    ]


def _change(one: Change) -> Iterable[str]:
    scores = " → ".join("—" if score is None else f"{score:.2f}" for score in (one.score_before, one.score_after))
    firms = f"企业 {one.observed_before} → {one.observed_after}"
    types = " → ".join(kind or "（无此环节）" for kind in (one.type_before, one.type_after))
    yield f"▸ {one.node.name}：{types}，得分 {scores}，{firms}"
    yield from (f"    {cause.kind}：{cause.told}" for cause in one.causes)
