"""Other names a text declares in brackets: 三一重工股份有限公司（以下简称“三一重工”）."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from nlp.spans import Span
from ontology.schema import EntityClass

_DECLARED: Final = re.compile(
    r"[（(](?:以下|下称|统称|英文)?(?:简称|称)?[为：:]?[“\"「]?([^（）()，。；“”\"]{2,12})[”\"」]?[）)]"
)
_SAYS_SO: Final = re.compile(r"简称|下称|[“\"「]")
_ABBREVIATION: Final = re.compile(r"^[A-Za-z][A-Za-z0-9/.\-]{1,9}$")


def declared_aliases(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Spans of the aliases that stand in brackets right after a span, with that span's class."""
    by_end = {span.end: span for span in spans}
    for match in _DECLARED.finditer(text):
        span = by_end.get(match.start())
        if span is None or not (_SAYS_SO.search(match.group()) or _is_abbreviation(match.group(1), span)):
            continue
        yield Span(match.start(1), match.end(1), match.group(1), span.cls, 0.9, "alias")


def _is_abbreviation(text: str, span: Span) -> bool:
    return bool(_ABBREVIATION.match(text)) and span.cls is not EntityClass.REGION
