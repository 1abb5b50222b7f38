"""Sentences of the analyses in English: they are put together from clauses, each made from one of a few templates.

`clauses.tsv` holds the templates with `{names}` for what differs. A sentence with a clause that is none of them stays
Chinese as a whole: half of a finding in each language would be read by nobody.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

_BETWEEN: Final = re.compile("([；。])")
_ENDS: Final = {"；": "; ", "。": ". "}
_FIELD: Final = re.compile(r"\{(\w+)\}")
_PLACES: Final = {"国内": "in the country", "本地": "here", "本地区": "here"}


def in_english(text: str) -> str | None:
    """The sentence in English, None where one of its clauses is not known. Names in it stay as they are."""
    said = [_ENDS.get(part) or _clause(part) for part in _BETWEEN.split(text) if part]
    known = [one for one in said if one is not None]
    return "".join(known) if said and len(known) == len(said) else None


def _clause(text: str) -> str | None:
    for pattern, english in _templates():
        found = pattern.fullmatch(text)
        if found:
            return english.format(**{name: _PLACES.get(value, value) for name, value in found.groupdict().items()})
    return None


@cache
def _templates() -> Sequence[tuple[re.Pattern[str], str]]:
    """Patterns with their English, those that say most first: a shorter one may fit the same words."""
    lines = files("api.pages").joinpath("clauses.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    pairs.sort(key=lambda pair: -len(_FIELD.sub("", pair[0])))
    return [(re.compile(_pattern(chinese)), english) for chinese, english in pairs]


def _pattern(template: str) -> str:
    parts = _FIELD.split(template)
    return "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
