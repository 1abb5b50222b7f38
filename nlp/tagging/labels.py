"""Labels of characters: outside, or beginning or inside a name of a class.

Label 0 is outside; class number n of `CLASSES` begins with label 2n + 1 and goes on with 2n + 2.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.spans import Span
from ontology.schema import EntityClass

CLASSES: Final = (
    EntityClass.ENTERPRISE,
    EntityClass.PLATFORM,
    EntityClass.SCENARIO,
    EntityClass.POLICY,
    EntityClass.INITIATIVE,
    EntityClass.STANDARD,
    EntityClass.ORGANIZATION,
    EntityClass.PARK,
    EntityClass.REGION,
    EntityClass.INDUSTRY,
    EntityClass.TECHNOLOGY,
)
LABELS: Final = 2 * len(CLASSES) + 1
OPENING: Final = slice(1, None, 2)  # of the labels, those that begin a name, class by class
INSIDE: Final = slice(2, None, 2)  # those that go on with it
_NUMBER: Final = {cls: number for number, cls in enumerate(CLASSES)}
Ints = NDArray[np.int64]


class Ranges(NamedTuple):
    """Names by the characters of a batch: first, one after the last, number of the class; parallel columns."""

    starts: Ints
    ends: Ints
    classes: Ints


def opening(classes: Ints) -> Ints:
    """Label of the first character of names of these classes."""
    return 2 * classes + 1


def inside(classes: Ints) -> Ints:
    """Label of the other characters."""
    return 2 * classes + 2


def labels_of(length: int, spans: Iterable[Span]) -> list[int]:
    """Label of each of `length` characters; of overlapping spans the later one stands, other classes are outside."""
    labels = [0] * length
    for span in spans:
        number = _NUMBER.get(span.cls)
        if number is None:
            continue
        labels[span.start : span.end] = [2 * number + 2] * (span.end - span.start)
        labels[span.start] = 2 * number + 1
    return labels
