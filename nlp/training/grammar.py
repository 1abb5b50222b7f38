"""Names made by a grammar: which wordings a symbol has, and one of them drawn.

The grammar is data (`templates/names.grammar`): `symbol = alternative | alternative ×weight`, where `{symbol}`
expands again, `{lexicon:file}` and `{lexicon:file:group}` draw from a lexicon, `{region:level}` from the table of
divisions (`-short` for the short form), and `{number:a-b}` is a whole number.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from types import MappingProxyType
from typing import Final

from nlp.lexicon import read_rows
from ontology.values.regions import regions

_SYMBOL: Final = re.compile(r"\{([^{}]+)\}")
_WEIGHT: Final = re.compile(r"^(.*?)\s*×(\d+)$")
_CENTRES: Final = frozenset({"北京市", "天津市", "上海市", "重庆市"})  # provinces that are cities too


@dataclass(frozen=True, slots=True)
class Choice:
    """The wordings of one symbol, and the running total of their weights."""

    wordings: tuple[str, ...]
    totals: tuple[int, ...]

    def draw(self, random: Random) -> str:
        """One wording, as often as its weight says."""
        return random.choices(self.wordings, cum_weights=self.totals)[0]


def draw(symbol: str, random: Random) -> str:
    """A wording of `symbol`, all symbols in it expanded.

    Raises:
        KeyError: neither the grammar nor a source knows the symbol.
    """
    source, _, rest = symbol.partition(":")
    if source in _SOURCES:
        return _SOURCES[source](rest, random)
    wording = grammar()[symbol].draw(random)
    return _SYMBOL.sub(lambda match: draw(match[1], random), wording) if "{" in wording else wording


@cache
def grammar() -> Mapping[str, Choice]:
    """The symbols of `names.grammar`.

    Raises:
        ValueError: a symbol stands on two lines; the one would hide the other.
    """
    text = files("nlp.training").joinpath("templates", "names.grammar").read_text(encoding="utf-8")
    lines = [line.split(" = ", 1) for line in text.splitlines() if " = " in line and not line.startswith("#")]
    twice = [name for name, count in Counter(name.strip() for name, _ in lines).items() if count > 1]
    if twice:
        raise ValueError("、".join(twice))
    return MappingProxyType({name.strip(): _choice(wordings.split("|")) for name, wordings in lines})


def _choice(written: Sequence[str]) -> Choice:
    pairs = [_weighted(wording.strip()) for wording in written]
    return Choice(tuple(wording for wording, _ in pairs), tuple(accumulate(weight for _, weight in pairs)))


def _weighted(written: str) -> tuple[str, int]:
    match = _WEIGHT.match(written)
    return (match[1], int(match[2])) if match else (written, 1)


def _listed(rest: str, random: Random) -> str:
    return random.choice(_names_of(*rest.split(":")))


@cache
def _names_of(stem: str, group: str = "") -> tuple[str, ...]:
    """Names of a lexicon; of one group when one is given."""
    return tuple(row[0] for row in read_rows(stem) if not group or group in row[1:])


def _number(rest: str, random: Random) -> str:
    low, high = rest.split("-")
    return str(random.randint(int(low), int(high)))


def _region(rest: str, random: Random) -> str:
    return random.choice(_regions_of(*rest.split("-")))


@cache
def _regions_of(level: str, form: str = "") -> tuple[str, ...]:
    """Names of the divisions of a level; municipalities count as cities too, and one-letter counties not at all."""
    found = [region for region in regions() if region.level == level or (level == "city" and region.name in _CENTRES)]
    names = (region.short if form else region.name for region in found if region.name != "市辖区")
    return tuple(name for name in names if len(name) > 1)


_SOURCES: Final[Mapping[str, Callable[[str, Random], str]]] = MappingProxyType(
    {"lexicon": _listed, "region": _region, "number": _number}
)
