"""What a policy says in its own name: which policies it rests on or repeals, which sectors and scenarios it supports.

A policy seldom names itself in its text; its title does. `根据《甲条例》，制定本办法` makes it based on 甲条例,
`《乙办法》同时废止` makes it replace 乙办法, `大力发展船舶、氢能等产业` makes it support both.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.spans import Span
from ontology.facts import Document
from ontology.schema import EntityClass, Relation

_TITLE: Final = re.compile(r"(?:意见|规划|纲要|方案|条例|办法|通知|决定|规定|细则|计划|措施|公告)(?:（[^）]{1,20}）)?$")
_BASIS: Final = re.compile(r"(?:根据|依据|按照|贯彻|落实|执行)[^。；]{0,30}$")
_MAKES: Final = re.compile(r"[^。；]{0,160}(?:制定本|制订本|现提出|提出以下|提出如下|现就|制定如下|结合)")
_REPEALED: Final = re.compile(r"[^。；《]{0,40}(?:同时|即行|相应|自行)?废止")
_LONGEST_TITLE: Final = 60
_SUPPORTED: Final = frozenset({EntityClass.INDUSTRY, EntityClass.SCENARIO})
_SUPPORTS: Final = re.compile(  # an order that opens its clause, with nothing but a list between it and the name
    r"(?:^|[，。；：:\s])(?:大力|重点|加快|积极|优先|着力|前瞻)*"
    r"(?:支持|鼓励|扶持|发展|培育|壮大|做大做强|做强|布局|推广|推行|引导|普及)[^，。；：\n（(]{0,40}$"
)
_REACH: Final = 60  # characters back to the order


def own_title(document: Document) -> str:
    """The document's own title where it is a policy's, without 《》; empty otherwise."""
    title = document.title.strip().strip("《》")
    return title if len(title) <= _LONGEST_TITLE and _TITLE.search(title) else ""


def own_links(document: Document, spans: Sequence[Span]) -> Iterator[tuple[Relation, int]]:
    """Relation of the document's own policy to the span at a position: another policy, or what it supports."""
    text, title = document.text, own_title(document)
    for index, span in enumerate(spans if title else ()):
        if span.cls in _SUPPORTED and _SUPPORTS.search(text, max(0, span.start - _REACH), span.start):
            yield Relation.SUPPORTS, index
        if span.cls is not EntityClass.POLICY or span.text == title:
            continue
        if _REPEALED.match(text, span.end):
            yield Relation.REPLACES, index
        elif _BASIS.search(text, max(0, span.start - 40), span.start) and _MAKES.match(text, span.end):
            yield Relation.BASED_ON, index
