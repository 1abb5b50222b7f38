"""What is no name, whoever proposes it: a table of patterns by class (`nlp/lexicon/vetoes.tsv`).

They bind what the tagger decides, what the rules decide where no model is, and what a text repeats. The rules' spans
that the tagger's features are made of stay as they are.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from nlp.lexicon import read_rows
from nlp.spans import Span
from ontology.schema import EntityClass

_ANY: Final = "*"


def without_vetoed(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans that may be names of their class."""
    return tuple([span for span in spans if not is_vetoed(span.text, span.cls)])


@lru_cache(maxsize=1 << 15)
def is_vetoed(text: str, cls: EntityClass) -> bool:
    """Whether a span of this text cannot be a name of the class: 某企业, 省级平台, 重点项目."""
    return _pattern(cls).fullmatch(text) is not None


@cache
def _pattern(cls: EntityClass) -> re.Pattern[str]:
    rows = (pattern for owner, pattern, _ in read_rows("vetoes") if owner in {_ANY, cls.value})
    return re.compile("|".join(f"(?:{pattern})" for pattern in rows))
