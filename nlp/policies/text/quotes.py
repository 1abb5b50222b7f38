"""The words a condition is quoted by: its clause, and what of the clauses beside it speaks of nothing else."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.policies.found import Found, start_of

_LONGEST: Final = 80  # characters of a quote that is still a clause
_SHORTEST: Final = 14  # characters below which a clause takes the silent one before it along
_MARK: Final = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[.．]\d{1,2}){1,2}\s|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[①-⑳]|[-—–]{1,2}|第[一二三四五六七八九十百]+条(?:\s*[（【][^（）【】，。；]{2,14}[）】](?=\s|[一-龥]))?)?\s*"
)
_GOES_ON: Final = re.compile("且|也|并|而且|[^，；。]*(?:均可|即可|亦可)$")


class Quotes:
    """Quotes conditions of one text."""

    def __init__(self, text: str, found: Sequence[Found]) -> None:
        self.text = text
        self._places = sorted(set(map(start_of, found)))

    def span(self, found: Found) -> tuple[int, int]:
        """Where the quote of a condition begins and ends.

        What it counts may have been said before: then the whole item or sentence is quoted, as far as it is short.
        """
        start, end = self._grown(found.start, found.end, "，；。！\n：")
        if found.at >= 0:
            whole = self._grown(start, end, "；。！\n")
            return whole if whole[1] - whole[0] <= _LONGEST else (start, end)
        return self._with_silent(start, end)

    def _with_silent(self, start: int, end: int) -> tuple[int, int]:
        """A clause with those beside it that ask for nothing by themselves: …，且经有关部门认定."""
        after = self._beside(end + 1, end + 1)
        if (
            self.text[end : end + 1] == "，"
            and self._is_silent(*after)
            and _GOES_ON.match(self.text[: after[1]], after[0])
        ):
            end = after[1]
        before = self._beside(start - 1, start - 1)
        if end - start < _SHORTEST and self.text[start - 1 : start] == "，" and self._is_silent(*before):
            start = before[0]
        return start, end

    def _beside(self, start: int, end: int) -> tuple[int, int]:
        return self._grown(start, end, "，；。！\n：") if 0 < start < len(self.text) else (0, 0)

    def _is_silent(self, start: int, end: int) -> bool:
        return 0 < end - start <= _LONGEST // 2 and not any(start <= place < end for place in self._places)

    def _grown(self, start: int, end: int, signs: str) -> tuple[int, int]:
        while start > 0 and not _stops(self.text, start - 1, signs):
            start = self._before_brackets(start) if self.text[start - 1] == "）" else start - 1
        while end < len(self.text) and not _stops(self.text, end, signs):
            end += 1
        mark = _MARK.match(self.text, start, end)
        start = mark.end() if mark and mark.end() < end else start  # a mark alone is quoted as it stands
        return start, start + len(self.text[start:end].rstrip())

    def _before_brackets(self, end: int) -> int:
        """Where brackets begin that close before a place; the letter before it where they open nowhere near."""
        opened = self.text.rfind("（", max(0, end - _LONGEST), end)
        return opened if opened >= 0 and "\n" not in self.text[opened:end] else end - 1


def _stops(text: str, at: int, signs: str) -> bool:
    thousands = text[at] == "，" and text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()
    return text[at] in signs and not thousands
