"""Industries by code: GB/T 4754-2017 国民经济行业分类.

The table is `ontology/codes/industries.csv`. A code carries its section letter (`C3453`); the letter may be left
out when asking, because division numbers are unique over all sections.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

LEVELS: Final = ("section", "division", "group", "class")
_CODE: Final = re.compile(r"(?:ind:|gb/?t4754(?:-2017)?:)?(?:([A-T])?(\d{2,4})|([A-T]))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Industry:
    """One entry of the classification."""

    id: str  # `ind:C3453`
    code: str  # section letter and two to four digits, or the letter alone
    name: str
    level: str  # one of LEVELS: 门类, 大类, 中类, 小类
    parent: str  # code of what holds it, empty for a section


@dataclass(frozen=True, slots=True)
class _Classification:
    by_code: Mapping[str, Industry]
    letters: Mapping[str, str]  # `34` → `C`


@cache
def _classification() -> _Classification:
    with files("ontology").joinpath("codes", "industries.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    entries = [Industry(f"ind:{row['code']}", row["code"], row["name"], row["level"], row["parent"]) for row in rows]
    return _Classification(
        by_code={entry.code: entry for entry in entries},
        letters={entry.code[1:]: entry.parent for entry in entries if entry.level == "division"},
    )


def industries() -> tuple[Industry, ...]:
    """Every entry, by code: sections, each with its divisions, groups and classes."""
    return tuple(_classification().by_code.values())


def industry(code: str) -> Industry | None:
    """The entry with this code: `C3453`, `3453`, `ind:C3453`, `gbt4754:C3453`; None when there is none.

    Four digits that end in 0 and name no class (`3450`) stand for their group, as registers write them.
    """
    found = _CODE.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", code)))
    if not found:
        return None
    letter, digits, section = (part.upper() if part else "" for part in found.groups())
    if section:
        return _classification().by_code.get(section)
    home = _classification().letters.get(digits[:2], "")
    if not home or letter not in ("", home):
        return None
    return _numbered(home, digits)


def industry_by_digits(code: str) -> Industry | None:
    """The entry with the digits of this code, whatever letter stands before them: `C6531` is `I6531`.

    Division numbers are unique over all sections, so the digits tell the section; a wrong letter is a slip.
    """
    digits = code.strip()[1:]
    return industry(code) or (industry(digits) if digits.isdigit() else None)


def _numbered(section: str, digits: str) -> Industry | None:
    by_code = _classification().by_code
    found = by_code.get(section + digits)
    if found or not (len(digits) > 2 and digits.endswith("0")):
        return found
    return _numbered(section, digits[:-1])


def industry_line(code: str) -> tuple[Industry, ...]:
    """The entry with this code, then what holds it, up to its section; empty when there is no such code."""
    entry = industry(code)
    if entry is None:
        return ()
    return (entry, *industry_line(entry.parent)) if entry.parent else (entry,)
