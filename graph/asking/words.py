"""The words of the grammar and what each may mean, from `words.tsv`."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from ontology.indicators import indicators
from ontology.values.names import fold

FILL: Final = "fill"
# What figures are told in: 多少台 asks for a number of them, where 多少 may ask for a rate.
_UNITS: Final = (
    *(
        "元",
        "台",
        "家",
        "吨",
        "人",
        "个",
        "辆",
        "件",
        "套",
        "户",
        "公里",
        "亩",
        "平方米",
        "千瓦时",
        "度",
        "吉瓦时",
        "gwh",
    ),
    *("标准箱", "立方米", "平方公里", "项", "人次", "颗", "片", "只", "支", "艘", "架", "千克", "公斤", "米"),
)
Senses = tuple[str, ...]  # as `class:Enterprise`, `verb:supplies:take`, `not`


@cache
def words() -> Mapping[str, Senses]:
    """Every folded word with its senses, in the order of the file; `fill` only where it has no other."""
    text = (files("graph.asking") / "words.tsv").read_text(encoding="utf-8")
    found: dict[str, dict[str, None]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, listed = line.split("\t")
            for word in listed.split():
                found.setdefault(fold(word), {})[kind] = None
    for unit in units():
        for factor in ("", "万", "亿"):
            found.setdefault(f"多少{factor}{unit}", {}).update({"ask:howmany": None, "unit": None})
        found.setdefault(f"几{unit}", {"ask:howmany": None})["unit"] = None
    return {word: tuple(senses) for word, senses in found.items() if word}


@cache
def units() -> frozenset[str]:
    """What figures are counted in: of everyday things and of the catalogue's indicators; no shares."""
    told = {unit for entry in indicators() for unit in (entry.unit, re.sub("^[万亿]", "", entry.unit))}
    return frozenset({*_UNITS, *told} - {"", "%"})


@cache
def longest_word() -> int:
    """Characters of the longest word."""
    return max(map(len, words()))


def of_kind(senses: Senses, kind: str) -> tuple[str, ...]:
    """What stands after the kind in the senses of that kind: `supplies:take` for `verb`; empty texts for a bare one."""
    return tuple(sense[len(kind) + 1 :] for sense in senses if sense == kind or sense.startswith(f"{kind}:"))
