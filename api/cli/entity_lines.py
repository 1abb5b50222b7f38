"""What `liantu show` says of an entity, line by line: how it is written, what sources differ in, whether it works."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from graph.analysis.firm_states import closing_day, lifecycle_in
from ontology.schema import Lifecycle

if TYPE_CHECKING:
    from graph.ledger.variants import Conflict, Variant, Voice

_STATES: Final = {Lifecycle.CLOSED: "已注销、吊销、迁出或停产", Lifecycle.PLANNED: "筹建或在建"}
_HOW: Final = {"alias": "别名", "former_name": "曾用名", "short_name": "简称", "english_name": "英文名"}
_WORDS: Final = {"code": "代码", "region": "地区", "status": "状态"}
_MOST: Final = 12  # writings and voices shown; --json has all
_KEY: Final = 13  # characters of a key that tell it from every other


def standing(properties: Mapping[str, Any]) -> Iterator[str]:
    """Whether a firm is at work, and which registers no longer have it."""
    state = lifecycle_in(json.dumps(properties))
    if state is not Lifecycle.ACTIVE:
        since = closing_day(properties)
        yield f"状态：{_STATES[state]}{f'（{since}）' if since else ''}，不算供给 · {state.value}, no supply"
    absent = properties.get("absent_from")
    if absent:
        names = "、".join(absent if isinstance(absent, list) else [absent])
        seen = properties.get("last_seen") or "未注日期的一期"
        yield f"最新一期未见：{names}；最后见于 {seen} · absent from the newest edition"


def writings(variants: Sequence["Variant"]) -> Iterator[str]:
    """Every name with its key and who writes it so."""
    if variants:
        yield "各种写法（前面是写法编号，可用于 resolve split、merge）· writings, with their keys:"
    for one in variants[:_MOST]:
        known = "，".join(filter(None, (one.code, one.region, one.key)))
        key = one.mention[:_KEY] or f"{_HOW.get(one.how, one.how):<{_KEY - 2}}"
        yield f"  {key}  {one.name}{f'（{known}）' if known else ''}  {_voices(one.said_by)}"
    if len(variants) > _MOST:
        yield f"  共 {len(variants)} 种，加 --json 全部列出 · all with --json"


def differences(conflicts: Sequence["Conflict"]) -> Iterator[str]:
    """Every property in which sources differ, the values side by side."""
    if conflicts:
        yield "说法不一，一并保留 · sources differ, all is kept:"
    for one in conflicts:
        yield f"  {_WORDS.get(one.name, one.name)}"
        for value in one.values[:_MOST]:
            yield f"    {value.value}{'' if value.current else '（旧）'}  {_voices(value.said_by)}"


def _voices(voices: Sequence["Voice"]) -> str:
    shown = "；".join(f"{one.source} {_days(one.first, one.last)}".rstrip() for one in voices[:3])
    return f"{shown}等 {len(voices)} 个来源" if len(voices) > 3 else shown


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return last.isoformat() if first == last else f"{first.isoformat()}—{last.isoformat()}"
