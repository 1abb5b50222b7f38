"""What a document says, as claims with evidence: the last step of reading, and what the ledger records.

Every name becomes a mention; only a stated relation becomes a claim, never two names side by side. What cannot be
used (a number without a subject, a pair the ontology does not join) is a reject with its reason.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from nlp.aliases import aliases_of
from nlp.claim_rows import ClaimRows
from nlp.context import NO_CONTEXT, Context, passages_of, region_meant
from nlp.own_policy import own_links, own_title
from nlp.sentences import split
from nlp.spans import LLM, Extraction, Link, Reading, Span
from nlp.tables import Cell, rows_of
from nlp.without_pauses import without_pauses
from ontology.columns import ClaimBatch
from ontology.facts import Block, Document, Evidence, Mention, Quantity, TextTable
from ontology.schema import EntityClass as C
from ontology.schema import Relation, allows
from ontology.values.quantities import parse_quantity
from ontology.values.regions import (
    COUNTRY,
    find_region,
    region_at_start,
    region_names,
    region_of,
    region_of_firm,
)

EXTRACTOR: Final = "extraction/3"
RECOGNISED: Final = "ocr"  # behind the extractor: the letters themselves were read from a picture
PROPOSED: Final = "llm/1"  # a model proposed it, and the sentence bears it out
_MAKES: Final = re.compile(r"生产|(?<!智能)制造(?!业|强)|量产|主营|产量|产能|年产|投产|代工")
_LOCAL: Final = re.compile(r"^(?:省|市|县|区|自治区)(?!.{0,2}公司)")
# Quarters that many cities call alike: the one of the region spoken of, and not of 南部县 or 滨海县.
_QUARTER: Final = re.compile(
    r"^(?:[东西南北中]部|城[东西南北中]|[东西南北]|滨[江河湖海水]|临[江港空]|空港|高铁|中央)(?:新城|新区|商务区)"
)
_BELOW_NATION: Final = re.compile(r"(?<!各)省级(?!行政)|市级|省市两级|全省|全市|省内|市内|本地")
_UNNAMED: Final = re.compile(r"某[^，。；]{0,16}(?:企业|公司|平台|工厂|厂|集团|园区)")
_OWN_POLICY: Final = 0.85  # expected, by reading; no annotated set has such links yet
_SURE_PLACE: Final = 0.6  # confidence from which a stated place tells a firm from its namesakes
_NATION: Final = frozenset({"全国", "我国", "中国"})


@without_pauses()
def claims_of(document: Document, extraction: Extraction) -> ClaimBatch:
    """What `document` says, as columns for the ledger.

    Args:
        document: clean text with its blocks and tables.
        extraction: what was found in `document.text`, spans by their offsets there.
    """
    return _Maker(document, extraction).batch()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A block with the context that holds in it and where its sentences start."""

    block: Block
    context: Context
    sentences: tuple[tuple[int, int], ...]


class _Maker:
    """Turns one extraction into rows; holds the document's blocks and where its names were placed."""

    def __init__(self, document: Document, extraction: Extraction) -> None:
        self._document = document
        self._spans = extraction.entities
        self._extraction = extraction
        self._span_starts = [span.start for span in self._spans]
        self._by_name = _places_by_name(self._spans)
        self._regions_named = tuple(_regions_named(self._spans))
        self._rows = ClaimRows()
        self._stretches = tuple(_stretches(document, extraction.entities))
        self._starts = [stretch.block.start for stretch in self._stretches]
        self._spoken: dict[int, int] = {}  # block → whose number its last one was
        self._regions = _stated_regions(extraction)
        self._mentions = [self._mention(index) for index in range(len(self._spans))]

    def batch(self) -> ClaimBatch:
        for index, name in aliases_of(self._document.text, self._spans):
            self._rows.alias(self._mentions[index], name, self._evidence(self._spans[index].start))
        for link in self._extraction.relations:
            self._link(link)
        for reading in self._extraction.observations:
            self._reading(reading)
        for relation, index in own_links(self._document, self._spans):
            own = self._rows.mention(Mention(own_title(self._document), C.POLICY))
            ends = (own, relation, self._mentions[index])
            self._rows.claim(ends, self._evidence(self._spans[index].start), confidence=_OWN_POLICY)
        for table in self._document.tables:
            self._table(table)
        return self._rows.batch()

    def _stretch(self, place: int) -> _Stretch | None:
        index = bisect_right(self._starts, place) - 1
        return self._stretches[index] if index >= 0 else None

    def _context(self, place: int) -> Context:
        stretch = self._stretch(place)
        return stretch.context if stretch else NO_CONTEXT

    def _sentence(self, place: int) -> tuple[int, int]:
        stretch = self._stretch(place)
        if stretch is None:
            return place, place
        index = bisect_right(stretch.sentences, place, key=itemgetter(0)) - 1
        return stretch.sentences[index] if index >= 0 else (place, place)

    def _evidence(self, place: int, rule: str = "") -> int:
        stretch = self._stretch(place)
        start, end = self._sentence(place)
        sentence = self._document.text[start:end]
        page = stretch.block.page if stretch else None
        extractor = PROPOSED if rule == LLM else EXTRACTOR
        if stretch and stretch.block.recognised:
            extractor = f"{extractor} {RECOGNISED}"
        return self._rows.evidence(Evidence(sentence, extractor, page=page, start=start, end=end))

    def _mention(self, index: int) -> int:
        span = self._spans[index]
        region = self._regions.get((span.text, span.cls)) or self._named_region(span)
        return self._rows.mention(Mention(span.text, span.cls, region=region))

    def _named_region(self, span: Span) -> str:
        """Region that the name itself tells: a region's own, the one it starts with, or 省 and 市 of the section."""
        if span.cls is C.REGION:
            region = find_region(span.text)
            return region.id if region else ""
        if span.cls not in {C.ENTERPRISE, C.ORGANIZATION, C.PARK, C.PLATFORM}:
            return ""
        if local := _LOCAL.match(span.text):
            running = self._context(span.start).running_region
            return region_meant(f"全{local[0]}", running, self._named(span.start)) or ""
        if _QUARTER.match(span.text):
            return self._context(span.start).running_region
        if span.cls is C.ENTERPRISE:
            # a firm called 大同 is not therefore there
            home = None if span.text in region_names() else region_of_firm(span.text)
            return home.id if home else ""
        first, length = region_at_start(span.text)
        return first.id if first and 1 < length < len(span.text) else ""

    def _link(self, link: Link) -> None:
        head, tail = self._spans[link.head], self._spans[link.tail]
        # the clause that speaks: with 该平台 in it, the name itself stands in an earlier sentence
        place = link.start if link.end else max(head.start, tail.start)
        if not allows(link.relation, head.cls, tail.cls):
            where = f"{self._document.name}: {head.text} {link.relation.value} {tail.text}"
            self._rows.reject(where, f"本体不允许 {head.cls.value} 到 {tail.cls.value} 的 {link.relation.value} 关系")
            return
        relations = [link.relation]
        makes = _MAKES.search(self._told(link))
        if link.relation is Relation.PROVIDES and allows(Relation.PRODUCES, head.cls, tail.cls) and makes:
            relations.append(Relation.PRODUCES)
        for relation in relations:
            ends = (self._mentions[link.head], relation, self._mentions[link.tail])
            self._rows.claim(ends, self._evidence(place, link.rule), status=link.status, confidence=link.confidence)

    def _told(self, link: Link) -> str:
        """The clause of a relation without its two names: 智能制造 in a name makes nothing."""
        text = self._document.text
        head, tail = sorted((self._spans[link.head], self._spans[link.tail]), key=lambda span: span.start)
        after_head, after_tail = max(head.end, link.start), max(tail.end, link.start)
        told = [text[link.start : head.start], text[after_head : tail.start], text[after_tail : link.end]]
        return "＿".join(told)

    def _reading(self, reading: Reading) -> None:
        where = f"{self._document.name}: {reading.value}{reading.unit}"
        if not reading.subject and _UNNAMED.search(
            self._document.text, self._sentence(reading.start)[0], reading.start
        ):
            self._rows.reject(where, "这个数说的是没有名字的企业或平台（某企业、某平台）")
            return
        about = self._about(reading)
        measure = parse_quantity(reading.value + reading.unit)
        if about is None:
            self._rows.reject(where, "看不出这个数是谁的：句中没有主语，所在章节也没有地区")
        elif measure is None:
            self._rows.reject(where, "读不出数值")
        else:
            quantity = Quantity(
                reading.metric, measure.value, measure.unit, reading.time, reading.comparator, measure.value_to
            )
            self._rows.observation(about, quantity, self._evidence(reading.start, reading.rule), status=reading.status)
            stretch = self._stretch(reading.start)
            if stretch:
                self._spoken[stretch.block.start] = about

    def _about(self, reading: Reading) -> int | None:
        """Mention whose number it is: the nearest one of that name, else the section's region."""
        if reading.subject in _NATION:
            return self._region_mention(COUNTRY)
        if reading.subject:
            named = self._by_name.get(reading.subject, [])
            last = bisect_right(named, reading.start, key=self._span_starts.__getitem__) - 1
            return self._mentions[named[last]] if last >= 0 else None
        running = self._context(reading.start).running_region
        if running == COUNTRY:
            running = self._national(reading.start)
            if not running:
                return None
        whole = self._local_region(reading.start)
        if whole is not None or running:
            return self._region_mention(running if whole is None else whole)
        return self._last_about(reading.start)

    def _national(self, place: int) -> str:
        """The country, where a report on the country counts without saying for whom.

        A sentence that names one place counts for that place; one that names several, or speaks of a province it
        does not name, counts for nobody we know.
        """
        start, end = self._sentence(place)
        first, last = (bisect_left(self._span_starts, bound) for bound in (start, end))
        named = {span.text for span in self._spans[first:last] if span.cls is C.REGION}
        found = {region.id for region in map(find_region, named) if region}
        if len(found) == 1:
            return found.pop()
        return "" if named or _BELOW_NATION.search(self._document.text, start, end) else COUNTRY

    def _local_region(self, place: int) -> str | None:
        """What 全省 and 全市 mean in the sentence at `place`; None where it has no such word."""
        start, end = self._sentence(place)
        return region_meant(self._document.text[start:end], self._context(place).running_region, self._named(place))

    def _named(self, place: int) -> Iterator[str]:
        """Regions named before `place`, the latest first."""
        count = bisect_left(self._regions_named, place, key=itemgetter(0))
        for at in range(count - 1, -1, -1):
            yield self._regions_named[at][1]

    def _last_about(self, place: int) -> int | None:
        """Whose number the block's number before this one was: 利润总额… goes on about the same."""
        stretch = self._stretch(place)
        return self._spoken.get(stretch.block.start) if stretch else None

    def _region_mention(self, region: str) -> int | None:
        return self._rows.mention(Mention(region_of(region).name, C.REGION, region=region)) if region else None

    def _table(self, table: TextTable) -> None:
        """The numbers of a table; a row that gives none is a reject, a table that gives none is one reject."""
        rows = list(rows_of(table))
        if not any(row.cells for row in rows):
            title = table.caption or "，".join(table.header)
            self._rows.reject(f"{self._document.name}: {title}", "这张表没有读出数")
            return
        for row in rows:
            for cell in row.cells:
                self._cell(cell, table.page)
            if row.reason:
                self._rows.reject(f"{self._document.name}: {row.line}", row.reason)

    def _cell(self, cell: Cell, page: int | None) -> None:
        region = find_region(cell.subject) if cell.subject else None
        known = self._by_name.get(cell.subject, [None])[0]
        if region is not None:
            about = self._region_mention(region.id)
        elif cell.subject:
            about = self._mentions[known] if known is not None else None
        else:
            about = self._region_mention(self._stretches[-1].context.region) if self._stretches else None
        if about is None:
            self._rows.reject(f"{self._document.name}: {cell.line}", "看不出表中这个数是谁的")
            return
        evidence = Evidence(cell.line, "table/1", page=page, row=cell.row)
        self._rows.observation(about, cell.quantity, self._rows.evidence(evidence))


def _stretches(document: Document, spans: Sequence[Span]) -> Iterator[_Stretch]:
    for block, context, _, _ in passages_of(document, spans):
        sentences = tuple((block.start + each.start, block.start + each.end) for each in split(block.text))
        yield _Stretch(block, context, sentences)


def _stated_regions(extraction: Extraction) -> dict[tuple[str, C], str]:
    """Region of each name that the text itself surely places somewhere: a wrong one keeps a firm apart from itself."""
    found: dict[tuple[str, C], str] = {}
    for link in extraction.relations:
        head, tail = extraction.entities[link.head], extraction.entities[link.tail]
        is_place = link.relation is Relation.LOCATED_IN and tail.cls is C.REGION and link.confidence >= _SURE_PLACE
        region = find_region(tail.text) if is_place else None
        if region is not None:
            found.setdefault((head.text, head.cls), region.id)
    return found


def _places_by_name(spans: Sequence[Span]) -> dict[str, list[int]]:
    """Positions of the spans of each name, in the order of the text."""
    found: dict[str, list[int]] = {}
    for index, span in enumerate(spans):
        found.setdefault(span.text, []).append(index)
    return found


def _regions_named(spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Where each region is named, and its id."""
    for span in spans:
        region = find_region(span.text) if span.cls is C.REGION else None
        if region is not None:
            yield span.start, region.id
