"""Whether two spellings name the same place, industry, title or award: 国家高新技术企业 is 高新技术企业."""

import re
from collections.abc import Iterable
from functools import cache
from types import MappingProxyType
from typing import Final

from ontology.rows import rows_of

_DROPPED: Final = str.maketrans("()", "（）", ' 　“”"‘’《》')
_TAIL: Final = re.compile(r"(?<=..)(?:自治区|省|市|区|县)$")  # 江苏 is 江苏省; 杭州市 keeps two characters
TOGETHER: Final = MappingProxyType(
    {
        "中小企业": ("中型", "小型", "微型"),
        "中小微企业": ("中型", "小型", "微型"),
        "小微企业": ("小型", "微型"),
        "小型微型企业": ("小型", "微型"),
        "大中型企业": ("大型", "中型"),
    }
)


@cache
def _vocabulary() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    rows = ([*row, ""][:3] for row in rows_of("ontology.eligibility", "titles.tsv"))
    return tuple((kind, label, tuple(filter(None, others.split("|")))) for kind, label, others in rows)


def labels(kind: str) -> tuple[str, ...]:
    """Labels of one kind: titles, awards, size_class, industry, region."""
    return tuple(label for found, label, _ in _vocabulary() if found == kind)


def other_names() -> dict[str, str]:
    """Every other name with the label that it stands for."""
    return {other: label for _, label, others in _vocabulary() for other in others}


@cache
def _heads() -> MappingProxyType[str, str]:
    return MappingProxyType({plain(other): plain(label) for other, label in other_names().items()})


def plain(text: str) -> str:
    """A spelling without quotes, blanks and the kind of place at its end."""
    return _TAIL.sub("", text.translate(_DROPPED))


def same_names(names: Iterable[str]) -> frozenset[str]:
    """The names in one spelling each; 中小企业 gives its three sizes."""
    single = (one for name in names for one in TOGETHER.get(name, (name,)))
    return frozenset(_heads().get(plain(one), plain(one)) for one in single)
