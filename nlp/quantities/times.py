"""Time expressions: which period a number speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d{2}"
_PART = (
    r"(?:年底|年末|年初|年中|底|末|初|上半年|下半年|全年|度|以来|间|前|"
    r"第?[一二三四1-4]季度|前[一二三四五六七八九十1-9]+(?:个月|季度)|"
    r"\d{1,2}\s?月(?:份|底|末|初|中旬|上旬|下旬|\d{1,2}日)?)"
)
_TIME = re.compile(
    r"(?=[\d今去前明当本上“\"十近未连过每全下目一二三四])(?:"  # one look instead of one a kind
    rf"{_YEAR}\s?年?\s?[-—–~～－至到]\s?(?:{_YEAR}|\d\d)\s?年?(?:间|期间)?"
    rf"|{_YEAR}\s?年{_PART}?|(?:今年|去年|前年|明年|当年|本年|上年)(?:{_PART})?"
    rf"|[“\"]?十[一二三四五六]五[”\"]?(?:期间|末|以来|时期|规划期末)"
    r"|(?:近|未来|连续|过去|前|今后)[一二两三四五六七八九十1-9]\d?年(?!级)|每年|全年|上半年|下半年|目前"
    r"|前[一二三四五六七八九十1-9]+(?:个月|季度)|[一二三四]季度|\d{1,2}月(?:份|底|末|\d{1,2}日)?)"
)
_BASIS = re.compile(r"(?:较|比|相比|相较于?|同比)\s?$|(?:由|从)\s?$")


@dataclass(frozen=True, slots=True)
class When:
    """A period as written, and its place."""

    text: str
    start: int
    end: int


def find_times(text: str) -> tuple[When, ...]:
    """Periods in the order of the text; a base of comparison (较2022年) is none."""
    found = (
        match for match in _TIME.finditer(text) if not _BASIS.search(text[max(0, match.start() - 4) : match.start()])
    )
    return tuple(When(match.group().strip(), *match.span()) for match in found)


def period_at(times: Sequence[When], place: int) -> str:
    """The period that holds at `place`: the nearest one before it in the sentence, or none."""
    before = [time for time in times if time.end <= place]
    return before[-1].text if before else ""
