"""What is known of an entity as tables: facts of a relation, numbers, names, and values that sources differ in."""

from collections.abc import Sequence

from api.answers import Neighbour, Profile
from api.pages.frame.cells import Attribute, Cell, Link, Proof, Word
from api.pages.frame.language import Language
from api.pages.frame.sheets import Column, Sheet
from api.pages.frame.words import attribute_text, attribute_word
from graph.ledger.variants import WRITTEN, Conflict, Value, Variant, Voice

_COLUMNS = (Column("类别"), Column("状态"), Column("置信", "figure"), Column("来源数", "count"), Column("证据"))
_VOICES = 3  # named; the others counted


def fact_sheet(profile: Profile, facts: Sequence[Neighbour], language: Language) -> Sheet:
    """Facts of one relation, the surest first."""
    rows = [(Link(fact.name, f"/entities/{fact.id}", _told(fact, language)), *_figures(fact)) for fact in facts]
    return Sheet("对象", (Column("对象"), *_COLUMNS), rows, marked=profile.marked, shown=50)


def number_sheet(profile: Profile, numbers: Sequence[Neighbour]) -> Sheet:
    """Observations about the entity."""
    rows = [(fact.name, *_figures(fact)) for fact in numbers]
    return Sheet("数字", (Column("指标与数值"), *_COLUMNS), rows, marked=profile.marked, shown=50)


def _figures(fact: Neighbour) -> tuple[Cell, ...]:
    return Word(fact.cls), Word(fact.status), fact.confidence, fact.sources, Proof(fact.evidence)


def _told(fact: Neighbour, language: Language) -> str:
    """What the fact says of itself, as amount, share, since."""
    given = {name: value for name, value in fact.properties.items() if value not in (None, "", [])}
    words = (f"{attribute_word(name, language)} {attribute_text(name, value)}" for name, value in given.items())
    return "，".join(words)


def variant_sheet(profile: Profile) -> Sheet:
    """Names with who writes them so; `key` is what a repair names."""
    columns = (
        Column("名称"),
        Column("写法"),
        Column("代码"),
        Column("所在地"),
        Column("谁这样写", "long"),
        Column("写法编号"),
    )
    return Sheet(
        "各处的写法", columns, [_variant_row(one) for one in profile.variants], marked=profile.marked, shown=60
    )


def _variant_row(one: Variant) -> tuple[Cell, ...]:
    how = "文中" if one.how == WRITTEN else one.how
    return one.name, how, one.code or None, one.region or None, _voices(one.said_by), one.mention or None


def conflict_sheet(profile: Profile) -> Sheet:
    """Values that sources differ in, side by side; a current one before those that newer editions replaced."""
    columns = (Column("属性"), Column("数值"), Column("现行"), Column("谁这样说", "long"), Column("证据"))
    rows = [_value_row(conflict, value) for conflict in profile.conflicts for value in conflict.values]
    return Sheet("各来源说法不一", columns, rows, marked=profile.marked)


def _value_row(conflict: Conflict, value: Value) -> tuple[Cell, ...]:
    now = "是" if value.current else "否"
    return Attribute(conflict.name), value.value, now, _voices(value.said_by), Proof(value.evidence)


def _voices(voices: Sequence[Voice]) -> str:
    told = [f"{one.source}（{one.last or '日期不详'}）" for one in voices[:_VOICES]]
    more = f" +{len(voices) - _VOICES}" if len(voices) > _VOICES else ""
    return "；".join(told) + more
