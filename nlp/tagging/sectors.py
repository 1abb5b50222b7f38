"""Terms that the word behind their list calls sectors: in `储能、氢能等新兴产业` both are, whatever they are elsewhere.

The tagger looks two words ahead, so that it does not see the noun at the end of a long list. By the guide of
annotation a term before 产业, 行业 or 领域 is a sector, and so is each item of a list before them; counted on annotated
sentences, 352 of 362 are. What is made or done there is none: 芯片领域核心技术, 5G行业应用.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.spans import Span
from ontology.schema import EntityClass as C

_NOUNS: Final = ("产业", "行业", "领域")
_CLOSES: Final = re.compile(
    r"”?(?:等)?(?:[\d一二三四五六七八九十两数多]+余?多?[个大])?"
    r"(?:重点|优势|新兴|传统|主导|特色|支柱|战略性|未来|高端|先进|关键|主要|国家|国民经济|细分|典型|相关|各|前沿|新)*"
    r"(?:产业|行业|领域)(?!化|链|园|集群|大脑|互联|工人|基地|联盟|协会|研究|核心技|关键|项目|结合|应用|技术)"
)
_JOINT: Final = re.compile(r"”?(?:、|和|与|及|以及)“?")
_TERMS: Final = frozenset({C.INDUSTRY, C.TECHNOLOGY})


def with_sectors(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """The spans of a sentence, in order; technologies that stand in a list of sectors are sectors."""
    if not any(map(text.__contains__, _NOUNS)):
        return spans
    sectors = {place for run in _lists(text, spans) if _CLOSES.match(text, spans[run[-1]].end) for place in run}
    return [span._replace(cls=C.INDUSTRY) if place in sectors else span for place, span in enumerate(spans)]


def _lists(text: str, spans: Sequence[Span]) -> Iterator[Sequence[int]]:
    """The runs of terms that stand in one list, or alone, by their places."""
    run: list[int] = []
    for place, span in enumerate(spans):
        if run and not _JOINT.fullmatch(text, spans[run[-1]].end, span.start):
            yield from _of_terms(spans, run)
            run = []
        run.append(place)
    yield from _of_terms(spans, run)


def _of_terms(spans: Sequence[Span], run: list[int]) -> Iterator[Sequence[int]]:
    if run and all(spans[place].cls in _TERMS for place in run):
        yield run
