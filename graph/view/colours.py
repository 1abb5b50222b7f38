"""One colour and one sign a gap type, the same on every picture, page and report.

The sign makes the type readable without colour; the pairs of fill and ink keep a contrast of 4.5 and more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph.analysis.results import HEALTHY, Gap, GapType


@dataclass(frozen=True, slots=True)
class Look:
    """How a type is drawn."""

    fill: str
    line: str
    ink: str
    sign: str


GAP_LOOKS: Final[Mapping[GapType | None, Look]] = MappingProxyType(
    {
        GapType.BREAK: Look("#fbd5d0", "#b42318", "#7a1710", "断"),
        GapType.SUSPECTED_BREAK: Look("#fde6d3", "#c4570c", "#7f3906", "疑"),
        GapType.BLOCKED: Look("#efdcf5", "#86379b", "#5a2168", "堵"),
        GapType.SINGLE_SOURCE: Look("#fdf0c2", "#a67c00", "#665000", "单"),
        GapType.WEAK: Look("#fbf7d5", "#8f8a1d", "#55520f", "短"),
        GapType.UNKNOWN: Look("#eceef1", "#8a94a3", "#4a5361", "缺"),
        GapType.CHOKE: Look("#f3c9dc", "#9c1458", "#640b38", "卡"),
        GapType.STRONG: Look("#d4efdf", "#1d7a46", "#0f4d2a", "长"),
        None: Look("#e6f1ea", "#5b9a78", "#234a37", ""),
    }
)

NO_GAP_WORD: Final = "不作缺口"
NOT_ASKED: Final = Look("#ffffff", "#b8c0cc", "#5b6472", "")
"""A node without a firm that is no gap: nobody needs it, the chain can do without, or another stands in."""


def look_of(gap: Gap | None) -> Look:
    """How a finding is drawn."""
    if gap is not None and gap.type is None and gap.observed == 0:
        return NOT_ASKED
    return GAP_LOOKS[gap.type if gap else None]


def kind_of(gap: Gap | None) -> str:
    """The finding in a word: its type, 正常, or 不作缺口 for an empty node that is no gap."""
    if gap is None or gap.type is None:
        return NO_GAP_WORD if gap is not None and gap.observed == 0 else HEALTHY
    return gap.type.value


def type_class(kind: GapType | None) -> str:
    """The class by which style sheets know a type."""
    return f"type-{kind.name.lower().replace('_', '-')}" if kind else "type-sound"


def looks_css() -> str:
    """One rule a type: its fill, line and ink."""
    looks = {**{type_class(kind): look for kind, look in GAP_LOOKS.items()}, kind_class(NO_GAP_WORD): NOT_ASKED}
    return "\n".join(
        f".{name} {{ background:{look.fill}; border-color:{look.line}; color:{look.ink}; }}"
        for name, look in looks.items()
    )


def kind_class(kind: str) -> str:
    """The class of a finding by its word, as `kind_of` says it."""
    if kind == NO_GAP_WORD:
        return "type-not-asked"
    return type_class(next((one for one in GapType if one.value == kind), None))
