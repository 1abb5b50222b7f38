"""The tables beside this file: each row has two words for what it finds, and the regular expression that finds it."""

import re
from functools import cache

from ontology.rows import rows_of


@cache
def patterns_of(name: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The rows of a table in their order, which tells what goes before what."""
    rows = rows_of("nlp.policies.conditions", name)
    return tuple((first, second, re.compile(pattern)) for first, second, pattern in rows)
