"""What can be wrong with a chain definition, said so that its author can mend it.

Every check takes the definition as YAML gave it and yields one line a problem, Chinese · English, naming the
node or link and the way out. The checks run in two steps: shape first; meaning only where the shape holds.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final

from ontology.errors import nearest
from ontology.values.names import fold

Raw = Mapping[str, Any]
Kinds = Mapping[str, type | tuple[type, ...]]

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CHAIN_FIELDS: Final = {"id": str, "name": str, "origin": str, "stages": list, "nodes": list, "links": list}
_NODE_FIELDS: Final = {"id": str, "name": str, "stage": str}
_NODE_OPTIONS: Final = {"aliases": list, "industries": list, "required": bool}
_LINK_FIELDS: Final = {"from": str, "to": str}
_LINK_OPTIONS: Final[Kinds] = {"weight": (int, float), "either": list}
_KIND_NAMES: Final = {"str": "文字 text", "list": "列表 list", "bool": "true 或 false", "int": "数字 number"}
_LISTS_OF_TEXT: Final = ("stages", "aliases", "industries", "either")
_WEIGHT_SLACK: Final = 0.005  # for each input: weights rounded to two places may add up to a little over 1


def problems_of(raw: object, near_industry: Callable[[str], str]) -> list[str]:
    """Everything wrong with a definition, in reading order; empty when it can be used.

    Args:
        raw: what the YAML file holds.
        near_industry: the codes nearest to one that GB/T 4754-2017 does not have, in words; empty for one it has.
    """
    if not isinstance(raw, Mapping):
        return ["文件不是“字段: 值”的形式，请照自带的产业链定义书写 · not a mapping; follow a bundled definition"]
    shape = list(_shape_problems(raw))
    return shape or [*_node_problems(raw, near_industry), *_name_problems(raw), *_link_problems(raw)]


def _shape_problems(raw: Raw) -> Iterator[str]:
    yield from _field_problems("产业链", raw, _CHAIN_FIELDS, {})
    yield from _entry_problems("环节", raw.get("nodes"), _NODE_FIELDS, _NODE_OPTIONS)
    yield from _entry_problems("连线", raw.get("links"), _LINK_FIELDS, _LINK_OPTIONS)
    if raw.get("nodes") == []:
        yield "产业链没有环节，请在 nodes 下至少写一个 · no nodes; write at least one"


def _entry_problems(kind: str, entries: object, required: Kinds, optional: Kinds) -> Iterator[str]:
    if not isinstance(entries, list):
        return
    for place, entry in enumerate(entries, start=1):
        if isinstance(entry, Mapping):
            yield from _field_problems(_label(kind, place, entry), entry, required, optional)
        else:
            yield f"第 {place} 个{kind}应写成 {{字段: 值}}，现在是 {entry!r} · entry {place} is not a mapping"


def _label(kind: str, place: int, entry: Raw) -> str:
    if kind == "连线":
        return f"连线 {entry.get('from', '?')} → {entry.get('to', '?')}"
    return f"{kind} {entry.get('id') or f'（第 {place} 个）'}"


def _field_problems(where: str, entry: Raw, required: Kinds, optional: Kinds) -> Iterator[str]:
    kinds = {**required, **optional}
    for field in required:
        if entry.get(field) in (None, ""):
            yield f"{where}：缺少 {field}，请补上 · {field} is missing; add it"
    for field, value in entry.items():
        if field not in kinds:
            yield f"{where}：没有字段 {field!r}；相近的有 {nearest(str(field), kinds)} · unknown field {field!r}"
        elif value not in (None, "") and not _fits(value, kinds[field]):
            kind = _kind_name(kinds[field])
            yield f"{where}：{field} 应为{kind}，现在是 {value!r} · {field} has the wrong kind of value"
        elif field in _LISTS_OF_TEXT and not all(isinstance(item, str) for item in value or ()):
            yield f"{where}：{field} 里每一项都应是文字，编号请加引号 · each item of {field} must be text; quote it"


def _fits(value: object, kind: type | tuple[type, ...]) -> bool:
    if isinstance(value, bool):  # in Python true is a number; in a definition it is not
        return kind is bool
    return isinstance(value, kind)


def _kind_name(kind: type | tuple[type, ...]) -> str:
    first = kind[0] if isinstance(kind, tuple) else kind
    return _KIND_NAMES[first.__name__]


def _node_problems(raw: Raw, near_industry: Callable[[str], str]) -> Iterator[str]:
    if not _ID.fullmatch(raw["id"]):
        yield f"产业链 id {raw['id']!r} 只能用小写英文、数字和连字符 · chain id: use a-z, 0-9 and hyphens"
    for name, times in Counter(node["id"] for node in raw["nodes"]).items():
        if times > 1:
            yield f"环节 id {name} 用了 {times} 次，请改名使其唯一 · node id {name} stands {times} times"
    for node in raw["nodes"]:
        where = f"环节 {node['id']}（{node['name']}）"
        if not _ID.fullmatch(node["id"]):
            yield f"{where}：id 只能用小写英文、数字和连字符 · use a-z, 0-9 and hyphens in the id"
        if node["stage"] not in raw["stages"]:
            stages = "、".join(raw["stages"])
            yield f"{where}：阶段 {node['stage']!r} 不在 stages（{stages}）之中 · unknown stage; use one of the stages"
        for code in node.get("industries") or ():
            if near := near_industry(code):
                yield f"{where}：GB/T 4754-2017 没有行业代码 {code!r}；相近的有 {near} · unknown industry code"


def _name_problems(raw: Raw) -> Iterator[str]:
    owners: dict[str, str] = {}
    for node in raw["nodes"]:
        for name in (node["name"], *(node.get("aliases") or ())):
            owner = owners.setdefault(fold(name), node["id"])
            if owner != node["id"]:
                yield (
                    f"名称“{name}”同时用于环节 {owner} 和 {node['id']}，请只留一处"
                    f" · the name {name!r} stands at nodes {owner} and {node['id']}; keep one"
                )


def _link_problems(raw: Raw) -> Iterator[str]:
    ids = {node["id"] for node in raw["nodes"]}
    for link in raw["links"]:
        yield from _end_problems(link, ids)
    yield from _repeat_problems(raw["links"])
    yield from _weight_problems(raw["links"])
    yield from _backward_problems(raw)
    arrows = [arrow for link in raw["links"] for arrow in _arrows(link)]
    for cycle in cycles_of(arrows):
        walk = " → ".join(cycle)
        yield f"上下游成环：{walk}，请去掉其中一条连线 · the links run in a circle: {walk}; remove one of them"


def _arrows(link: Raw) -> list[tuple[str, str]]:
    return [(source, link["to"]) for source in (link["from"], *(link.get("either") or ()))]


def _end_problems(link: Raw, ids: Collection[str]) -> Iterator[str]:
    where = _label("连线", 0, link)
    for end in (link["from"], link["to"], *(link.get("either") or ())):
        if end not in ids:
            yield f"{where}：没有环节 {end!r}；相近的有 {nearest(end, ids)} · no node {end!r}"
    if link["from"] in (link.get("either") or ()):
        yield f"{where}：either 里写了 from 自己，请删去 · either repeats from; remove it"


def _repeat_problems(links: Iterable[Raw]) -> Iterator[str]:
    for (source, target), times in Counter((link["from"], link["to"]) for link in links).items():
        if times > 1:
            yield f"连线 {source} → {target} 写了 {times} 次，请只留一条 · the link stands {times} times; keep one"


def _weight_problems(links: Iterable[Raw]) -> Iterator[str]:
    total: Counter[str] = Counter()
    inputs: Counter[str] = Counter()
    for link in links:
        weight = link.get("weight")
        if weight is not None and not 0 < weight <= 1:
            yield f"{_label('连线', 0, link)}：weight {weight} 应大于 0 且不超过 1 · weight must lie in (0, 1]"
        total[link["to"]] += weight or 0
        inputs[link["to"]] += 1
    for target, weight in total.items():
        if weight > 1 + _WEIGHT_SLACK * inputs[target]:
            yield f"环节 {target} 各项投入的 weight 合计 {weight:.2f}，超过 1，请调低 · its input weights exceed 1"


def _backward_problems(raw: Raw) -> Iterator[str]:
    order = {stage: place for place, stage in enumerate(raw["stages"])}
    stage_of = {node["id"]: node["stage"] for node in raw["nodes"] if node["stage"] in order}
    for source, target in (arrow for link in raw["links"] for arrow in _arrows(link)):
        known = source in stage_of and target in stage_of
        if known and order[stage_of[source]] > order[stage_of[target]]:
            yield (
                f"连线 {source} → {target} 从{stage_of[source]}指向{stage_of[target]}，方向反了或阶段写错"
                " · the link runs from downstream to upstream; turn it round or correct a stage"
            )


def cycles_of(arrows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Circles in a directed graph, each as nodes in walking order with the first repeated at the end.

    After each one found an arrow of it is taken away, so that every knot is named and the search ends.
    """
    left = set(arrows)
    while cycle := _first_cycle(left):
        yield cycle
        left.discard((cycle[0], cycle[1]))


def _first_cycle(arrows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for source, target in sorted(arrows):
        sorter.add(target, source)
    try:
        sorter.prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()
