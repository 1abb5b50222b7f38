"""Slips of the pen: characters that sound alike, as an input method gives them (减速气 for 减速器)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.asking.names import Names
from graph.asking.tokens import Token
from graph.asking.words import FILL, words

_SHORTEST, _LONGEST = 2, 16  # characters of what may be mended
_REACH: Final = 6  # characters beside an unknown one that may belong to the same word
_LOOSE: Final = 3  # characters from which sounds that are easily confused count as one
_SLIPS: Final = 2  # most characters that differ; one in words of fewer than five
# Sounds that many speakers do not tell apart.
_ALIKE: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


def mended(tokens: Sequence[Token], names: Names) -> tuple[Token, ...]:
    """The tokens, each unknown one with its neighbours read as the one word or name it sounds like, if there is one."""
    held = list(tokens)
    for at in range(len(held) - 1, -1, -1):
        if at < len(held) and held[at].is_unknown:
            held = _mended_at(held, at, names)
    return tuple(held)


def _mended_at(tokens: list[Token], at: int, names: Names) -> list[Token]:
    for first, last in _spans(tokens, at):
        text = "".join(token.text for token in tokens[first : last + 1])
        meant = _meant(text, names)
        if meant:
            found, senses = names.find(meant), words().get(meant, ())
            made = replace(tokens[first], text=meant, names=found, senses=senses, read_as=text)
            return [*tokens[:first], made, *tokens[last + 1 :]]
    return tokens


def _spans(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int]]:
    """Stretches of tokens around an unknown one, the longest first; no other name is drawn into them."""
    lefts = list(_beside(tokens, at, -1))
    rights = list(_beside(tokens, at, 1))
    spans = [(at - left, at + right) for left, right in product((0, *lefts), (0, *rights))]
    lengths = {span: sum(len(token.text) for token in tokens[span[0] : span[1] + 1]) for span in spans}
    return iter(sorted((one for one in spans if _SHORTEST <= lengths[one] <= _LONGEST), key=lambda one: -lengths[one]))


def _beside(tokens: Sequence[Token], at: int, step: int) -> Iterator[int]:
    reached, place = 0, at + step
    while 0 <= place < len(tokens) and not tokens[place].is_sign and reached + len(tokens[place].text) <= _REACH:
        reached += len(tokens[place].text)
        yield abs(place - at)
        place += step


def _meant(text: str, names: Names) -> str:
    """The one word, or else the one name, that sounds like the text; empty for none and for several."""
    for known in ([word for word, senses in words().items() if senses != (FILL,)], names.all):
        found = {name for name in _near(text, known) if _sounds_like(text, name)}
        if len(found) == 1:
            return found.pop()
    return ""


def _near(text: str, known: Iterable[str]) -> Iterator[str]:
    """Names of the same length that differ in one character, or in two of a long one."""
    same = [name for name in known if len(name) == len(text)]
    if not same:
        return
    most = 1 if len(text) < 5 else _SLIPS
    codes: NDArray[np.uint32] = np.frombuffer("".join(same).encode("utf-32-le"), np.uint32).reshape(len(same), -1)
    own = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    differing = (codes != own).sum(axis=1)
    yield from (same[place] for place in np.flatnonzero((differing > 0) & (differing <= most)))


def _sounds_like(text: str, name: str) -> bool:
    """Whether the two are said alike; a short text must sound the same, of a longer one n and ng are not told apart."""
    loosely = len(text) >= _LOOSE
    return all(
        left == right or _same_sound(left, right, loosely=loosely) for left, right in zip(text, name, strict=True)
    )


def _same_sound(left: str, right: str, *, loosely: bool) -> bool:
    one, two = _sound(left), _sound(right)
    return bool(one) and (_plain(one) == _plain(two) if loosely else one == two)


@cache
def _sound(char: str) -> str:
    """How a character is most often said, without tone; empty for what is no Chinese character."""
    from pypinyin import Style, pinyin  # the dictionary of sounds is read when the first slip is met

    return str(pinyin(char, style=Style.NORMAL)[0][0]) if "一" <= char <= "鿿" else ""


def _plain(sound: str) -> str:
    for long, short in _ALIKE:
        if long in {"zh", "ch", "sh"}:
            sound = short + sound.removeprefix(long) if sound.startswith(long) else sound
        else:
            sound = sound.removesuffix(long) + short if sound.endswith(long) else sound
    return sound
