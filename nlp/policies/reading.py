"""A policy's text read: its outline walked, conditions gathered with their logic, each given its number."""

import re
from dataclasses import dataclass, replace
from typing import Final

from nlp.policies.benefits import benefits_of
from nlp.policies.conditions.places import places_of_policy
from nlp.policies.conditions.sectors import closed_list, row_of_trades
from nlp.policies.deadlines import deadline_of
from nlp.policies.found import Found, Item, all_of, is_required, leaves
from nlp.policies.logic.choices import Choice, choice_behind, choice_of, choices_of_articles, needed_of, range_chosen
from nlp.policies.logic.contrasts import apart
from nlp.policies.logic.easing import eases
from nlp.policies.logic.exemptions import article_before, frees
from nlp.policies.logic.gathering import Articles, Gathering, choice_among
from nlp.policies.logic.joining import is_field
from nlp.policies.logic.leads import name_of_alternative, or_list, with_list
from nlp.policies.logic.provisos import with_provisos
from nlp.policies.logic.runs import runs_of
from nlp.policies.logic.tiers import settle, with_case
from nlp.policies.logic.tracks import are_tracks, asks_for_award, track_of
from nlp.policies.logic.whom import unjudged
from nlp.policies.numbering import numbered
from nlp.policies.relevance import (
    Matter,
    asks_by_itself,
    asks_of_applicants,
    defines,
    is_read,
    is_rewarded,
    of_suppliers,
    speaks_to_applicants,
)
from nlp.policies.sections import Setting, kinds_of_segments, setting_below, setting_of_title
from nlp.policies.sentences import Ground, read_sentence
from nlp.policies.text.clauses import Piece
from nlp.policies.text.outline import Node, is_heading, outline
from nlp.policies.text.spacing import plain
from ontology.eligibility.conditions import NUMERIC, Joint, Kind, PolicyRules
from ontology.eligibility.records import PolicyText

VERSION: Final = "conditions/13"  # what was read by another version is read again
_SEVERAL: Final = 2  # awards of which a firm may have one
_PARTS: Final = frozenset({"plain", "asked", "chapter", "article", "han"})  # parts of a policy, not items of one list
_TELLING: Final = frozenset(
    {"region", "legal_person", "blacklisted", "incidents", "violations", "project_filed", "bookkeeping_tax"}
)
_OF_A_KIND: Final = frozenset({"size_class", "industry", "sector"})
_LABEL: Final = re.compile(
    r"[^，。；：（】]{2,12}[：】](?=.)|[^，。；：（】\d]{0,8}(?:条件|对象|资格|情形|情况|范围)。(?=.)"
)
_ONLY_A_NAME: Final = re.compile(
    "(?!.*(?:[为应须有属是]|(?<!潜)在))[一-龥“”（）]{3,16}(?:企业|工厂|车间|生产线|产线|中心|平台|基地|园区)"
)
_OWN_LINE: Final = re.compile(
    "^[^，；。]{2,30}[，]?[^，；。]{0,12}(?:条件|要求|满足|符合|具备|达到)(?:是|为|如下)?[：:]?$"
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
    told, title = plain(policy.text), plain(policy.title).text
    reader = _Reader(told.text, Ground(title, places_of_policy(title, policy.issuer, told.text)))
    asks = speaks_to_applicants(title, told.text)
    items = reader.read(setting_of_title(title)) if asks else []
    if all(one.field in _OF_A_KIND for item in items for one in leaves(item)):
        items = []  # a kind of firm is named, and nothing is asked of it
    conditions, logic = numbered(items, told.text)
    return PolicyRules(
        policy=policy.id,
        title=policy.title,
        conditions=tuple(map(told.quoted, conditions)),
        logic=logic,
        benefits=benefits_of(policy.text) if conditions else (),
        deadline=deadline_of(policy.text),
    )


class _Reader:
    """Walks the outline of one text."""

    def __init__(self, text: str, ground: Ground) -> None:
        self.text = text
        self.ground = ground
        self.articles = Articles()

    def read(self, setting: Setting) -> list[Item]:
        """Items of the whole text; those of its root must all hold."""
        return with_provisos(self._below(outline(self.text), _Above(setting)), self.text)

    def _own(self, node: Node) -> Piece:
        return Piece(self.text, node.start, node.end)

    def _node(self, node: Node, above: _Above) -> list[Item]:
        own = self._own(node)
        if node.caption:
            above = replace(above, setting=setting_below(node.caption, above.setting))
        setting, inner = self._settings(node, above.setting)
        within = _Above(inner, (own, *above.leads))
        if node.below and _ONLY_A_NAME.fullmatch(str(own)):
            return self._list(node, within)
        items = self._sentences(own, replace(above, setting=setting))
        if node.below and _leads_track(str(own)):
            items = [one for one in items if is_field(one, "industry", "size_class")]
        listed = closed_list(str(above.leads[0]), own) if above.leads and not node.below else None
        return [listed] if listed else with_list(items, self._list(node, within), own)

    def _settings(self, node: Node, above: Setting) -> tuple[Setting, Setting]:
        """In which setting a node's own words are read, and what stands below it."""
        lead = self._told(node)
        heads = bool(node.below) or is_heading(self.text, node)
        label = None if heads else _LABEL.match(lead)  # a line with its heading before it makes its own setting
        told = label.group().replace("】", "：").replace("。", "：") if label else lead
        inner = setting_below(told, above) if heads or label else above
        if heads and of_suppliers(told, self.ground.title) and re.search("条件|要求|[：]$", told):
            inner = replace(inner, matter=Matter.OTHER)
        if node.below and inner.kind is not above.kind:
            own = replace(inner, kind=above.kind)  # only the last words of a lead bar: …；有下列情形的，不得申报：
            return own, inner
        return (inner if node.below or label else above), inner

    def _sentences(self, own: Piece, above: _Above) -> list[Item]:
        items: list[Item] = []
        named = ""  # what the sentence before calls an alternative to what it asked last: …或符合直通条件。直通条件为…
        for sentence in own.sentences():
            told = str(sentence)
            kinds = kinds_of_segments([str(one) for one in sentence.segments()], above.setting)
            self.articles.choices |= choices_of_articles(told)
            if of_suppliers(told, self.ground.title):
                continue
            if told == self.ground.title or not any(is_read(told, above.setting.matter, kind) for kind in kinds):
                continue
            heard = (*reversed([one for one in own.sentences() if one.end <= sentence.start]), *above.leads)
            if self._is_label(own, sentence):
                continue
            found = read_sentence(sentence, self.ground, kinds=kinds, heard=heard)
            if above.setting.matter is Matter.UNSAID and not asks_by_itself(told) and not any(map(_is_telling, found)):
                continue
            found = [one for one in found if not defines(told) or _is_place(one) or told.startswith(named or "\n")]
            if named and told.startswith(named) and items and found:
                items = [*items[:-1], or_list(items[-1], found)]
            else:
                items = with_case(items, found)
            named = name_of_alternative(told)
        return apart(items, own)

    @staticmethod
    def _is_label(own: Piece, sentence: Piece) -> bool:
        """Whether a sentence is the heading of an item: 企业上云。2024年度获评…的企业."""
        told = str(sentence)
        return (
            sentence.start == own.start
            and sentence.end < own.end - 1
            and len(told) <= 14
            and not re.search(r"[\d，]|[省市县区]内|规上|规模以上|法人", told)
        )

    def _list(self, node: Node, above: _Above) -> list[Item]:
        choice = self._choice(node) if above.setting.kind is Kind.REQUIRED else Choice(Joint.ALL)
        if choice.op is Joint.ALL or above.setting.matter is not Matter.ASKS:
            return self._below(node, above)
        options = [one for one in node.below if one.kind == node.below[0].kind]
        among, _ = range_chosen(self._told(node))
        options = [one for place, one in enumerate(options, 1) if not among or place in among]
        beside = [item for one in node.below if one not in options for item in self._node(one, above)]
        parts = [tuple(self._node(one, above)) or (unjudged(self._own(one)),) for one in options]
        if not any(one.field != "other" for part in parts for item in part for one in leaves(item)):
            return []
        bars = [item for part in parts for item in part if not is_required(item)]
        kept = [all_of(asked) for part in parts if (asked := tuple(item for item in part if is_required(item)))]
        settled = tuple(all_of(part) for part in settle(kept))
        needed = [settled[at - 1] for at in needed_of(self._told(node)) if at <= len(settled) == len(parts)]
        return [*needed, *choice_among(settled, needed, choice), *bars, *beside]

    def _choice(self, node: Node) -> Choice:
        """How many of a node's items must hold: as its lead says, or as it names them with 或 between."""
        lead = self._told(node)
        names = [re.split("[。：，（]", self._told(one))[0] for one in node.below]
        if len(names) > 1 and "或" in lead and all(len(name) > 2 and name in lead for name in names):
            return Choice(Joint.ANY)
        among, choice = range_chosen(lead)
        if among:
            return choice
        choice = choice_of(lead)
        if choice.op is Joint.ALL:
            choice = self.articles.choices.get(article_before(self.text, node.start), choice)
        return Choice(Joint.ALL) if choice.n is not None and choice.n >= len(node.below) else choice

    def _setting_of_list(self, node: Node, setting: Setting) -> Setting:
        """Items of a list are alike: where one of them asks in so many words, all of them do."""
        if setting.matter not in {Matter.UNSAID, Matter.PLAN}:
            return setting
        items = [one for one in node.below if one.kind not in _PARTS]
        asks = any(asks_of_applicants(self._told(one)) for one in items)
        return replace(setting, matter=Matter.ASKS) if asks else setting

    def _below(self, node: Node, above: _Above) -> list[Item]:
        named = self._named_trades(node, above.setting)
        if named:
            return [named]
        above = replace(above, setting=self._setting_of_list(node, above.setting))
        parts = [(one, tuple(self._node(one, above))) for one in node.below]
        parts = self._with_unread_awards(parts, above)
        gathered = Gathering(self.text, node, self.articles)
        for run in runs_of([one for one in parts if one[1] or _speaks_of_others(self._told(one[0]))], self.text):
            if len(run) > 1:
                gathered.add_run([all_of(part) for _, part in run])
            else:
                gathered.add(*run[0])
        return gathered.items

    def _with_unread_awards(
        self, parts: list[tuple[Node, tuple[Item, ...]]], above: _Above
    ) -> list[tuple[Node, tuple[Item, ...]]]:
        """Parts of which each asks for an award of its own: one of which nothing was read is for a person to judge."""
        asks = above.setting.matter is Matter.ASKS and above.setting.kind is Kind.REQUIRED
        marked = [node for node, _ in parts if node.kind != "plain"]
        awards = [node for node in marked if asks and asks_for_award(self._told(node))]
        if len(awards) < _SEVERAL or not are_tracks([self._told(one) for one in awards]):
            awards = marked if all(is_rewarded(self._told(one)) for one in marked) else []
        if len(awards) < _SEVERAL:
            return parts
        unread = {id(one) for one in awards}
        return [
            (node, part or ((unjudged(self._own(node).clauses()[0]),) if id(node) in unread else ()))
            for node, part in parts
        ]

    def _told(self, node: Node) -> str:
        return str(self._own(node))

    def _named_trades(self, node: Node, setting: Setting) -> Item | None:
        """属于下列行业的，不适用：1.…；2.…: the items are names, and one condition together."""
        items = [self._own(one) for one in node.below if one.kind == node.below[0].kind]
        return row_of_trades(self._told(node), items, setting.kind) if setting.matter is Matter.ASKS else None


def _speaks_of_others(told: str) -> bool:
    """Whether a part that asks nothing by itself changes what others ask."""
    return bool(choice_behind(told)) or frees(told) or eases(told)


def _leads_track(lead: str) -> bool:
    """Whether a line with a list below it says only for whom or what the list is."""
    return bool(_OWN_LINE.search(lead) and track_of(lead) and not re.search(r"\d", lead))


def _is_telling(item: Item) -> bool:
    """Whether an item can only be meant for those who apply, whatever stands around it: no accidents, 3% at least."""
    return any(one.field in _TELLING or one.kind is not Kind.REQUIRED or _is_bound(one) for one in leaves(item))


def _is_bound(one: Found) -> bool:
    """Whether a condition is a bound that the text writes with its number."""
    return one.op in NUMERIC and one.value not in (0.0, 1.0)


def _is_place(item: Item) -> bool:
    """Whether an item asks for nothing but a place."""
    return all(one.field == "region" for one in leaves(item))
