"""Words of a question that stand for nothing in the graph, named as somebody would have written them."""

from collections.abc import Sequence
from typing import Final

from graph.asking.refusal import Reason, Refusal, Refused
from graph.asking.tokens import Token
from ontology.schema import EntityClass

_SHORTEST: Final = 2  # characters; one alone is more often a word of every day than a name
_TOPICS: Final = ("class", "role", "verb", "level", "attribute", "growth", "share", "path", "evidence", "top", "bottom")
_ELSEWHERE: Final = "这不是产业链图谱能回答的问题 · no question for a graph of industry chains"


def check_known(tokens: Sequence[Token]) -> None:
    """Refuse a question with words that nothing explains.

    Raises:
        Refused: unknown, with the words; out of domain where nothing else in it speaks of a chain either.
    """
    words = _unknown(tokens)
    speaks = any(token.names or token.amount for token in tokens) or any(token.has(*_TOPICS) for token in tokens)
    if not speaks:
        raise Refused(Reason.OUT_OF_DOMAIN, _ELSEWHERE, words=words)
    if words:
        told = "”“".join(words)
        raise Refused(Reason.UNKNOWN, f"图谱里没有“{told}” · the graph knows of no {', '.join(words)}", words=words)


def _unknown(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Unknown names with what belongs to them: 滨江 before 未来谷, 云平台 after 蓝海."""
    found: dict[str, None] = {}
    at = 0
    while at < len(tokens):
        if not _is_strange(tokens, at):
            at += 1
            continue
        first, last = _start(tokens, at), _end(tokens, at)
        found["".join(token.text for token in tokens[first : last + 1])] = None
        at = last + 1
    return tuple(found)


def _is_strange(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is unknown; a lone character is where it goes on with the name of a place: 北海道."""
    token = tokens[at]
    if not token.is_unknown:
        return False
    return len(token.text) >= _SHORTEST or (at > 0 and _is_place(tokens[at - 1]))


def _start(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and _is_place(tokens[at - 1]):
        at -= 1
    return at


def _end(tokens: Sequence[Token], at: int) -> int:
    """The last token of the name: a kind of thing that follows it, whatever words stand between them."""
    end, place = at, at + 1
    while place < len(tokens) and not (
        tokens[place].is_fill or tokens[place].has("of", "ask", "case", "and", "choices")
    ):
        concept = bool(tokens[place].names) and all(one.cls in _CONCEPTS for one in tokens[place].names)
        if concept and place == end + 1:
            end, place = place, place + 1  # 工业云 in the name of a platform that nobody knows
            continue
        if tokens[place].names or any(sense.startswith(("ask:", "case:")) for sense in tokens[place].senses):
            break
        if tokens[place].has("class") or tokens[place].is_unknown:
            end = place
        place += 1
    return end


def _is_place(token: Token) -> bool:
    return bool(token.names) and all(one.cls is EntityClass.REGION for one in token.names)


def defined_only(tokens: Sequence[Token]) -> list[str]:
    """Names that chain definitions alone know: nothing in the graph was ever said of them."""
    return [
        token.text
        for token in tokens
        if token.names and not token.senses and all(one.cls in _CONCEPTS and not one.live for one in token.names)
    ]


def nameless(tokens: Sequence[Token]) -> list[str]:
    """A place and a kind of thing in it that read as a name: 北辰产业园里, of which the graph may know none."""
    return [
        place.text + kind.text
        for place, kind, inside in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if _is_place(place) and kind.has("class:Park") and (inside.is_fill or inside.has("choices"))
        if inside.text[:1] in _INSIDE
    ]


def of_definitions(words: Sequence[str]) -> Refusal:
    """Why there is no answer on them."""
    told = "”“".join(words)
    message = (
        f"“{told}”图谱里没有，或只在产业链定义里出现，没有关于它的事实"
        f" · the graph holds nothing of {', '.join(words)}, or only the word of a chain definition"
    )
    return Refusal(Reason.UNKNOWN, message, tuple(words))


_INSIDE: Final = ("里", "内", "中")
_CONCEPTS: Final = frozenset(
    {EntityClass.TECHNOLOGY, EntityClass.CHAIN_NODE, EntityClass.INDUSTRY, EntityClass.SCENARIO, EntityClass.CHAIN}
)
