"""How often a text names firms, and what that makes of a firm that only the tagger found.

The tagger's chances are those of its training sentences, which name a firm in every line. A report of a government
names one a page, so that what looks like a firm there is more often a road, a hill or a local product. How often a
text names firms is told by those that the rules found too. Source: M. Saerens, P. Latinne, C. Decaestecker, Adjusting
the outputs of a classifier to new a priori probabilities, Neural Computation 14 (2002), equation 2.4.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nlp.spans import Span
from ontology.schema import EntityClass

_USUAL: Final = 0.0074  # firms found by rules, a character of annotated pages
_AS_USUAL: Final = 1000  # characters of a usual text that each text is taken to hold besides: a sentence tells little


def commonness(firms: int, length: int) -> float:
    """How common firms are in a text of `length` characters with `firms` of them, 1 where as usual; never more."""
    return min(1.0, (firms + _USUAL * _AS_USUAL) / (_USUAL * (length + _AS_USUAL)))


def with_prior(found: Sequence[Sequence[Span]], length: int, *, unruled: str, at_least: float) -> list[list[Span]]:
    """The names of a text's sentences without the firms that are too unlikely in such a text.

    Args:
        found: names of each sentence.
        length: of the text, characters.
        unruled: what a name's rule says where no rule found it.
        at_least: the chance below which a firm is left out.
    """
    firm = EntityClass.ENTERPRISE
    firms = sum([span.cls is firm and span.rule != unruled for spans in found for span in spans])
    common = commonness(firms, length)
    return [list(_weighed(spans, common, unruled, at_least)) for spans in found]


def _weighed(spans: Iterable[Span], common: float, unruled: str, at_least: float) -> Iterator[Span]:
    firm = EntityClass.ENTERPRISE
    for span in spans:
        if span.cls is not firm or span.rule != unruled:
            yield span
            continue
        chance = common * span.confidence / (common * span.confidence + 1 - span.confidence)
        if chance >= at_least:
            yield span._replace(confidence=round(chance, 4))
