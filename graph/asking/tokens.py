"""A question cut into names, words of the grammar, numbers, and what stands for nothing.

Of all ways to cut, the one that leaves the fewest characters unexplained, and of those the one in the fewest pieces.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.asking.amounts import Amount, amounts_in
from graph.asking.names import Named, Names
from graph.asking.words import FILL, Senses, longest_word, of_kind, words

_PIECE: Final = 1.0
_FILL: Final = 1.05  # a name before filling of the same length
_UNKNOWN: Final = 3.0  # one character that nothing explains
_SIGNS: Final = frozenset(",，。.?？!！;；:：()（）[]【】<>《》~～…—-")
# One character words that may stand beside a name that nobody knows; others there are a part of it.
_PARTICLES: Final = frozenset("的和与跟及给从在里中吗呢么是有谁被、或对向把把用做")
_FUNCTIONS: Final = frozenset("drucypef")  # first letters of the word classes that only hold a sentence together


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the question: what it may stand for. One with nothing of these is unknown."""

    text: str
    start: int
    names: tuple[Named, ...] = ()
    senses: Senses = ()
    amount: Amount | None = None
    is_sign: bool = False
    read_as: str = field(default="", compare=False)  # what a slip of the pen was taken for

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of it."""
        return not (self.names or self.senses or self.amount or self.is_sign)

    @property
    def is_fill(self) -> bool:
        """Whether it says nothing."""
        return self.is_sign or self.senses == (FILL,)

    def has(self, *kinds: str) -> bool:
        """Whether it has a sense of one of these kinds."""
        return any(of_kind(self.senses, kind) for kind in kinds)

    def of(self, kind: str) -> tuple[str, ...]:
        """What its senses of a kind say."""
        return of_kind(self.senses, kind)


def cut(text: str, names: Names) -> tuple[Token, ...]:
    """The tokens of a folded question, in their order."""
    amounts = {one.start: one for one in amounts_in(text)}
    best: list[tuple[float, Token | None]] = [(0.0, None)] * (len(text) + 1)
    for at in range(len(text) - 1, -1, -1):
        options = [*_at(text, at, names, amounts), (Token(text[at], at), _UNKNOWN)]
        best[at] = min(
            ((cost + best[token.end][0], token) for token, cost in options),
            key=lambda one: (one[0], -len(one[1].text), not one[1].names),
        )
    return tuple(_joined(list(_walk(best))))


def _walk(best: list[tuple[float, Token | None]]) -> Iterator[Token]:
    at = 0
    while at < len(best) - 1:
        token = best[at][1]
        assert token is not None
        yield token
        at = token.end


def _at(text: str, at: int, names: Names, amounts: dict[int, Amount]) -> Iterator[tuple[Token, float]]:
    if text[at] in _SIGNS:
        yield Token(text[at], at, is_sign=True), _PIECE
    amount = amounts.get(at)
    if amount:
        yield Token(amount.text, at, amount=amount), _PIECE
    if text[at + 1 : at + 2] in ("不", "没") and text[at] == text[at + 2 : at + 3]:
        yield Token(text[at : at + 2], at, senses=("ask:yesno",)), _PIECE  # 做不做, 支不支持, 用没用
    known = words()
    for length in range(min(max(names.longest, longest_word()), len(text) - at), 0, -1):
        piece = text[at : at + length]
        found, senses = names.find(piece) if length > 1 else (), known.get(piece, ())
        if found or senses:
            yield Token(piece, at, found, senses), _FILL if senses == (FILL,) and not found else _PIECE


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Unknown characters that follow each other as one token, with the lone characters at their sides that are no
    word there: 未来谷 is no 未, no 来 and 谷."""
    run: list[Token] = []
    for token in tokens:
        if run and not (token.is_unknown or _may_belong(token)):
            yield from _closed(run)
            run = []
        if token.is_unknown or _may_belong(token):
            run.append(token)
        else:
            yield token
    yield from _closed(run)


def _may_belong(token: Token) -> bool:
    """Whether a lone character may be a part of a name that nobody knows."""
    return len(token.text) == 1 and not (token.is_sign or token.names or token.amount) and token.text not in _PARTICLES


def _closed(run: list[Token]) -> Iterator[Token]:
    """The run as one unknown token, or its words where all of them are words."""
    if any(one.is_unknown for one in run):
        yield Token("".join(one.text for one in run), run[0].start)
    else:
        yield from run


def spoken(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens, unknown ones that only hold the sentence together cut into the words of the language: 却, 究竟."""
    return tuple(one for token in tokens for one in (_words_of(token) if token.is_unknown else (token,)))


def _words_of(token: Token) -> Iterator[Token]:
    """Adverbs, particles, pronouns, conjunctions and words of place, which name no thing; the token itself where it
    holds another."""
    import rjieba  # reads its dictionary when imported: only a question with strange words waits for it

    tagged = rjieba.tag(token.text)
    if not all(kind[:1] in _FUNCTIONS for _, kind in tagged):
        yield token
        return
    start = token.start
    for word, _ in tagged:
        yield Token(word, start, senses=words().get(word, (FILL,)))
        start += len(word)
