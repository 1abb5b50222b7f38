"""Chinese first, English on demand: which of the two a request wants, and the English of each Chinese text.

Templates and contexts are written in Chinese. `english/*.tsv` holds one line a text, Chinese and English, a file a
room; a text without a line stays Chinese, as what sources say does.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from fastapi import Request, Response
from markupsafe import Markup, escape

from api.pages.frame.clauses import in_english

COOKIE: Final = "lang"
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_NAME: Final = re.compile("([\u3001\u4e00-\u9fff\uff08\uff09]+)")
_A_YEAR: Final = 365 * 24 * 3600  # seconds
_BETWEEN: Final = " · "  # Chinese · English, as messages are written


class Language(StrEnum):
    """A language of the pages; its value is the `lang` of the address and the cookie."""

    CHINESE = "zh"
    ENGLISH = "en"

    @property
    def tag(self) -> str:
        """As HTML wants it."""
        return "zh-CN" if self is Language.CHINESE else "en"

    @property
    def other(self) -> "Language":
        return Language.ENGLISH if self is Language.CHINESE else Language.CHINESE


def language_of(request: Request) -> Language:
    """What the address asks for, else what the reader chose before, else Chinese."""
    for asked in (request.query_params.get(COOKIE), request.cookies.get(COOKIE)):
        if asked in set(Language):
            return Language(asked)
    return Language.CHINESE


def remember_language(request: Request, response: Response) -> None:
    """Keep what the address asked for, so that the next page need not ask."""
    asked = request.query_params.get(COOKIE)
    if asked in set(Language):
        response.set_cookie(COOKIE, asked, max_age=_A_YEAR, httponly=True, samesite="lax")


def say(language: Language, text: str, /, **values: object) -> str:
    """A Chinese text in a language, with `{names}` filled in."""
    found = english().get(text, text) if language is Language.ENGLISH else text
    return found.format(**values) if values else found


def own(language: Language, text: object) -> Markup:
    """A text of the data, or of an analysis, in the language it is in: on an English page a Chinese one says so."""
    said = say(language, text) if isinstance(text, str) else str(text)
    if language is Language.CHINESE or not _CHINESE.search(said):
        return escape(said)
    sentence = in_english(said)
    if sentence is None:
        return Markup('<span lang="zh">{}</span>').format(said)
    parts = _NAME.split(sentence)
    return Markup("").join(
        Markup('<span lang="zh">{}</span>').format(one) if at % 2 else one for at, one in enumerate(parts)
    )


def half(language: Language, message: str) -> str:
    """The part of `中文 · English` that is in a language; all of a message that has but one."""
    chinese, between, other = message.partition(_BETWEEN)
    return other if between and language is Language.ENGLISH else chinese


@cache
def english() -> Mapping[str, str]:
    """English of each Chinese text; the same text means the same in every room."""
    found: dict[str, str] = {}
    for file in sorted(files("api.pages").joinpath("english").iterdir(), key=lambda one: one.name):
        lines = file.read_text(encoding="utf-8").splitlines()
        found |= dict(line.split("\t", 1) for line in lines if "\t" in line)
    return MappingProxyType(found)
