"""What does a need ask for? Names in it, what the thesaurus knows them by, and things whose purpose it describes.

Method: docs/methods.md, equation M1.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.matching.asking import ASKED, NAMED, SEEKING, weighed
from graph.analysis.matching.dictionary import Dictionary, empty_words
from graph.analysis.matching.doubt import Word, rests_on_one, untold_by, words_in
from graph.analysis.matching.families import MISFIT, SERVICE, family_of, family_sought
from graph.analysis.matching.modifiers import kinds_told, modifier_before, thing_after, unexplained
from graph.analysis.matching.spans import Span, spans_in
from graph.analysis.matching.thesaurus import Sense, Thesaurus, grams
from graph.analysis.matching.wording import bare

# Worth of a name beside the one in the text; proposals.
_SAME: Final = 0.95  # another standard name of the same thing
_STANDARD: Final = 0.9  # the standard name of what the text calls by another name, or a kind of it
_OTHER: Final = 0.7  # another name, where the text has the standard one
_ABOVE: Final = 0.5  # what it is a kind of, where few are said to make it
_FAR_ABOVE: Final = 0.2  # the same, where many are
_FEW: Final = 5  # products of its name
_FOR_IT: Final = 0.5  # share of its weight that a name keeps where what is asked for is equipment or material for it
_USED_IN: Final = 0.6  # share of its worth that a service keeps where the text asks for a thing that is used in it
_TOLD: Final = "需求说到的一种"  # a kind that other words of the text tell
_SIBLING: Final = 0.5  # another name, where the text has a different one of them

_LONGEST: Final = 16  # characters of a name that is looked for
_BRIEF: Final = 2  # characters of a name of the graph that may well be a common word
_LIKELY: Final = 3  # senses that a description may mean
_FITS: Final = 5.0  # least score of a description
_FULL: Final = 18.0  # score that counts in full
_BEHIND: Final = 1.5  # how steeply a sense loses that fits less than the best
_LONELY: Final = 0.6  # share of its weight that a description keeps that one word of several alone speaks for
_UNTOLD: Final = 2  # characters of what is sought that no name explains, from which a description is looked for first
_ASIDE: Final = 0.4  # share of its weight that a name outside keeps then
_BESIDE: Final = 0.5  # worth of a description where the text names what it asks for
_PLAIN: Final = 0.25  # doubt up to which a description may say more than a name does
_COARSE: Final = 0.8  # share of its weight that the name then keeps
_COUNT: Final = re.compile("^[一二两三四五六七八九十百千万几第每0-9]")  # 两百, 第二: no names of things
_IDLE: Final = [
    "想找",
    "想买",
    "想要",
    "想上",
    "想装",
    "想换",
    "想定做",
    "采购",
    "求购",
    "需要",
    "急需",
    "急求",
    "推荐",
    "厂家",
    "供应",
    "供应商",
    "我们",
    "我厂",
    "公司",
    "能做",
    "能不能",
    "有没有",
    "哪里",
    "哪家",
    "谁能",
    "可以",
    "一个",
    "一家",
    "几家",
    "这台",
    "那台",
    "这种",
    "那种",
    "这个",
    "那个",
    "几台",
    "两台",
    "十台",
    "一批",
    "一条",
    "自动",
    "人工",
    "怎么",
    "没有",
    "太大",
    "太慢",
    "太多",
    "不了",
    "的话",
    "最好",
    "左右",
    "上下",
    "以后",
    "以前",
    "现在",
    "已经",
    "还是",
    "都行",
    "也行",
    "就行",
    "不好",
    "出来",
    "进来",
    "起来",
    "下来",
    "一起",
    "一直",
    "老是",
    "经常",
    "每年",
    "每月",
    "每天",
]
# What is said beside the thing itself: counts, conditions, words of business.
_SAID: Final = re.compile(
    "|".join(sorted(map(re.escape, (*empty_words(), *_IDLE)), key=len, reverse=True))
    + r"|[0-9一二两三四五六七八九十百千万几来多余]+[台套件吨只个支根片张米亩条块箱瓶辆组批家年月天种款]?"
    + r"|[的了些能把给让用做在就也都要来去上点]"
)
# Between what is said of the thing: pairs of characters across these are no words.
_BETWEEN: Final = re.compile(
    "|".join(sorted(map(re.escape, _IDLE), key=len, reverse=True))
    + "|[0-9一二两三四五六七八九十百千万几]+[台套件吨只个支根张]?|[的了些能把给让在就也都着那这]"
)
_SOUGHT: Final = 2.0  # weight of grams in a clause of seeking


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name to be looked for in the graph."""

    text: str
    worth: float  # 0..1
    way: str  # how it was come by; empty for a name of the text itself


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing a need asks for."""

    title: str
    weight: float  # how surely it is asked for, 0..1
    phrases: tuple[Phrase, ...]
    described: bool = False  # known by its purpose alone
    untold: tuple[Word, ...] = ()  # words of the text that this has nothing to do with, by their share of all

    @property
    def doubt(self) -> float:
        """Share of what the text says that this leaves unexplained, 0..1."""
        return sum(word.weight for word in self.untold)


def wishes_in(text: str, dictionary: Dictionary, thesaurus: Thesaurus) -> tuple[Wish, ...]:
    """The wishes of a folded text, the surest first."""
    found = spans_in(text, dictionary.names, thesaurus.by_name, _LONGEST)
    spans = weighed(text, [span for span in found if span.known or not _COUNT.match(span.name)])
    if not any(_is_sought(span) for span in spans) and _untold(text, spans) >= _UNTOLD:
        spans = tuple(span if span.sought else replace(span, weight=span.weight * _ASIDE) for span in spans)
    named = [_named(text, span, (dictionary, thesaurus)) for span in _in_family(text, spans)]
    sure = [wish for wish in named if wish.weight > NAMED and _is_served(wish, dictionary)]
    described = list(_described(text, (dictionary, thesaurus)))
    finer = [one for one in described if _is_plain(one) and any(_refines(one, wish) for wish in sure)]
    lesser = [replace(one, weight=one.weight * _BESIDE) if sure and one not in finer else one for one in described]
    coarse = [
        replace(one, weight=one.weight * _COARSE) if any(_refines(f, one) for f in finer) else one for one in named
    ]
    return _merged([*coarse, *lesser])


def _is_plain(described: Wish) -> bool:
    """Whether a description fits in full and leaves little unexplained."""
    return described.weight == 1.0 and described.doubt <= _PLAIN


def _refines(described: Wish, named: Wish) -> bool:
    """Whether what is described is a kind of what is named, as 玻璃盖板 for the screen of a phone is one of 玻璃."""
    return any(named.title in phrase.text != named.title for phrase in described.phrases if phrase.worth == 1.0)


def _in_family(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Names beside what is sought weigh less where they are of another family than it."""
    sought = _family(text)
    for span in spans:
        misfit = sought and family_of(span.name) not in {sought, ""} and not span.sought
        yield replace(span, weight=span.weight * MISFIT) if misfit else span


def _is_served(wish: Wish, dictionary: Dictionary) -> bool:
    """Whether anybody makes what the wish names, or a kind of it."""
    names = [phrase.text for phrase in wish.phrases if phrase.worth >= _STANDARD]
    return any(name in dictionary.things or dictionary.things.ending_with(name).numbers.size for name in names)


def _is_sought(span: Span) -> bool:
    return span.weight == ASKED and (span.known or len(span.name) > _BRIEF)


def _untold(text: str, spans: Sequence[Span]) -> int:
    """Most characters that one clause says of what it seeks, beside names, numbers and words that every need uses."""
    shown = list(text)
    for span in spans:
        shown[span.start : span.end] = "\0" * (span.end - span.start)
    for found in _SAID.finditer(text):
        shown[found.start() : found.end()] = "\0" * len(found[0])
    rest = "".join(shown)
    after = [SEEKING.split(clause, maxsplit=1)[1:] for clause in _clauses(rest)]
    return max((len(part[0].replace("\0", "")) for part in after if part), default=0)


def _named(text: str, span: Span, known: tuple[Dictionary, Thesaurus]) -> Wish:
    dictionary, thesaurus = known
    kinds = kinds_told(text, span, dictionary.things)
    common = bool(kinds) and span.sought and not span.known and len(span.name) <= _BRIEF  # 处理, of what is told
    own, weight = (_ASIDE, max(span.weight, NAMED)) if common else (1.0, span.weight)
    phrases = [Phrase(span.name, own, ""), Phrase(bare(span.name), own, "")]
    phrases += [Phrase(kind, _SAME, _TOLD) for kind in kinds]
    senses = [thesaurus.senses[at] for at in thesaurus.by_name.get(span.name, ())]
    for sense in senses:
        phrases += [*_known_as(span.name, sense), *_above(sense, dictionary, thesaurus)]
    untold = unexplained(modifier_before(text, span), kinds, senses)
    thing = thing_after(text, span)
    if thing:
        weight, untold = weight * _FOR_IT, (*untold, Word(thing, 1.0))
    return Wish(span.name, weight, _distinct(phrases), untold=untold)


def _known_as(name: str, sense: Sense) -> Iterator[Phrase]:
    standard = name in sense.names
    for other in sense.names:
        yield Phrase(other, (_SAME if standard else _STANDARD) * _alike(name, other), f"即{other}")
    for other in sense.others:
        yield Phrase(other, (_OTHER if standard else _SIBLING) * _alike(name, other), f"近于{other}")


def _alike(name: str, other: str) -> float:
    """Less for a service that the thing is only used in: 航空运输 has 直升机, and makes none."""
    return _USED_IN if family_of(other) == SERVICE and family_of(name) not in {SERVICE, ""} else 1.0


def _above(sense: Sense, dictionary: Dictionary, thesaurus: Thesaurus) -> Iterator[Phrase]:
    """What the thing is a kind of, where few are said to make it: whoever makes that may make it too."""
    makers = sum(
        found.numbers.size
        for name in sense.names
        for found in (dictionary.things.named(name), dictionary.things.ending_with(name))
    )
    worth = _ABOVE if makers < _FEW else _FAR_ABOVE
    return (Phrase(name, worth, f"{sense.title}属于{name}") for name in thesaurus.broader.get(sense.title, ()))


def _described(text: str, known: tuple[Dictionary, Thesaurus]) -> Iterator[Wish]:
    dictionary, thesaurus = known
    fits = thesaurus.by_purpose(_weighted_grams(text)) * _fitting(text, thesaurus)
    words = words_in(text)
    for at in np.argsort(-fits, kind="stable")[:_LIKELY]:
        if fits[at] >= _FITS:
            weight = min(1.0, float(fits[at]) / _FULL) * float(fits[at] / fits.max()) ** _BEHIND
            sense = thesaurus.senses[at]
            phrases = [Phrase(name, 1.0, f"按用途理解为{sense.title}") for name in sense.names]
            phrases += [Phrase(name, _OTHER, f"按用途理解为{sense.title}") for name in sense.others]
            phrases += _above(sense, dictionary, thesaurus)
            untold = untold_by(sense, words)
            weight *= _LONELY if rests_on_one(words, untold) else 1.0
            yield Wish(sense.title, weight, _distinct(phrases), described=True, untold=untold)


def _family(text: str) -> str:
    return family_sought([clause for clause in _clauses(text) if SEEKING.search(clause)])


def _fitting(text: str, thesaurus: Thesaurus) -> NDArray[np.float64]:
    """Less for senses of another family than the one that the text seeks."""
    sought = _family(text)
    if not sought:
        return np.ones(len(thesaurus.senses))
    known = thesaurus.families
    return np.where((known == sought) | (known == ""), 1.0, MISFIT)


def _weighted_grams(text: str) -> Mapping[str, float]:
    """Pairs of characters; those of a clause that seeks something tell more."""
    found, idle = defaultdict[str, float](float), _idle_grams()
    for clause in _clauses(text):
        weight = _SOUGHT if SEEKING.search(clause) else 1.0
        for gram in (gram for piece in _BETWEEN.split(clause) for gram in grams(piece)):
            if gram not in idle:
                found[gram] = max(found[gram], weight)
    return found


@cache
def _idle_grams() -> frozenset[str]:
    """Pairs of words that every need may use."""
    return frozenset(gram for word in (*empty_words(), *_IDLE) for gram in grams(word))


def _clauses(text: str) -> Sequence[str]:
    for mark in "，。;；!！?？、":
        text = text.replace(mark, ",")
    return [clause for clause in text.split(",") if clause]


def _distinct(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    best: dict[str, Phrase] = {}
    for phrase in sorted(phrases, key=lambda one: -one.worth):
        best.setdefault(phrase.text, phrase)
    return tuple(best.values())


def _merged(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """Each title once, by its surest wish."""
    best: dict[str, Wish] = {}
    for wish in sorted(wishes, key=lambda one: -one.weight):
        best.setdefault(wish.title, wish)
    return tuple(best.values())


__all__ = ["ASKED", "Phrase", "Wish", "wishes_in"]
