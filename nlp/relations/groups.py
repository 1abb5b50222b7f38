"""Names said in one breath: `钢铁、化工和汽车` is one group, and what is said of it holds for each."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from nlp.spans import Span
from ontology.schema import EntityClass as C

_FAMILIES: Final = (
    frozenset({C.ENTERPRISE, C.ORGANIZATION, C.PARK}),
    frozenset({C.REGION, C.PARK}),
    frozenset({C.REGION, C.ORGANIZATION}),
    frozenset({C.INDUSTRY, C.TECHNOLOGY}),
    frozenset({C.SCENARIO, C.TECHNOLOGY}),
    frozenset({C.PLATFORM}),
    frozenset({C.POLICY, C.INITIATIVE, C.STANDARD}),
)
_FAR: Final = 14  # characters between two names of a group, and more
_COMMA: Final = re.compile(
    r"^[”\"》]?(?:[^，。；：:、（）()]{0,4}[”\"])?(?:等[^，。；、]{0,4})?[、/／](?:[^，。；：:、（）()]{0,5})?[“\"《]?$|^[”\"》]*[“\"《]+$"
)
_AND: Final = re.compile(
    r"^[”\"》]?[^，。；：:、（）()的]{0,3}(?:和|与|及|以及|或|暨|、以及|&|\+)[^，。；：:、（）()]{0,4}[“\"《]?$"
)


class Group(NamedTuple):
    """One name, or several joined by 、 or 和: positions in the list of entities, and the stretch they cover."""

    members: tuple[int, ...]
    classes: frozenset[C]
    start: int
    end: int


def groups_of(text: str, entities: Sequence[Span]) -> list[Group]:
    """The groups of a sentence in the order of the text."""
    found: list[Group] = []
    for index, span in enumerate(entities):
        before = found[-1] if found else None
        if before and 0 <= span.start - before.end < _FAR and _together(text[before.end : span.start], before, span):
            found[-1] = Group((*before.members, index), before.classes | {span.cls}, before.start, span.end)
        else:
            found.append(Group((index,), frozenset({span.cls}), span.start, span.end))
    return found


def _together(gap: str, before: Group, span: Span) -> bool:
    if gap in {"（", "(", "》（"}:  # a name and its other name: what is said of one holds for both
        return before.classes == {span.cls}
    return _is_family(before.classes, span.cls) and bool(_COMMA.match(gap) or _AND.match(gap))


@cache
def _is_family(classes: frozenset[C], cls: C) -> bool:
    """Whether a name of a class may be said in one breath with names of others."""
    return any(classes | {cls} <= family for family in _FAMILIES)
