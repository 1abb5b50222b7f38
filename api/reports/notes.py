"""Notes of a report: how its numbers are reckoned (口径), and where its facts stand (出处)."""

from collections.abc import Iterable, Mapping
from typing import Final

from api.reports.inputs import Place
from api.reports.paper import Note, NoteKind
from api.reports.result import first
from graph.analysis.thresholds import Thresholds

_LONGEST: Final = 60  # characters of a sentence that are quoted


def reckoned(text: str) -> tuple[Note, ...]:
    """A note on how a number is reckoned."""
    return (Note(NoteKind.RECKONED, text),)


def evidence_notes(places: Mapping[str, Place], evidence: Iterable[str]) -> tuple[Note, ...]:
    """Notes on where a fact stands; an id whose place is not known any more says so."""
    return tuple(Note(NoteKind.EVIDENCE, _told(places.get(key), key)) for key in first(evidence))


def _told(place: Place | None, key: str) -> str:
    if place is None:
        return f"{key}（原文已撤回）"
    by = "，".join(part for part in (place.publisher, place.published) if part)
    where = f"第 {place.page} 页" if place.page else f"第 {place.row} 行" if place.row else ""
    title = f"《{place.document}》" + (f"（{by}）" if by else "") + where
    return f"{title}：“{_cut(place.sentence)}”"


def _cut(sentence: str) -> str:
    text = " ".join(sentence.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def score_note() -> tuple[Note, ...]:
    """What a score is."""
    return reckoned("得分 = 重要性 × 脆弱性，脆弱性由缺失、集中、外部依赖、进口依赖合成（方法说明 S 节）；越高越要紧。")


def certainty_note() -> tuple[Note, ...]:
    """What a certainty is."""
    return reckoned("把握 = 判定成立的概率，已计入资料不全（方法说明 P、G 节）。")


def verdict_note(limits: Thresholds) -> tuple[Note, ...]:
    """By which limits nodes are judged."""
    return reckoned(
        f"按阈值判定：断点为确无企业的概率不低于 {limits.break_at:.0%}，疑似断点不低于 {limits.suspected_at:.0%}；"
        f"堵点为采购的 {limits.blocked_at:.0%} 以上来自区外；短板为区位商低于 {limits.weak_lq:g} 且有本地需求；"
        f"单点为系于一家的概率不低于 {limits.single_sure:.0%}。"
    )
