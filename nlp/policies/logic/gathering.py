"""What a list asks, gathered part by part: a part may free from others, relax them, or be a choice among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from nlp.policies.found import Found, Item, Joined, all_of, is_required, leaves, start_of
from nlp.policies.logic.choices import Choice, choice_behind
from nlp.policies.logic.easing import with_eased
from nlp.policies.logic.exemptions import (
    article_before,
    article_named,
    articles_replaced,
    chosen_among,
    freed_items,
    frees,
    instead_of,
    instead_of_score,
    with_relaxation,
)
from nlp.policies.logic.joining import RELAXED
from nlp.policies.logic.tiers import settle
from nlp.policies.logic.whom import firms_named, unjudged
from nlp.policies.text.clauses import Piece
from nlp.policies.text.outline import Node
from ontology.eligibility.conditions import NUMERIC, Joint

_EASES: Final = re.compile(f"{RELAXED.pattern}|即可(?:$|。)")
_MISSED_PART: Final = re.compile(
    "(?:^|。)对?(?:不具备|不符合|不满足|未达到|达不到)(?:上述|前述|以上)?(?P<name>[^，；。]{2,12}?)(?:要求)?的"
)
_SOME: Final = re.compile("(?!上述|以上|第|其中|此|对符合)[一-龥、“”]{3,20}的?(?:企业|单位|平台|项目|机构|产品)的?")
_EASED_FOR: Final = re.compile(
    "(?:对于?)?(?P<who>(?!上述|以上|第|其中|此|该)[一-龥、“”]{2,16}?(?:地区|企业|单位|平台|项目|机构))的[^，；。：]{0,16}(?:(?:条件|要求|标准)[^，；。：]{0,4}放宽|可以?(?:不低于|不少于))"
)
_DIRECT: Final = re.compile(
    "无需评分|不(?:再|必)?参(?:加|与)评分|直接(?:认可|认定|视同|推荐|纳入|申报)|可直接|即可(?:享受|申报|申请|入库)|视同(?:合格|认定|入库|备案|通过|(?:符合|满足|达到)(?=条件|上述|以上|前述|本|申报|全部|第))|免(?:于)?评|不受[^，；。]{0,12}限制"
)


@dataclass(slots=True)
class Articles:
    """What the articles of a text ask, by their numbers."""

    whole: dict[int, Sequence[Item]] = field(default_factory=dict)
    items: dict[int, dict[int, Sequence[Item]]] = field(default_factory=dict)  # of each the items by their numbers
    choices: dict[int, Choice] = field(default_factory=dict)  # how many of its items must hold, where another says so


class Gathering:
    """The items of one list.

    Args:
        text: of the document.
        node: what holds the list.
        articles: of the document so far; the list's own article is added.
    """

    def __init__(self, text: str, node: Node, articles: Articles) -> None:
        self.items: list[Item] = []
        self._text = text
        self._articles = articles
        self._listed: list[Item] = []  # that a choice behind the list is among
        self._marked = any(one.kind != "plain" for one in node.below)
        self._numbers = _numbers(node)
        self._by_number: dict[int, Sequence[Item]] = {}
        self._headed: list[tuple[str, Sequence[Item]]] = []  # parts with what heads them
        articles.items[article_before(text, node.start)] = self._by_number

    def add_run(self, parts: Sequence[Item]) -> None:
        """Neighbouring parts of which a firm needs one."""
        options = tuple(all_of(part) for part in settle(parts))
        self.items.append(Joined(Joint.ANY, options))
        self._listed += options

    def add(self, node: Node, part: Sequence[Item]) -> None:
        """A part of the list; without items where it only says how many of the others must hold."""
        told = _all_told(self._text, node)
        part = self._without_what_stands_before(node, part)
        behind = choice_behind(told)
        asked = [one for one in self._listed if is_required(one)]
        if behind and asked:
            self.items = chosen_among(self.items, asked, behind.op, behind.n)
            return
        if part and (node.kind != "plain" or not self._marked):
            self._listed.append(all_of(tuple(part)))
        freed = freed_items(told, self._articles.items.get(article_named(told), self._by_number))
        self._by_number[self._numbers.get(id(node), -len(self._by_number) - 1)] = part
        piece = Piece(self._text, node.start, node.end)
        part = _for_whom(piece, part) if RELAXED.search(told) else part
        eased = with_eased(self.items, piece, part, self._articles.items)
        if eased is not None:
            self.items = eased
            return
        missed = self._missed(told)
        self._headed.append((told, part))
        self._articles.whole[article_before(self._text, node.start)] = part
        if (missed or freed) and not part:
            part = _firms_freed(piece)
        self._join(part, told, missed, freed)

    def _missed(self, told: str) -> list[Item]:
        """What a part says firms may miss, by the number of an article or by the name of another part."""
        whole = self._articles.whole
        missed = [one for article in articles_replaced(told) for one in whole.get(article, ())]
        return missed or self._missed_by_name(told)

    def _join(self, part: Sequence[Item], told: str, missed: Sequence[Item], freed: Sequence[Item]) -> None:
        asked = [one for one in part if is_required(one)]
        if missed and asked:
            self.items = [*instead_of(self.items, missed, asked), *(one for one in part if one not in asked)]
        else:
            self.items = _with_part(self.items, part, told, freed)

    def _without_what_stands_before(self, node: Node, part: Sequence[Item]) -> Sequence[Item]:
        """Of a part what its sentence says that frees from something; what stands before that is asked beside."""
        sentence = _sentence_that_frees(Piece(self._text, node.start, node.end))
        before = [one for one in part if sentence and start_of(one) < sentence.start]
        self.items += before
        return [one for one in part if one not in before]

    def _missed_by_name(self, told: str) -> list[Item]:
        """What an earlier part asks whose name a part says firms may miss: 不具备直通条件的企业，须达到…."""
        found = _MISSED_PART.search(told)
        headed = (part for head, part in self._headed if found and head.startswith(found["name"]))
        return list(next(headed, ()))


def choice_among(options: Sequence[Item], needed: Sequence[Item], choice: Choice) -> list[Item]:
    """The choice among a list's items; of what is needed anyway the rest makes up the number."""
    left = tuple(one for one in options if one not in needed)
    n = choice.n - len(needed) if choice.n is not None else None
    if not left or (n is not None and n < 1):
        return []
    return [Joined(Joint.ANY, left) if n == 1 else Joined(choice.op, left, n)]


def _with_part(items: list[Item], part: Sequence[Item], told: str, freed: Sequence[Item]) -> list[Item]:
    """Items of a list with those of its next part: beside them, or instead of what it frees from or relaxes."""
    if freed:
        asked = [one for one in part if is_required(one)]
        return [*instead_of(items, freed, asked or part), *(one for one in part if asked and one not in asked)]
    if _DIRECT.search(told) and not any(one.field == "score" for item in part for one in leaves(item)):
        return instead_of_score(items, part)
    if _EASES.search(told) and all(map(is_required, part)) and all(isinstance(one, Found) for one in part):
        return with_relaxation(items, part)
    return [*items, *part]


def _for_whom(piece: Piece, part: Sequence[Item]) -> Sequence[Item]:
    """西部地区的平台，资产总额可放宽到…: bounds that are eased, with those they are eased for."""
    eased = _EASED_FOR.match(piece.text, piece.start, piece.end)
    if part and eased:
        return (unjudged(Piece(piece.text, *eased.span("who"))), *part)
    first = next(iter(piece.clauses()), None)
    bounds = all(isinstance(one, Found) and one.op in NUMERIC for one in part)
    if not part or not first or not bounds or any(start_of(one) < first.end for one in part):
        return part
    return (unjudged(first), *part) if _SOME.fullmatch(str(first)) else part


def _sentence_that_frees(piece: Piece) -> Piece | None:
    """The sentence of a part that does away with something, where others stand before it."""
    first, *others = piece.sentences() or [piece]  # a mark with nothing behind it has no sentence
    return None if frees(str(first)) else next((one for one in others if frees(str(one))), None)


def _firms_freed(piece: Piece) -> Sequence[Item]:
    """The firms that a part frees, by the name it gives them, else for a person to judge."""
    clauses = (_sentence_that_frees(piece) or piece).clauses()
    return [firms_named(clauses[0]) or unjudged(clauses[0])] if clauses else []


def _all_told(text: str, node: Node) -> str:
    """What a part says; of a heading with one line below it, both."""
    alone = len(node.below) == 1 and node.below[0].kind == "plain"
    return text[node.start : node.below[0].end if alone else node.end]


def _numbers(node: Node) -> dict[int, int]:
    """The number of each item of a list, by the identity of its node."""
    kinds = [one.kind for one in node.below if one.kind != "plain"]
    most = max(set(kinds), key=kinds.count, default="")
    return {id(one): place for place, one in enumerate((one for one in node.below if one.kind == most), 1)}
