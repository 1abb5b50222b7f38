"""Numbers of standards: GB/T 36073-2018, ISO 9001, T/CCSA 283-2020, DB33/T 1265-2024."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.names.scene import Scene
from nlp.spans import Span
from ontology.schema import EntityClass

_ISSUER: Final = (
    r"(?:GB(?:/[TZ])?|GJB|DB\d{2,4}(?:/T)?|T/[A-Z]{2,8}|Q/[A-Z]{1,8}|(?:YD|SJ|JB|HG|YY|NB|DL|FZ|QB|JT|JR|NY|YB|YS|MT|AQ|LY|CJ|HJ|"
    r"WH|TB|SH|SY|QC|JC|HB|CB|GA|JJ[GF]|JGJ|EJ|LD|GH|SB|BB|TD|MH|XF|GM)(?:/[TZ])?|ISO(?:/[A-Z]{2,4})*|IEC(?:/[A-Z]{2,4})*|IEEE|"
    r"(?:EN|BS|DIN|ANSI|ASTM|UL|SAE|IATF|JESD|PAS|SEMI|IPC|AEC)(?: ISO)?)"
)
_CAPITAL: Final = re.compile(r"[A-Z]")
_NUMBER: Final = re.compile(
    rf"(?<![A-Za-z0-9]){_ISSUER}[ \-]?[A-Z]?\d{{3,6}}[A-Z]?(?:[.．-]\d{{1,3}}(?!\d))*"
    r"(?:[-—–－:：]\d{2,4})?(?![A-Za-z0-9])"
)


def find_standards(scene: Scene) -> Iterator[Span]:
    """Spans of standard numbers."""
    if not _CAPITAL.search(scene.text):
        return
    for match in _NUMBER.finditer(scene.text):
        yield scene.span(match.start(), match.end(), EntityClass.STANDARD, confidence=0.97, rule="standard-number")
