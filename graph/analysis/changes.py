"""What changed between two findings on the same chain and region, node by node, and why.

    firms that came or went ─ how? ─▶ 新证据, 更正, 开业停业, 名录不再载有, 撤回
    nothing of its own      ─ what else? ─▶ 新规则 (thresholds, definition), 覆盖率, 其他环节或地区的记录

Method: docs/methods.md, section Y.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from graph.analysis.firm_states import closing_day, lifecycles_of
from graph.analysis.past_findings import Past, State, past_of
from graph.analysis.results import HEALTHY, GapReport, GapType, Named, NodeRef
from graph.snapshot import Snapshot
from ontology.schema import Lifecycle, Relation, Status

SHOWN: Final = 5  # firms told of each node
_MOVED: Final = 0.02  # of a score, or a coverage, from which it counts as changed
_RESTS_ON: Final = {
    "缺失或不足": "其他地区或相邻环节的记录",
    "集中度": "企业规模或集团关系的记录",
    "外部依赖": "采购记录",
    "进口依赖": "进出口或采购的记录",
}
_MAKING: Final = (Relation.PRODUCES, Relation.PROVIDES)


@dataclass(frozen=True, slots=True)
class Correction:
    """A judgement of a person that touches entities, as the ledger keeps it."""

    entities: frozenset[str]
    told: str


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a change."""

    kind: str  # 新证据, 更正, 新规则, 开业停业, 名录, 覆盖率, 其他记录
    told: str


@dataclass(frozen=True, slots=True)
class Change:
    """One node that is not what it was."""

    node: NodeRef
    type_before: str | None  # None where the definition did not have the node
    type_after: str | None
    score_before: float | None
    score_after: float | None
    observed_before: int
    observed_after: int
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed: other types first, then the greatest change of a score."""

    chain: Named
    region: Named | None
    before: str  # day
    after: str
    coverage: tuple[float, float]
    rules: tuple[Cause, ...]  # thresholds that differ: they touch every node
    changes: tuple[Change, ...]
    same: int  # nodes that stayed
    note: str
    tainted: bool


def lacks_healthy(before: Past, after: GapReport) -> bool:
    """Whether a finding seems to list weak links alone (`gaps` without `--all`): then healthy nodes would look new."""
    sound = {HEALTHY, GapType.STRONG.value}
    return any(gap.node.id not in before.nodes for gap in after.gaps) and not any(
        state.type in sound for state in before.nodes.values()
    )


def changes_between(
    before: Past, after: GapReport, snapshot: Snapshot, *, corrections: Sequence[Correction] = (), note: str = ""
) -> Changes:
    """What changed from one finding to the other.

    Args:
        before: the finding of before, of all nodes.
        after: the finding of after, healthy nodes too.
        snapshot: the graph of after, which tells what became of a firm.
        corrections: judgements of people.
        note: how the two were made, for the reader.
    """
    now = past_of(after)
    rules = tuple(_rules(before.limits, now.limits))
    keys = list(dict.fromkeys((*now.nodes, *before.nodes)))
    reading = _Reading(snapshot, before, now, corrections, rules)
    changed = [reading.change(key) for key in keys if _differ(before.nodes.get(key), now.nodes.get(key))]
    changed.sort(key=lambda one: (one.type_before == one.type_after, -abs(_moved(one))))
    return Changes(
        chain=after.chain,
        region=after.region,
        before=before.as_of,
        after=after.as_of,
        coverage=(before.coverage, now.coverage),
        rules=rules,
        changes=tuple(changed),
        same=len(keys) - len(changed),
        note=note,
        tainted=after.tainted,
    )


def _moved(change: Change) -> float:
    return (change.score_after or 0.0) - (change.score_before or 0.0)


def _differ(before: State | None, after: State | None) -> bool:
    if before is None or after is None:
        return True
    return before.type != after.type or abs(before.score - after.score) >= _MOVED or _others(before, after)


def _others(before: State, after: State) -> bool:
    """Whether the firms are others; where not all are listed, whether they are more or fewer."""
    if before.whole and after.whole:
        return before.firms.keys() != after.firms.keys()
    return before.observed != after.observed


def _rules(before: Mapping[str, float] | None, after: Mapping[str, float] | None) -> Iterator[Cause]:
    if before is None or after is None:
        return
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield Cause("新规则", f"阈值 {name} 由 {before.get(name, '无')} 改为 {after.get(name, '无')}")


def _counted(old: State | None, new: State | None) -> Iterator[Cause]:
    """More or fewer firms of a node that has too many to be listed by name."""
    if old and new and old.observed != new.observed and not (old.whole and new.whole):
        yield Cause("新证据", f"见到的企业由 {old.observed} 家变为 {new.observed} 家（报告没有逐家列出）")


def _elsewhere(old: State, new: State) -> Iterator[Cause]:
    """What moved though the node's own firms stayed: a cause that rests on other records, or else its importance."""
    known = dict.fromkeys((*new.causes, *old.causes))
    moved = [cause for cause in known if abs(new.causes.get(cause, -1.0) - old.causes.get(cause, -1.0)) >= _MOVED]
    for cause in moved:
        values = (_figure(state.causes.get(cause)) for state in (old, new))
        yield Cause("其他记录", f"{_RESTS_ON.get(cause, '')}变了：{cause} {' → '.join(values)}")
    if not moved:
        yield Cause("其他记录", "上下游企业变了：本环节的关键程度随之变了")


def _figure(value: float | None) -> str:
    return "未知" if value is None else f"{value:.2f}"


@dataclass(frozen=True, slots=True)
class _Reading:
    """Both findings, and what tells why they differ."""

    snapshot: Snapshot
    before: Past
    after: Past
    corrections: Sequence[Correction]
    rules: tuple[Cause, ...]

    def change(self, key: str) -> Change:
        """The change of one node with its causes; those of its own come first."""
        old, new = self.before.nodes.get(key), self.after.nodes.get(key)
        own = (*self._came(old, new), *self._went(old, new), *_counted(old, new))
        return Change(
            node=self.after.names.get(key) or self.before.names[key],
            type_before=old.type if old else None,
            type_after=new.type if new else None,
            score_before=old.score if old else None,
            score_after=new.score if new else None,
            observed_before=old.observed if old else 0,
            observed_after=new.observed if new else 0,
            causes=(*own, *self._around(old, new, own)),
        )

    def _around(self, old: State | None, new: State | None, own: Sequence[Cause]) -> Iterator[Cause]:
        """What lies outside the node: the definition, thresholds, coverage, records of other nodes and regions."""
        if old is None or new is None:
            yield Cause("新规则", "产业链定义增加或删去了这个环节")
            return
        yield from self.rules
        moved = abs(self.before.coverage - self.after.coverage) >= _MOVED
        if moved:
            sources = f"（来源 {self.before.sources} → {self.after.sources} 个）"
            yield Cause("覆盖率", f"本地区覆盖率由 {self.before.coverage:.0%} 变为 {self.after.coverage:.0%}{sources}")
        if not own and not self.rules and not moved:
            yield from _elsewhere(old, new)

    def _came(self, old: State | None, new: State | None) -> Iterator[Cause]:
        if old and not old.whole:
            return
        known = old.firms if old else {}
        fresh = [(key, name) for key, name in (new.firms if new else {}).items() if key not in known]
        for key, name in fresh[:SHOWN]:
            yield self._corrected(key, name) or Cause("新证据", f"新见{name}{self._first_seen(key)}")
        if len(fresh) > SHOWN:
            yield Cause("新证据", f"另有 {len(fresh) - SHOWN} 家新见")

    def _went(self, old: State | None, new: State | None) -> Iterator[Cause]:
        if new and not new.whole:
            return
        left = new.firms if new else {}
        gone = [(key, name) for key, name in (old.firms if old else {}).items() if key not in left]
        for key, name in gone[:SHOWN]:
            yield self._corrected(key, name) or self._ended(key, name)
        if len(gone) > SHOWN:
            yield Cause("其他记录", f"另有 {len(gone) - SHOWN} 家不再计入")

    def _corrected(self, key: str, name: str) -> Cause | None:
        found = next((one.told for one in self.corrections if key in one.entities), "")
        return Cause("更正", f"{name}：{found}") if found else None

    def _first_seen(self, key: str) -> str:
        days = [day for day in self._facts(key, "first_seen") if day is not None]
        return f"（最早见于 {min(days).isoformat()}）" if days else ""

    def _ended(self, key: str, name: str) -> Cause:
        """Why a firm no longer counts."""
        (number,) = self.snapshot.index_of([key]).tolist()
        if number < 0:
            return Cause("更正", f"{name}已不在图中：并入别的实体，或其文档已撤回")
        if lifecycles_of(self.snapshot, [number])[number] is not Lifecycle.ACTIVE:
            return Cause("开业停业", f"{name}已注销、停产或迁出{self._closing(number)}")
        if Status.HISTORIC.value in self._facts(key, "status"):
            return Cause("名录", f"新一期名录不再载有{name}做此环节")
        return Cause("新证据", f"{name}做此环节的事实已终止、被撤回或可信度不足")

    def _closing(self, number: int) -> str:
        text = self.snapshot.nodes["properties"][number].as_py()
        day = closing_day(json.loads(text) if text else {})
        return f"（{day}）" if day else ""

    def _facts(self, key: str, column: str) -> list[Any]:
        """A column of all making facts of a firm."""
        (number,) = self.snapshot.index_of([key]).tolist()
        found: list[Any] = []
        for relation in _MAKING:
            edges = self.snapshot.edges(relation)
            rows = np.flatnonzero(edges.subject == number)
            found += edges.table[column].take(rows).to_pylist()
        return found
