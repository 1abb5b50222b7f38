"""What do the words around a name say of it? 鸡 before 疫苗 says which vaccine, 脱硝 which of the kinds of 催化剂.

A name found in a need is often only the head of what is asked for. Where the graph knows a kind by words of the need
(脱硝催化剂, for 火电厂脱硝要用的催化剂), that kind is meant. A noun right before the name that nothing known explains
leaves it doubtful whether those who make the head make what is asked for. Method: docs/methods.md, equations M1, M6.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from graph.analysis.matching.asking import SEEKING
from graph.analysis.matching.dictionary import empty_words
from graph.analysis.matching.doubt import Word, is_told
from graph.analysis.matching.endings import Endings
from graph.analysis.matching.families import SERVICE, family_of
from graph.analysis.matching.spans import Span
from graph.analysis.matching.thesaurus import Sense, grams

_THING: Final = re.compile(
    "(?:生产|制造|加工|专用|用)?(设备|装备|机械|装置|机组|仪器|仪表|配件|零部件|零件|备件|耗材|试剂|软件)"
)
_PLACED: Final = re.compile("[里上中内用]?的$")
_LOOSE: Final = 0.5  # weight of what stands before 的
_SHORTEST: Final = 2  # characters that tell a kind
_PLAIN: Final = frozenset(empty_words())
_MANY: Final = 3_000  # kinds of a name as general as 产品, among which words of the need are found by chance


def kinds_told(text: str, span: Span, names: Endings) -> tuple[str, ...]:
    """Names that end with the one found, and whose beginning the rest of the text holds.

    Args:
        text: the folded text.
        span: a name found in it.
        names: of what is served.
    """
    rest = f"{text[: span.start]}\0{text[span.end :]}"
    kinds = names.kinds_of(span.name, most=_MANY)
    return tuple(kind for kind in kinds if _tells(kind.removesuffix(span.name), rest))


def _tells(beginning: str, rest: str) -> bool:
    return len(beginning) >= _SHORTEST and beginning not in _PLAIN and beginning in rest


def thing_after(text: str, span: Span) -> str:
    """What is asked for where a name says for what it is, as 设备 after 火电; empty where the name is of its family.

    A compound that the graph or the thesaurus knows, such as 环保设备, is found whole and has nothing after it.
    """
    found = _THING.match(text, span.end)
    family = family_of(span.name)
    return found[1] if found and family not in {family_of(found[1]), SERVICE} else ""


def modifier_before(text: str, span: Span) -> Word | None:
    """The noun that stands right before a name, or before it and 的, which restricts it less; None where none does."""
    found = _PLACED.search(text[: span.start])
    end, weight = (found.start(), _LOOSE) if found else (span.start, 1.0)
    words = _words(text)
    return next((Word(word, weight) for word, tag, at in words if at == end and _restricts(word, tag)), None)


def _words(text: str) -> Iterator[tuple[str, str, int]]:
    """Word, tag and end of each word."""
    import rjieba  # reads its dictionary when imported: 0.2 s that only a need in words has to wait for

    tagged: Sequence[tuple[str, str]] = rjieba.tag(text)
    ends = accumulate(len(word) for word, _ in tagged)
    return ((word, tag, end) for (word, tag), end in zip(tagged, ends, strict=True))


def _restricts(word: str, tag: str) -> bool:
    return tag.startswith("n") and word not in _PLAIN and not SEEKING.search(word)


def unexplained(modifier: Word | None, kinds: Iterable[str], senses: Iterable[Sense]) -> tuple[Word, ...]:
    """The modifier of a name, where neither a kind that the need tells nor a sense of the name has it."""
    if modifier is None or any(modifier.text in kind for kind in kinds) or any(_has(one, modifier) for one in senses):
        return ()
    return (modifier,)


def _has(sense: Sense, word: Word) -> bool:
    return is_told(word, sense, {gram for column in sense.columns for one in column for gram in grams(one)})
