"""Who does what to whom in one sentence: a running subject, the acts said of it, and the names they reach.

Method (shallow, no parse): the first name of a clause that no mark claims is its subject and stays so until
another takes over; `由` makes the next name the subject of what stands before; `为` and `与` give it a part of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from nlp.relations.clauses import MARKS, Event, events_of
from nlp.relations.groups import Group
from nlp.relations.tables import join_of
from nlp.spans import Span
from ontology.schema import EntityClass as C
from ontology.schema import Relation
from ontology.schema import allows

_THINGS: Final = frozenset({C.PLATFORM, C.POLICY, C.INITIATIVE, C.STANDARD})
_ACTORS: Final = frozenset({C.ENTERPRISE, C.ORGANIZATION, C.REGION, C.PARK}) | _THINGS
_FIRMS: Final = frozenset({C.ENTERPRISE, C.ORGANIZATION})
_PLACES: Final = frozenset({C.REGION, C.PARK})
_FIELDS: Final = frozenset({C.INDUSTRY, C.SCENARIO})
_TOOLS: Final = frozenset({C.TECHNOLOGY, C.PLATFORM})
_SITED: Final = frozenset({C.ENTERPRISE, C.ORGANIZATION, C.PARK, C.PLATFORM})
_BUILDS: Final = frozenset({"build", "invest", "locate"})
_SELLS: Final = frozenset({"supply", "make"})
_REACH: Final = 12  # characters between a mark and the name it claims


@dataclass(frozen=True, slots=True)
class Found:
    """A relation between two entities by position, and the place of the word that says so."""

    head: int
    relation: Relation
    tail: int
    place: int
    confidence: float


@dataclass(slots=True)
class Reader:
    """State while one sentence is read; `read` yields what it finds."""

    text: str
    entities: Sequence[Span]
    subject: Group | None = None  # of this clause, or of the clauses before
    actor: Group | None = None  # last subject that can act
    thing: Group | None = None  # last platform or document that was an object: later clauses may speak of it
    last: Group | None = None
    acts: frozenset[str] = frozenset()
    place: int = 0
    mark: str = ""
    mark_end: int = 0
    done_to: list[Group] = field(default_factory=list)  # names before 由, for the act after it
    tools: list[Group] = field(default_factory=list)  # technologies used in this clause
    served: list[Group] = field(default_factory=list)  # names after 为 and 向
    fields: list[Group] = field(default_factory=list)  # industries after 在
    site: Group | None = None  # place after 在
    parent: Group | None = None  # firm before 子公司
    fresh: bool = True  # no name yet in this clause

    def read(self, groups: Sequence[Group]) -> Iterator[Found]:
        """All relations of the sentence."""
        for event in events_of(self.text, groups):
            if event.is_stop:
                yield from self._stop(event)
            elif event.group is None:
                yield from self._word(event)
            else:
                yield from self._name(event.group)
                self.last, self.fresh = event.group, False
        yield from self._close()

    def _stop(self, event: Event) -> Iterator[Found]:
        yield from self._close()
        self.mark, self.fresh, self.site, self.parent = "", True, None, None
        self.done_to, self.served, self.fields = [], [], []
        if event.word not in "：:":
            self.acts = frozenset()
        if event.word in "。；;\n！？":
            self.subject = self.actor = self.thing = self.last = None
            self.tools = []

    def _close(self) -> Iterator[Found]:
        """What a clause leaves open: B是A的子公司 names the parent last."""
        if self.parent and self.subject and self.parent is not self.subject:
            yield from self._pairs(self.subject, Relation.SUBSIDIARY_OF, self.parent, 0.6)
        self.parent = None

    def _word(self, event: Event) -> Iterator[Found]:
        marks, said = event.acts & MARKS, event.acts - MARKS
        if marks:
            self.mark, self.mark_end = min(marks), event.start + len(event.word)
            if self.mark == "by" and self.last and not self.fresh:
                self.done_to = [self.last]
        if not said:
            return
        self.acts, self.place = said, event.start
        if "partner" in said and self.subject and self.subject.classes <= _FIRMS:
            yield from self._partners(self.subject)
        if "child" in said and self.last and self.last.classes <= {C.ENTERPRISE} and not self.fresh:
            self.parent = self.last
        yield from self._acted(said)

    def _acted(self, said: frozenset[str]) -> Iterator[Found]:
        """What a word says of the names that waited for it."""
        if self.subject is None:
            return
        for group in self.done_to if self.mark != "by" else ():
            yield from self._joined(self.subject, group, said)
        if said & _SELLS:
            for group in self.served:
                yield from self._pairs(self.subject, Relation.SUPPLIES, group, 0.5, only=(C.ENTERPRISE, C.ENTERPRISE))
                yield from self._pairs(self.subject, Relation.SERVES, group, 0.5, only=(C.ENTERPRISE, C.INDUSTRY))
        if self.site and said & _BUILDS:
            yield from self._pairs(self.subject, Relation.LOCATED_IN, self.site, 0.5)
        for group in self.fields:
            yield from self._pairs(group, Relation.USES, self.subject, 0.5)
            yield from self._pairs(self.subject, Relation.SERVES, group, 0.6, only=(C.PLATFORM, C.INDUSTRY))
        if "fuse" in said and self.last:
            yield from self._pairs(self.last, Relation.USES, self.last, 0.6, only=(C.INDUSTRY, C.TECHNOLOGY))

    def _name(self, group: Group) -> Iterator[Found]:
        mark = self.mark if group.start - self.mark_end <= _REACH else ""
        self.mark = ""
        yield from self._beside(group)
        if self.parent and self.parent is not group and group.classes <= {C.ENTERPRISE}:
            yield from self._pairs(group, Relation.SUBSIDIARY_OF, self.parent, 0.7)
            self.parent, self.subject, self.actor = None, group, group
            return
        yield from self._part(mark, group)

    def _part(self, mark: str, group: Group) -> Iterator[Found]:
        """The part that the mark before it, or its place, gives to a name."""
        if mark == "at" and group.classes & _PLACES:
            yield from self._placed(group)
        elif mark == "at" and group.classes <= _FIELDS and self.subject and self.subject.classes <= _TOOLS:
            self.fields.append(group)
        elif mark == "by":
            self.subject = self.actor = group
        elif mark == "with" and group.classes <= _FIRMS and self.subject and self.subject.classes <= _FIRMS:
            self._join(group)
            if "partner" in self.acts:
                yield from self._partners(self.subject)
        elif mark == "for" and group.classes <= {C.ENTERPRISE, C.INDUSTRY} and self.subject:
            self.served.append(group)
            yield from self._object(group)
        elif self.fresh and not self.acts:
            self._open(group)
        else:
            yield from self._object(group)

    def _open(self, group: Group) -> None:
        self.subject = group
        if group.classes <= _ACTORS:
            self.actor = group

    def _join(self, group: Group) -> None:
        """A与B: both are the subject."""
        if self.subject:
            both = (*self.subject.members, *group.members)
            self.subject = Group(both, self.subject.classes | group.classes, self.subject.start, group.end)
            self.actor = self.subject

    def _partners(self, group: Group) -> Iterator[Found]:
        for head, tail in combinations(group.members, 2):
            if self.entities[head].text != self.entities[tail].text:
                yield Found(head, Relation.PARTNERS_WITH, tail, self.place, 0.6)

    def _beside(self, group: Group) -> Iterator[Found]:
        """浙江海尔, 江苏的企业A: a region right before a name is where it is."""
        before = self.last
        if before is None or self.fresh or not before.classes <= {C.REGION} or len(before.members) > 1:
            return
        gap = self.text[before.end : group.start]
        if gap in {"", "的"}:
            yield from self._pairs(group, Relation.LOCATED_IN, before, 0.6)

    def _placed(self, group: Group) -> Iterator[Found]:
        self.site = group
        if self.subject is None:
            if self.fresh:
                self.actor = group
            return
        if "locate" in self.acts:
            yield from self._pairs(self.subject, Relation.LOCATED_IN, group, 0.7)
        elif self.subject.classes & _THINGS:
            yield from self._joined(self.subject, group, self.acts)

    def _object(self, group: Group) -> Iterator[Found]:
        for tool in self.tools:
            yield from self._pairs(group, Relation.USES, tool, 0.5, only=(C.SCENARIO, C.TECHNOLOGY))
            yield from self._pairs(group, Relation.USES, tool, 0.5, only=(C.SCENARIO, C.PLATFORM))
            yield from self._pairs(group, Relation.USES, tool, 0.5, only=(C.PLATFORM, C.TECHNOLOGY))
        for subject in self._speakers():
            made = list(self._joined(subject, group, self.acts))
            if made:
                yield from made
                break
        if "use" in self.acts and group.classes <= _TOOLS:
            self.tools = [group]
        if group.classes <= _THINGS:
            self.thing = group

    def _speakers(self) -> Iterator[Group]:
        """Who the next object may belong to, the likeliest first."""
        own = self.subject is not None and not self.fresh
        thing_first = self.thing is not None and (not own or self.acts & {"apply", "serve"})
        order = (self.thing, self.subject, self.actor) if thing_first else (self.subject, self.actor, self.thing)
        return (group for group in order if group is not None)

    def _joined(self, heads: Group, tails: Group, said: frozenset[str]) -> Iterator[Found]:
        for head in heads.members:
            for tail in tails.members:
                join = join_of(self.entities[head].cls, self.entities[tail].cls, said)
                if join and self.entities[head].text != self.entities[tail].text:
                    ends = (tail, head) if join.backwards else (head, tail)
                    yield Found(ends[0], join.relation, ends[1], self.place, join.confidence)

    def _pairs(
        self, heads: Group, relation: Relation, tails: Group, confidence: float, *, only: tuple[C, C] | None = None
    ) -> Iterator[Found]:
        for head in heads.members:
            for tail in tails.members:
                ends = (self.entities[head].cls, self.entities[tail].cls)
                if self._fits(ends, relation, only) and self.entities[head].text != self.entities[tail].text:
                    yield Found(head, relation, tail, self.place, confidence)

    @staticmethod
    def _fits(ends: tuple[C, C], relation: Relation, only: tuple[C, C] | None) -> bool:
        return ends == only if only else allows(relation, *ends)
