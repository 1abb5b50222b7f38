"""Which of the products a need names does it ask for, and which only say who asks?

`电池厂想找一家石墨负极供货商` names two products and asks for one. Method: docs/methods.md, equation M1.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.analysis.dictionary import Term

# Weights of a term; proposals, to be learned from judgements later.
ASKED: Final = 1.0  # words of seeking stand before it in its clause
NAMED: Final = 0.75
CONTEXT: Final = 0.35  # what the asker makes, or the kind of works that asks
_CERTAIN: Final = 0.5  # a weight that counts as asked for even where nothing in the text has a higher one
_BY_LENGTH: Final = {2: 0.5, 3: 0.8}  # short names are often common words; longer ones count in full

_CLAUSE: Final = re.compile("[^,，。;；!！?？]*$")
_SEEKING: Final = re.compile("找|求|购|买|缺|需|要|订|招|换|添|配|备|进|供|装|租|荐|采|寻|代理")
_MAKING: Final = re.compile(
    r"(?:我们?|我厂|厂里|本厂|公司)(?:是|在)?(?:做|织|染|产|生产|加工|卖|搞)?[^找求购买缺需要]*$|^做"
)
_WORKS: Final = re.compile("(?:厂|店|企业|公司|站|场|园)(?!家|商)")
_USED_IN: Final = re.compile("(?:上|里|中|机|线|厂)?(?:上?用的?|里的|上的|配套)")


def weighed(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms weighed by how surely they are asked for, 1 for the surest unless even that is doubtful.

    Args:
        text: the folded text.
        terms: names found in it.
    """
    weights = [_weight(text, term) for term in terms]
    most = max((*weights, _CERTAIN))
    return tuple(replace(term, weight=weight / most) for term, weight in zip(terms, weights, strict=True))


def _weight(text: str, term: Term) -> float:
    if len(text) <= len(term.name) + 2:
        return ASKED  # the text is the name and little else
    return _BY_LENGTH.get(len(term.name), 1.0) * _role(text, term)


def _role(text: str, term: Term) -> float:
    before, after = text[: term.start], text[term.end :]
    clause = _clause(before)
    if _WORKS.match(after) and not _SEEKING.search(clause):
        return CONTEXT
    if _MAKING.search(clause) or _USED_IN.match(after):
        return CONTEXT
    return ASKED if _SEEKING.search(clause) else NAMED


def _clause(before: str) -> str:
    """What stands before a term in its clause; a list belongs to one clause."""
    found = _CLAUSE.search(before)
    return found[0] if found else ""
