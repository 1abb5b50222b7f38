"""What rows say, before the question and the statement are put beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.asking.answer import AnswerKind

_SHOWN: Final = 8  # names in a sentence


@dataclass(frozen=True, slots=True)
class Reply:
    """Kind, values, sentence, table; ids of the things named, and of what proves it."""

    kind: AnswerKind
    values: tuple[str | float | int, ...]
    sentence: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    ids: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    marked: bool = False


def listed(values: Sequence[object]) -> str:
    """Values in a sentence, the first of many."""
    if not values:
        return "图谱中没有符合的 · the graph knows of none"
    shown = "、".join(map(str, values[:_SHOWN]))
    return f"共 {len(values)} 个：{shown}{'等' if len(values) > _SHOWN else ''}"
