"""Other names of a thing in one text: declared (以下简称“某某”, 曾用名, （TSN）), or short for a full name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.lexicon import bundled_lexicon, common_words, compound_words
from nlp.spans import Span
from nlp.words import is_word
from ontology.schema import EntityClass as C
from ontology.values.regions import region_at_start

_NAMED: Final = frozenset(C) - {C.REGION, C.INDUSTRY, C.TECHNOLOGY, C.SCENARIO}
_TERMS: Final = frozenset({C.TECHNOLOGY, C.INDUSTRY, C.SCENARIO})
_SAID: Final = (
    r"(?:(?:以下|下文|后文|文中)?均?[简统合通并]称|下称|又[称名]|也[称叫]|亦称|别称|俗称|全称|原名|原称|曾用名|"
    r"英文(?:简|缩)写?称?|缩写)为?[：:]?"
)
_QUOTED: Final = r"[“\"《‘「](?P<{0}>[^（）()“”\"《》‘’「」，。；]{{2,30}})[”\"》’」]"
_DECLARED: Final = re.compile(
    r"[》”\"]?\s?(?:"
    rf"[（(][^（）()]{{0,20}}?{_SAID}\s?(?:{_QUOTED.format('first')}(?:[、或和]{_QUOTED.format('second')})?"
    r"|(?P<bare>[^（）()“”\"《》‘’，。；]{2,30}))[^（）()]{0,20}[）)]"
    rf"|[（(]{_QUOTED.format('only')}(?:或{_QUOTED.format('other')})?[）)]"
    rf"|，{_SAID}\s?(?:{_QUOTED.format('after')}|(?P<plain>[\u4e00-\u9fffA-Za-z0-9]{{2,12}}?)(?=[，。；（(]))"
    r"|[（(]原(?P<former>[\u4e00-\u9fffA-Za-z0-9]{3,28}(?:公司|集团|厂|局|院|所|中心|园区))[）)])"
)
_LATIN: Final = re.compile(
    r"[》”\"]?\s?[（(](?:[A-Za-z][A-Za-z \-&']+[,，;；]\s?(?:简称)?)?(?P<name>[A-Z][A-Za-z0-9\-]{1,11})[）)]"
)
_ACRONYM: Final = re.compile(r"[A-Z]{2,7}$")
_NO_NAMES: Final = re.compile(
    r"(?:本|该|我)?(?:公司|集团|企业|平台|项目|大赛|办法|条例|规划|方案|意见|通知|标准|行动|工程|活动|大会|中心|协议|本次.*)$"
)
_LEGAL: Final = re.compile(r"(集团)?(股份|责任)?有限(?:责任)?公司$")
_BRACKETS: Final = re.compile(r"[（(][^）)]*[）)]")


def aliases_of(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Position of a span, and another name the text has for it.

    A name right after counts when it is declared, or written in Latin capitals in brackets; a firm's short name
    counts when the text names one firm only that shortens to it. 公司 and 大赛 are no names.
    """
    for index, span in enumerate(spans):
        if span.cls in _NAMED:
            yield from ((index, name) for name in _declared(text, span) if name != span.text)
        elif span.cls is C.TECHNOLOGY:
            short = _LATIN.match(text, span.end)
            if short and _ACRONYM.match(short["name"]):
                yield index, short["name"]
    yield from _implied(spans)


def _declared(text: str, span: Span) -> Iterator[str]:
    found = _DECLARED.match(text, span.end) or _LATIN.match(text, span.end)
    for name in found.groupdict().values() if found else ():
        if name and not _NO_NAMES.match(name.strip()):
            yield name.strip()


def _implied(spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Full name and short name of one firm, where both are named and no other firm shortens to it."""
    told = {span.text for span in spans if span.cls is C.ENTERPRISE}
    owners: dict[str, dict[str, int]] = defaultdict(dict)
    for index, span in enumerate(spans):
        if span.cls is C.ENTERPRISE:
            for short in short_forms(span.text):
                if short in told:
                    owners[short].setdefault(span.text, index)
    for short, firms in owners.items():
        if len(firms) == 1:
            yield next(iter(firms.values())), short


def short_forms(name: str) -> tuple[str, ...]:
    """What a firm's full name is cut down to, the likeliest first; nothing for a name without a legal form.

    浙江样例智能机器人有限公司 → 样例智能机器人, 样例机器人, 浙江样例, only of its own words.
    """
    legal = _LEGAL.search(name)
    if legal is None:
        return ()
    place = region_at_start(name)[1]
    core = _BRACKETS.sub("", name[place : legal.start()])
    if len(core) < 2 or _is_common(core[:2]):
        return ()
    ending = legal[1] or ("股份" if legal[2] == "股份" else "")
    made = [core, core + ending, *(core[:2] + core[-tail:] for tail in (2, 3) if _ends_in_word(core, tail))]
    made += [core[:2] + ending] if ending else []
    if place:
        made += [name[:2] + core[:2], name[:2] + core]
    return tuple(dict.fromkeys(form for form in made if 4 <= len(form) < len(name) and not _means_else(form)))


def _ends_in_word(core: str, length: int) -> bool:
    return len(core) >= 2 + length and is_word(core[-length:])


def _is_common(word: str) -> bool:
    """Whether a word tells a trade or a quality and no firm: 智能, 工业."""
    return word in compound_words("modifier") | common_words("generic") or bool(
        bundled_lexicon().classes(word) & _TERMS
    )


def _means_else(form: str) -> bool:
    return (is_word(form) and form[-2:] not in {"集团", "股份"}) or bool(
        bundled_lexicon().classes(form) - {C.ENTERPRISE}
    )
