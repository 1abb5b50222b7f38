"""Where two readings differ: number by number, and where only words do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from api.reports.verifying.numbers import numbers_in
from api.reports.verifying.pieces import IMAGE, UNSEEN, Piece

NUMBER, WORDS, PICTURE, LOOK = "数字", "文字", "图片", "样式"


@dataclass(frozen=True, slots=True)
class Difference:
    """One piece that is not what the evidence gives."""

    kind: str  # 数字, 文字, 图片 or 样式 (what could change the look of a page)
    part: str
    place: str
    found: tuple[str, ...]  # numbers in the file, of those that differ; empty where some are missing
    expected: tuple[str, ...]  # … that the evidence gives
    text: str  # of the piece in the file, or else of the one that is missing


def differences(found: Sequence[Piece], expected: Sequence[Piece]) -> tuple[Difference, ...]:
    """All differences, in the order of the file."""
    parts = dict.fromkeys(piece.part for piece in (*found, *expected))
    return tuple(
        one
        for part in parts
        for one in _in_part([p for p in found if p.part == part], [p for p in expected if p.part == part])
    )


def _in_part(found: list[Piece], expected: list[Piece]) -> Iterator[Difference]:
    if IMAGE in {piece.part for piece in (*found, *expected)}:
        yield from _pictures(found, expected)
        return
    left, right = [piece.text for piece in found], [piece.text for piece in expected]
    for tag, start, end, first, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            for old, new in _pairs(found[start:end], expected[first:last]):
                yield _between(old, new)


def _pictures(found: list[Piece], expected: list[Piece]) -> Iterator[Difference]:
    """Pictures that are not ours; one that is lacking, as editors drop those they do not know, says nothing false."""
    known, here = {piece.text for piece in expected}, {piece.text for piece in found}
    for kind, pieces, other in ((PICTURE, found, known), (WORDS, expected, here)):
        for piece in pieces:
            if piece.text not in other:
                yield Difference(kind, IMAGE, piece.place, (), (), "不是报告的图" if kind == PICTURE else "缺图")


def _pairs(found: list[Piece], expected: list[Piece]) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Pieces that stand for each other: those of one place, then in their order, then alone."""
    places = {piece.place: piece for piece in expected}
    same = {piece.place for piece in found} & places.keys()
    if len(found) != len(expected):
        yield from ((piece, places[piece.place]) for piece in found if piece.place in same)
        yield from ((piece, None) for piece in found if piece.place not in same)
        yield from ((None, piece) for piece in expected if piece.place not in same)
    else:
        yield from zip(found, expected, strict=True)


def _between(old: Piece | None, new: Piece | None) -> Difference:
    shown = old or new
    assert shown is not None
    here, there = (numbers_in(piece.text) if piece else () for piece in (old, new))
    if shown.part in UNSEEN:
        kind, here, there = LOOK, (), ()
    else:
        kind = WORDS if here == there else NUMBER
        here, there = _unlike(here, there)
    return Difference(kind, shown.part, shown.place, here, there, shown.text)


def _unlike(found: tuple[str, ...], expected: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers that are not in the other, or not at the same place in it."""
    codes = SequenceMatcher(None, found, expected, autojunk=False).get_opcodes()
    left = tuple(one for tag, a, b, _, _ in codes if tag != "equal" for one in found[a:b])
    right = tuple(one for tag, _, _, a, b in codes if tag != "equal" for one in expected[a:b])
    return left, right
