"""Who does what to whom in one sentence: a running subject, the acts said of it, and the names they reach.

Method (shallow, no parse): the first name of a clause that no mark claims is its subject and stays so until
another takes over; `由` makes the next name the subject of what stands before; `为` and `与` give it a part of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final, NamedTuple

from nlp.relations.clauses import MARKS, Event, events_of
from nlp.relations.groups import Group
from nlp.relations.tables import Join, beside_of, join_of
from nlp.spans import Span
from ontology.schema import EntityClass as C
from ontology.schema import Relation, allows

_THINGS: Final = frozenset({C.PLATFORM, C.POLICY, C.INITIATIVE, C.STANDARD})
_ACTORS: Final = frozenset({C.ENTERPRISE, C.ORGANIZATION, C.REGION, C.PARK}) | _THINGS
_DOERS: Final = frozenset({C.ENTERPRISE, C.ORGANIZATION, C.REGION, C.PARK})
_FIRMS: Final = frozenset({C.ENTERPRISE, C.ORGANIZATION})
_PLACES: Final = frozenset({C.REGION, C.PARK})
_FIELDS: Final = frozenset({C.INDUSTRY, C.SCENARIO})
_TOOLS: Final = frozenset({C.TECHNOLOGY, C.PLATFORM})
_GOODS: Final = frozenset({C.TECHNOLOGY, C.INDUSTRY})
_SERVED: Final = frozenset({C.ENTERPRISE, C.INDUSTRY, C.REGION, C.PARK})
_BUILDS: Final = frozenset({"build", "invest"})
_SELLS: Final = frozenset({"supply", "make"})
_TOGETHER: Final = re.compile(r"与|和|联合|共同|携手|共建|合资|会同|联手")
_FOUNDS: Final = re.compile(r"设立|成立|组建|合资")
_RANK: Final = ("for", "with", "at", "by", "let")  # of a word with two marks the later one counts
_LISTED: Final = frozenset({"list"})  # what a colon says: 广东：粤省事、粤商通
_NEAR: Final = 4  # characters between 与 and the field it claims
_REACH: Final = 12  # characters between a mark and the name it claims
_NEXT: Final = 6  # characters between a product and the 研发 that follows it
_MEMORY: Final = 2  # clauses that may still speak of a document named before


class Found(NamedTuple):
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
    goods: Group | None = None  # last technology named
    last: Group | None = None
    acts: frozenset[str] = frozenset()
    place: int = 0
    mark: str = ""
    mark_end: int = 0
    clause: int = 0  # where the clause begins
    age: int = 0  # clauses since `thing` was named
    done_to: list[Group] = field(default_factory=list)  # names before 由, for the act after it
    tools: list[Group] = field(default_factory=list)  # technologies used
    served: list[Group] = field(default_factory=list)  # names after 为 and 向
    fields: list[tuple[Group, Group]] = field(default_factory=list)  # industry after 在 or 与, technology before it
    site: Group | None = None  # place after 在
    customer: Group | None = None  # who spoke before 由 named another
    parent: Group | None = None  # firm before 子公司
    former: Group | None = None  # subject of this clause before another actor took over
    heir: Group | None = None  # firm just founded or bought: the next clauses may speak of it
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
                if event.group.classes <= {C.TECHNOLOGY}:
                    self.goods = event.group
        yield from self._close()

    def _stop(self, event: Event) -> Iterator[Found]:
        yield from self._close()
        if self.heir and _FOUNDS.search(self.text, self.clause, event.start):
            self._open(self.heir)
        self.heir = None
        if not self._only_site():
            self.site = None
        self.mark, self.fresh, self.clause = "", True, event.start
        self.done_to, self.served, self.fields, self.customer = [], [], [], None
        self.age += 1
        self.acts = _LISTED if event.word in "：:" and self.last else frozenset()
        if self.thing and self.age > _MEMORY and not self.thing.classes <= {C.PLATFORM}:
            self.thing = None
        if event.word in "。；;\n！？":
            self.subject = self.actor = self.thing = self.goods = self.last = self.site = None
            self.tools = []

    def _only_site(self) -> bool:
        """在辽宁，…: nothing but a place so far."""
        return self.site is not None and self.last is self.site and self.site.start - self.clause <= 3

    def _close(self) -> Iterator[Found]:
        """What a clause leaves open: B是A的子公司 names the parent last."""
        child = self.former if self.parent is self.subject else self.subject
        if self.parent and child:
            yield from self._pairs(child, Relation.SUBSIDIARY_OF, self.parent, 0.55)
        self.parent = self.former = None

    def _word(self, event: Event) -> Iterator[Found]:
        marks, said = event.acts & MARKS, event.acts - MARKS
        if marks:
            self.mark, self.mark_end = max(marks, key=_RANK.index), event.start + len(event.word)
            if self.mark == "by" and self.last and not self.fresh:
                self.done_to = [self.last]
        if not said:
            return
        self.acts, self.place = said, event.start
        if "partner" in said and self.subject and self.subject.classes <= _FIRMS:
            yield from self._partners(self.subject)
        if "child" in said and self.last and self.last.classes <= {C.ENTERPRISE} and not self.fresh:
            self.parent = self.last
        if "fuse" in said and self.last:
            yield from self._pairs(self.last, Relation.USES, self.last, 0.7, only=(C.INDUSTRY, C.TECHNOLOGY))
        for group, tool in self.fields:
            yield from self._pairs(group, Relation.USES, tool, 0.6)
            yield from self._pairs(tool, Relation.SERVES, group, 0.6, only=(C.PLATFORM, C.INDUSTRY))
        if self.subject is not None:
            yield from self._acted(self.subject, said)

    def _acted(self, subject: Group, said: frozenset[str]) -> Iterator[Found]:
        """What a word says of the names that waited for it."""
        yield from self._passive(subject, said)
        if said & _SELLS:
            for group in self.served:
                yield from self._pairs(subject, Relation.SUPPLIES, group, 0.6, only=(C.ENTERPRISE, C.ENTERPRISE))
                yield from self._pairs(subject, Relation.SERVES, group, 0.5, only=(C.ENTERPRISE, C.INDUSTRY))
                yield from self._pairs(subject, Relation.SERVES, group, 0.5, only=(C.ENTERPRISE, C.REGION))
        if self.site and said & _BUILDS:
            for cls in (C.ENTERPRISE, C.ORGANIZATION):
                yield from self._pairs(subject, Relation.LOCATED_IN, self.site, 0.4, only=(cls, C.REGION))
            yield from self._pairs(subject, Relation.SERVES, self.site, 0.5, only=(C.PLATFORM, C.REGION))
        if "develop" in said and self.last and self.last is not subject and self._follows(self.last):
            yield from self._pairs(subject, Relation.DEVELOPS, self.last, 0.6)
        if "order" in said and self.last and self.last is not subject and self.last.start > self.clause:
            yield from self._pairs(subject, Relation.SUPPLIES, self.last, 0.55, only=(C.ENTERPRISE, C.ENTERPRISE))
        if "join" in said and self.thing and self.clause < subject.start and self.thing.end < subject.start:
            yield from self._pairs(subject, Relation.PARTICIPATES_IN, self.thing, 0.5)

    def _passive(self, subject: Group, said: frozenset[str]) -> Iterator[Found]:
        """T由A提供; and where T is B's, A supplies B."""
        for group in self.done_to if self.mark != "by" else ():
            yield from self._joined(subject, group, said)
            if self.customer and "supply" in said and group.classes <= {C.TECHNOLOGY}:
                both = (C.ENTERPRISE, C.ENTERPRISE)
                yield from self._pairs(subject, Relation.SUPPLIES, self.customer, 0.45, only=both)

    def _follows(self, group: Group) -> bool:
        return group.start >= self.clause and group.classes <= {C.TECHNOLOGY} and self.place - group.end <= _NEXT

    def _name(self, group: Group) -> Iterator[Found]:
        mark = self.mark if group.start - self.mark_end <= _REACH else ""
        self.mark = ""
        yield from self._beside(group)
        if self.parent and self.parent is not group and group.classes <= {C.ENTERPRISE}:
            yield from self._pairs(group, Relation.SUBSIDIARY_OF, self.parent, 0.7)
            self.parent = None
            self._open(group)
            return
        if mark == "for" and self._is_customer(group):
            yield from self._for(group) if self.subject else ()
        else:
            yield from self._part(mark, group)

    def _part(self, mark: str, group: Group) -> Iterator[Found]:
        """The part that the mark before it, or its place, gives to a name."""
        subject = self.subject
        site = self.site
        if site and not mark and site.end == group.start and group.classes <= {C.REGION}:  # 在重庆江津
            self.site = Group((*site.members, *group.members), group.classes, site.start, group.end)
        elif mark == "at" and group.classes & _PLACES:
            yield from self._placed(group)
        elif mark in {"at", "with"} and group.classes <= _FIELDS and self._tool(group):
            self.fields += [(group, tool) for tool in (self._tool(group),) if tool]
        elif mark == "by":
            self.customer = self.actor
            self._open(group)
        elif mark == "with" and group.classes <= _FIRMS and subject and subject.classes <= _FIRMS:
            yield from self._with(subject, group)
        elif mark == "let" and group.classes <= {C.ENTERPRISE, C.INDUSTRY}:
            yield from self._object(group)
            self._open(group)
            self.acts = frozenset()
        elif (self.fresh and not self.acts) or (subject is None and group.classes <= _ACTORS):
            yield from self._opened(group)
        elif mark == "for" and group.classes <= _SERVED and subject:
            yield from self._for(group)
        else:
            yield from self._object_or_subject(group)

    def _is_customer(self, group: Group) -> bool:
        """向A、B供应: who stands right after 向 receives and never acts."""
        return group.classes <= {C.ENTERPRISE} and self.text[group.start - 1 : group.start] == "向"

    def _tool(self, group: Group) -> Group | None:
        """The technology that 在 or 与 brings to a field, where it stands close before it."""
        last = self.last
        near = group.start - self.mark_end <= (
            _NEAR if "与" in self.text[self.mark_end - 1 : self.mark_end] else _REACH
        )
        return last if last and near and not self.fresh and last.classes <= _TOOLS else None

    def _for(self, group: Group) -> Iterator[Found]:
        self.served.append(group)
        said, self.acts = self.acts, self.acts | {"serve"}
        yield from self._object(group)
        self.acts = said

    def _object_or_subject(self, group: Group) -> Iterator[Found]:
        """An actor to which nothing is done acts itself: 是浙江实施的…"""
        made = list(self._object(group))
        yield from made
        if not made and group.classes <= _DOERS and "use" not in self.acts:
            self.former = self.subject if not self.fresh else None
            self._open(group)

    def _opened(self, group: Group) -> Iterator[Found]:
        if self.site and self.fresh and group.classes <= {C.ENTERPRISE}:
            yield from self._pairs(group, Relation.LOCATED_IN, self.site, 0.5)
            self.site = None
        self._open(group)
        self.acts = frozenset()

    def _open(self, group: Group) -> None:
        self.subject = group
        if group.classes <= _ACTORS:
            self.actor = group

    def _with(self, subject: Group, group: Group) -> Iterator[Found]:
        """A与B: both are the subject."""
        both = (*subject.members, *group.members)
        self.subject = Group(both, subject.classes | group.classes, subject.start, group.end)
        self.actor = self.subject
        if "partner" in self.acts:
            yield from self._partners(self.subject)

    def _partners(self, group: Group) -> Iterator[Found]:
        if not self._side_by_side(group):
            return
        for head, tail in combinations(group.members, 2):
            left, right = self.entities[head], self.entities[tail]
            bracketed = self.text[left.end : left.end + 1] in {"（", "("} and right.start == left.end + 1
            if left.text != right.text and not bracketed:
                yield Found(head, Relation.PARTNERS_WITH, tail, self.place, 0.7)

    def _side_by_side(self, group: Group) -> bool:
        """A与B, or a list that acts together; not 与A、B合作, where the other side is left out."""
        if self.text[group.start - 1 : group.start] in {"与", "和", "同"}:
            return False
        return bool(_TOGETHER.search(self.text, group.start, group.end) or _TOGETHER.match(self.text, self.place))

    def _beside(self, group: Group) -> Iterator[Found]:
        """浙江海尔, 减速器厂商A: what a name says of the one right before it."""
        before = self.last
        if before is None or self.fresh:
            return
        between = self.text[before.end : group.start]
        for left in before.members if len(between) < 16 else ():
            for right in group.members:
                ends = (self.entities[left].cls, self.entities[right].cls)
                join = beside_of(ends, between)
                if join and (join.relation is not Relation.LOCATED_IN or len(before.members) == 1):
                    yield self._found(left, join, right)

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
        if "invest" in self.acts and group.classes <= {C.ENTERPRISE} and group is not self.subject:
            self.heir = group
            if self.site and self.subject:
                yield from self._pairs(group, Relation.LOCATED_IN, self.site, 0.5)
        yield from self._tooled(group)
        for subject in self._speakers(group):
            made = list(self._joined(subject, group, self.acts))
            if made:
                yield from made
                break
        if "feed" in self.acts and self.goods and group.classes <= _GOODS and self.goods is not self.subject:
            for cls in _GOODS:
                yield from self._pairs(self.goods, Relation.UPSTREAM_OF, group, 0.45, only=(C.TECHNOLOGY, cls))
        if "use" in self.acts and group.classes <= _TOOLS:
            self.tools = [group]
        if group.classes <= _THINGS:
            self.thing, self.age = group, 0

    def _tooled(self, group: Group) -> Iterator[Found]:
        """利用T开展S: the scenario uses the technology."""
        for tool in self.tools:
            yield from self._pairs(group, Relation.USES, tool, 0.5, only=(C.SCENARIO, C.TECHNOLOGY))
            yield from self._pairs(group, Relation.USES, tool, 0.4, only=(C.PLATFORM, C.TECHNOLOGY))

    def _speakers(self, group: Group) -> Iterator[Group]:
        """Who the next object may belong to, the likeliest first."""
        own = self.subject is not None and self.subject.end > self.clause
        achieved = "achieve" in self.acts and group.classes <= {C.SCENARIO}
        thing_first = self.thing is not None and not achieved and (not own or self.acts & {"apply", "serve"})
        order = (self.thing, self.subject, self.actor) if thing_first else (self.subject, self.actor, self.thing)
        return (speaker for speaker in order if speaker is not None)

    def _joined(self, heads: Group, tails: Group, said: frozenset[str]) -> Iterator[Found]:
        near = heads.end > self.clause
        for head in heads.members:
            for tail in tails.members:
                join = join_of((self.entities[head].cls, self.entities[tail].cls), said, near=near)
                if join and self.entities[head].text != self.entities[tail].text:
                    yield self._found(head, join, tail)
                    if join.relation is Relation.USES and self._own_platform(head, tail):
                        yield Found(head, Relation.OPERATES, tail, self.place, 0.6)

    def _own_platform(self, head: int, tail: int) -> bool:
        """哈电集团依托哈电云: a platform that bears the firm's name is the firm's."""
        firm, platform = self.entities[head], self.entities[tail]
        return platform.cls is C.PLATFORM and firm.cls is C.ENTERPRISE and firm.text[:2] == platform.text[:2]

    def _found(self, head: int, join: Join, tail: int) -> Found:
        ends = (tail, head) if join.backwards else (head, tail)
        return Found(ends[0], join.relation, ends[1], self.place, join.confidence)

    def _pairs(
        self, heads: Group, relation: Relation, tails: Group, confidence: float, *, only: tuple[C, C] | None = None
    ) -> Iterator[Found]:
        for head in heads.members:
            for tail in tails.members:
                ends = (self.entities[head].cls, self.entities[tail].cls)
                fits = ends == only if only else allows(relation, *ends)
                if fits and self.entities[head].text != self.entities[tail].text:
                    yield Found(head, relation, tail, self.place, confidence)
