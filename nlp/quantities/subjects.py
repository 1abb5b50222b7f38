"""Whose number it is: the actor that runs through the sentence."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.spans import Span
from ontology.schema import EntityClass

ACTING: Final = frozenset({EntityClass.REGION, EntityClass.ENTERPRISE, EntityClass.ORGANIZATION, EntityClass.PARK})
_ACTORS: Final = ACTING | {EntityClass.PLATFORM, EntityClass.INITIATIVE}
NATION: Final = "全国"
_NAMES_NATION: Final = re.compile("全国|我国|中国")
_OF_NATION: Final = re.compile(r"(?:^|[，。；：,\s]|年|月|底|末|期间)(?:全国|我国|中国)")
_LEAD: Final = re.compile(
    r"(?:^|[，。；：:！？,\n—\-\s《]|例如|比如|如|其中|此外|年|月|日|底|末|截至|季度|"
    r"巨头|企业|药企|厂商|制造商|龙头|供应商|子公司|旗下|集团|运营商|服务商)\s?[“《]?$"
)
_LISTED: Final = re.compile(r"^[”》]?(?:[、]|和|与|及|[^，。；、]{0,6}等)")
_SOURCE: Final = re.compile(
    r"^[”》]?(?:最新)?(?:的?(?:统计)?数据|显示|统计|报告|监测|测算|介绍|认为|预测|指出|[:：]|获悉|通报|发言人|相关负责人|有关负责人|消息)"
)


def subject_at(text: str, entities: Sequence[Span], place: int, after: int) -> str:
    """Surface of the actor whose number stands at `place`; empty for the document's own subject.

    The last actor that opens a clause before `place` speaks for it; one of a list, or the source of
    a figure, does not. `37亿元的A项目` is a number of A: `after` is its end.
    """
    owner = _owner(text, entities, after)
    if owner:
        return owner
    count = next((at for at, span in enumerate(entities) if span.end + 2 > place), len(entities))
    back = (
        entities[at] for at in range(count - 1, -1, -1) if entities[at].cls in _ACTORS and _speaks(text, entities, at)
    )
    speaker = next(back, None)
    start = speaker.end if speaker else 0
    if _NAMES_NATION.search(text, start, place) and _OF_NATION.search(text, start, place):
        return NATION
    return speaker.text if speaker else ""


def _owner(text: str, entities: Sequence[Span], after: int) -> str:
    if text[after : after + 1] != "的":
        return ""
    return next((span.text for span in entities if after < span.start <= after + 2 and span.cls in _ACTORS), "")


def _speaks(text: str, entities: Sequence[Span], index: int) -> bool:
    span = entities[index]
    behind = text[span.end : span.end + 10]
    if _LISTED.match(behind) or (_SOURCE.match(behind) and span.cls is not EntityClass.REGION):
        return False
    if span.cls is EntityClass.REGION and _touch(entities, index, index + 1):
        return False
    first = entities[index - 1] if _touch(entities, index - 1, index) else span
    start = first.start if first.cls is EntityClass.REGION else span.start
    return bool(_LEAD.search(text[max(0, start - 5) : start]))


def _touch(entities: Sequence[Span], left: int, right: int) -> bool:
    """法国米其林: the two names stand side by side, and the second acts."""
    if left < 0 or right >= len(entities):
        return False
    return entities[left].end == entities[right].start and entities[right].cls in _ACTORS
