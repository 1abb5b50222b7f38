"""What the tagger may not call a name: a table of patterns by class (`nlp/lexicon/vetoes.tsv`).

They hold for what the tagger decides. Its features are the rules' spans as they are, so that these are not vetoed:
neither where the rules decide alone, nor where a name is found again in its text.
"""

import re
from functools import cache
from typing import Final

from nlp.lexicon import read_rows
from ontology.schema import EntityClass

_ANY: Final = "*"


def is_vetoed(text: str, cls: EntityClass) -> bool:
    """Whether a span of this text cannot be a name of the class: 某企业, 省级平台, 重点项目."""
    return _pattern(cls).fullmatch(text) is not None


@cache
def _pattern(cls: EntityClass) -> re.Pattern[str]:
    rows = (pattern for owner, pattern, _ in read_rows("vetoes") if owner in {_ANY, cls.value})
    return re.compile("|".join(f"(?:{pattern})" for pattern in rows))
