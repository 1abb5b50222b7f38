"""A policy's text read: its outline walked, conditions gathered with their logic, each given its number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.policies.benefits import benefits_of
from nlp.policies.clauses import Piece
from nlp.policies.deadlines import deadline_of
from nlp.policies.found import Item, Joined, all_of, leaves
from nlp.policies.numbering import numbered
from nlp.policies.outline import Node, is_heading, outline
from nlp.policies.places import places_of_policy
from nlp.policies.sections import (
    Choice,
    Matter,
    Setting,
    choice_of,
    defines,
    is_read,
    kinds_of_segments,
    setting_below,
    setting_of_title,
)
from nlp.policies.sentences import Ground, read_sentence, unjudged
from nlp.policies.tiers import exclude_each_other, settle
from ontology.eligibility.conditions import Joint, Kind, PolicyRules
from ontology.eligibility.records import PolicyText

_DIRECT: Final = re.compile(
    "无需评分|直接(?:认可|认定|视同|推荐|纳入|申报)|可直接|视同|免(?:于)?评|不受[^，；。]{0,12}限制"
)
_OR_ELSE: Final = re.compile(r"或(?:者)?[^，；。]{0,10}(?:下列|以下|如下)[^，；。]*[：:]?$")
_TRACK: Final = re.compile(
    r"^(?:申请|申报)?(?P<who>[^，；。：]{2,24}?)(?:(?:提出|申请|申报)(?:认定)?(?:申请)?的?)?[，]?[^，；。：]{0,10}?(?:基本条件|条件|要求)(?:是|为|如下)?[：:]?$"
)


@dataclass(frozen=True, slots=True)
class _Above:
    """What a node hears from above: the setting, and leads, nearest first."""

    setting: Setting
    leads: tuple[Piece, ...] = ()


def read_policy(policy: PolicyText) -> PolicyRules:
    """The conditions of a policy, their logic, what it gives, and until when one may apply.

    A text that asks nothing of anybody gives no condition.
    """
    reader = _Reader(policy.text, Ground(policy.title, places_of_policy(policy.title, policy.issuer, policy.text)))
    items = reader.read(setting_of_title(policy.title))
    conditions, logic = numbered(items, policy.text)
    return PolicyRules(
        policy=policy.id,
        title=policy.title,
        conditions=conditions,
        logic=logic,
        benefits=benefits_of(policy.text) if conditions else (),
        deadline=deadline_of(policy.text),
    )


class _Reader:
    """Walks the outline of one text."""

    def __init__(self, text: str, ground: Ground) -> None:
        self.text = text
        self.ground = ground

    def read(self, setting: Setting) -> list[Item]:
        """Items of the whole text; those of its root must all hold."""
        return self._below(outline(self.text), _Above(setting))

    def _own(self, node: Node) -> Piece:
        return Piece(self.text, node.start, node.end)

    def _node(self, node: Node, above: _Above) -> list[Item]:
        own = self._own(node)
        lead = str(own)
        heads = bool(node.below) or is_heading(self.text, node)
        inner = setting_below(lead, above.setting) if heads and node.kind != "root" else above.setting
        track = bool(node.below) and bool(_TRACK.match(lead))
        items = [] if track else self._sentences(own, replace(above, setting=_for_own(above.setting, inner, node)))
        below = self._list(node, _Above(inner, (own, *above.leads)))
        return (
            [*items[:-1], _alternative(items[-1], below)]
            if items and below and _OR_ELSE.search(lead)
            else [*items, *below]
        )

    def _sentences(self, own: Piece, above: _Above) -> list[Item]:
        items: list[Item] = []
        for sentence in own.sentences():
            told = str(sentence)
            kinds = kinds_of_segments([str(one) for one in sentence.segments()], above.setting)
            if told == self.ground.title or not any(is_read(told, above.setting.matter, kind) for kind in kinds):
                continue
            heard = (*reversed([one for one in own.sentences() if one.end <= sentence.start]), *above.leads)
            if self._is_label(own, sentence):
                continue
            found = read_sentence(sentence, self.ground, kinds=kinds, heard=heard)
            items += [one for one in found if not defines(told) or is_place(one)]
        return items

    @staticmethod
    def _is_label(own: Piece, sentence: Piece) -> bool:
        """Whether a sentence is the heading of an item: 企业上云。2024年度获评…的企业."""
        told = str(sentence)
        return (
            sentence.start == own.start
            and sentence.end < own.end - 1
            and len(told) <= 14
            and not re.search(r"[\d，]", told)
        )

    def _list(self, node: Node, above: _Above) -> list[Item]:
        lead = str(self._own(node))
        choice = choice_of(lead) if above.setting.kind is Kind.REQUIRED else Choice(Joint.ALL)
        if choice.op is Joint.ALL or above.setting.matter is not Matter.ASKS:
            return self._below(node, above)
        parts = [tuple(self._node(one, above)) or (unjudged(self._own(one)),) for one in node.below]
        if not any(one.field != "other" for part in parts for item in part for one in leaves(item)):
            return []
        bars = [item for part in parts for item in part if not _required(item)]
        options = [all_of(kept) for part in parts if (kept := tuple(item for item in part if _required(item)))]
        options = [all_of(part) for part in settle(options)]
        return [Joined(choice.op, tuple(options), choice.n), *bars] if options else bars

    def _below(self, node: Node, above: _Above) -> list[Item]:
        parts = [(one, tuple(self._node(one, above))) for one in node.below]
        items: list[Item] = []
        for run in _runs([(one, part) for one, part in parts if part], self.text):
            if len(run) > 1:
                items.append(
                    Joined(Joint.ANY, tuple(all_of(part) for part in settle([all_of(part) for _, part in run])))
                )
                continue
            one, part = run[0]
            direct = _DIRECT.search(str(self._own(one)))
            items = _instead_of_score(items, part) if direct else [*items, *part]
        return items


def _for_own(above: Setting, inner: Setting, node: Node) -> Setting:
    """A lead is read in the setting it makes; what it says of barring or preferring goes for its list as well."""
    return inner if node.below else above


def _alternative(item: Item, below: Sequence[Item]) -> Item:
    """得分在60分以上，或者具备下列任意一条: what the lead asks, or the list."""
    listed = below[0] if len(below) == 1 else all_of(tuple(below))
    options = listed.items if isinstance(listed, Joined) and listed.op is Joint.ANY else (listed,)
    return Joined(Joint.ANY, (item, *options))


def is_place(item: Item) -> bool:
    """Whether an item asks for nothing but a place."""
    return all(one.field == "region" for one in leaves(item))


def _required(item: Item) -> bool:
    return all(one.kind is Kind.REQUIRED for one in leaves(item))


def _instead_of_score(items: list[Item], part: Sequence[Item]) -> list[Item]:
    """What makes the score needless stands beside it as an alternative."""
    for place, item in enumerate(items):
        if any(one.field == "score" for one in leaves(item)):
            others = tuple(
                one
                for given in part
                for one in (given.items if isinstance(given, Joined) and given.op is Joint.ANY else (given,))
            )
            return [*items[:place], Joined(Joint.ANY, (item, *others)), *items[place + 1 :]]
    return [*items, *part]


Run = list[tuple[Node, tuple[Item, ...]]]


def _runs(parts: Sequence[tuple[Node, tuple[Item, ...]]], text: str) -> Iterator[Run]:
    """Neighbouring nodes that exclude each other, or that are tracks for different applicants, together."""
    run: Run = []
    for one in parts:
        if run and not (_exclusive([*run, one]) or _tracks([*run, one], text)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _exclusive(run: Run) -> bool:
    return exclude_each_other([part for _, part in run])


def _tracks(run: Run, text: str) -> bool:
    """Whether each node leads the conditions of another kind of applicant."""
    found = [_TRACK.match(text[node.start : node.end]) for node, _ in run]
    who = [one["who"] for one in found if one]
    return len(who) == len(run) == len(set(who)) and all(
        re.search("企业|单位|机构|平台|项目|园区|中心|类", one) for one in who
    )
