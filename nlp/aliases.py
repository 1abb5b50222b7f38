"""Other names that a text declares for a thing: 某公司（以下简称“某某”）, 工业互联网平台（IIP）."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.spans import Span
from ontology.schema import EntityClass as C

_NAMED: Final = frozenset(C) - {C.REGION, C.INDUSTRY, C.TECHNOLOGY, C.SCENARIO}
_DECLARED: Final = re.compile(
    r"[》”\"]?\s?[（(](?:以?下?均?统?简称|又称|也称|原名|曾用名|英文简?称?)[为：:]?\s?[“\"《‘]?(?P<name>[^（）()“”\"《》‘’，。；]{2,30})[”\"》’]?[）)]"
)
_SHORT: Final = re.compile(r"[》”\"]?\s?[（(](?P<name>[A-Z][A-Za-z0-9\-]{1,11})[）)]")


def aliases_of(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Position of a span, and the other name the text gives it.

    A name in brackets right after counts when it is declared (简称, 曾用名) or written in Latin capitals.
    """
    for index, span in enumerate(spans):
        if span.cls in _NAMED:
            found = _DECLARED.match(text, span.end) or _SHORT.match(text, span.end)
            if found and found["name"] != span.text:
                yield index, found["name"].strip()
