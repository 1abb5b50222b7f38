"""Which of the overlapping proposals stay: weighted interval scheduling.

Weight = confidence x length^1.3: the exponent makes one long name outweigh the shorter ones nested in it, which
the annotation guide does not annotate again. Two proposals of one range are settled by confidence.
"""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter
from typing import Final

from nlp.spans import Span

_LENGTH_POWER: Final = 1.3
_order = attrgetter("end", "start", "confidence")


def best_of(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The heaviest set of spans that do not overlap, in order of appearance."""
    ordered = sorted(spans, key=_order)
    if not ordered:
        return ()
    ends = [span.end for span in ordered]
    totals, before = [0.0], []
    for index, span in enumerate(ordered):
        previous = bisect_right(ends, span.start, hi=index)
        before.append(previous)
        totals.append(max(totals[-1], totals[previous] + _weight(span)))
    return tuple(reversed(_walk_back(ordered, totals, before)))


def _weight(span: Span) -> float:
    return float(span.confidence * (span.end - span.start) ** _LENGTH_POWER)


def _walk_back(ordered: list[Span], totals: list[float], before: list[int]) -> list[Span]:
    chosen: list[Span] = []
    index = len(ordered)
    while index:
        if totals[index] > totals[index - 1]:
            chosen.append(ordered[index - 1])
            index = before[index - 1]
        else:
            index -= 1
    return chosen
