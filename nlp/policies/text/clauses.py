"""Sentences, segments and clauses of a stretch of text: ended by 。, by ；, by ， outside brackets and quotes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

_OPEN: Final = "（(《“「〈["
_CLOSE: Final = "）)》”」〉]"
_SIGNS: Final = {
    signs: re.compile(f"[{signs}{re.escape(_OPEN)}{re.escape(_CLOSE)}]") for signs in ("。！\n", "；;", "，")
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text."""

    text: str  # of the whole document
    start: int
    end: int

    def __str__(self) -> str:
        return self.text[self.start : self.end]

    def sentences(self) -> list["Piece"]:
        return list(self._cut("。！\n"))

    def segments(self) -> list["Piece"]:
        return list(self._cut("；;"))

    def clauses(self) -> list["Piece"]:
        return list(self._cut("，"))

    def _cut(self, signs: str) -> Iterator["Piece"]:
        start, depth = self.start, 0
        for found in _SIGNS[signs].finditer(self.text, self.start, self.end):
            sign = found.group()
            if sign in _OPEN:
                depth += 1
            elif sign in _CLOSE:
                depth = max(0, depth - 1)
            elif depth == 0 and not _within_number(self.text, found.start()):
                yield from self._trimmed(start, found.start())
                start = found.end()
        yield from self._trimmed(start, self.end)

    def _trimmed(self, start: int, end: int) -> Iterator["Piece"]:
        body = self.text[start:end]
        if body.strip(" 　：:、"):
            left = start + len(body) - len(body.lstrip(" 　：:、"))
            yield Piece(self.text, left, start + len(body.rstrip(" 　：:、")))


class Stretch(Protocol):
    """Whatever stands at a place of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def overlaps(span: tuple[int, int], others: Iterable[Stretch]) -> bool:
    """Whether a stretch of a text has letters that one of the others has too."""
    start, end = span
    return any(start < other.end and other.start < end for other in others)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what was said before it, nearest first: earlier in the sentence, then the leads above."""

    piece: Piece
    heard: tuple[Piece, ...] = ()
    segment: Piece | None = None

    @property
    def reach(self) -> tuple[int, int]:
        """Where the segment begins and ends that the clause is part of."""
        whole = self.segment or self.piece
        return whole.start, whole.end

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(map(str, self.heard))


def _within_number(text: str, at: int) -> bool:
    return text[at] == "，" and bool(re.fullmatch(r"\d，\d{3}", text[at - 1 : at + 4])) and at > 0
