"""Whose number it is: the actor that runs through the sentence."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.spans import Span
from ontology.schema import EntityClass

_ACTORS: Final = frozenset(
    {
        EntityClass.REGION,
        EntityClass.ENTERPRISE,
        EntityClass.ORGANIZATION,
        EntityClass.PARK,
        EntityClass.PLATFORM,
        EntityClass.INITIATIVE,
    }
)
_OWN: Final = re.compile(
    r"全国|我国|中国(?![\w]{1,12}(?:公司|院|会))|全省|全市|全县|全区|我省|我市|本市|本省|我县|我区"
)
_LEAD: Final = re.compile(
    r"(?:^|[，。；：:！？\n“”、—\-]|例如|比如|如|其中|此外|目前|年|月|日|底|末|截至|显示|据|在|，)\s?$"
)


def subject_at(text: str, entities: Sequence[Span], place: int) -> str:
    """Surface of the actor whose number stands at `place`; empty for the document's own subject.

    The last actor that opens a clause before `place` speaks for it, until 全国 or 全省 takes over.
    """
    found, since = "", -1
    for span in entities:
        if span.end > place:
            break
        if span.cls in _ACTORS and _LEAD.search(text[max(0, span.start - 4) : span.start]):
            found, since = span.text, span.start
    own = [match.start() for match in _OWN.finditer(text, max(since, 0), place)]
    if own and own[-1] > since:
        return "全国" if text[own[-1] : own[-1] + 2] in {"全国", "我国", "中国"} else ""
    return found
