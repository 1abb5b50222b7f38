"""A firm as its facts: what it, or the graph, says of it before anyone asks whether it may apply."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

APPLIES_AFTER: Final = 1  # the application falls in the year after the last full one


@dataclass(frozen=True, slots=True)
class FirmProfile:
    """Facts by field. A field that is not given is unknown; a list that is given is complete.

    A yearly field holds {"2024": 21600, …} or, for `base_year`, a plain number. Units are those of the fields.
    """

    id: str
    name: str
    base_year: int  # the last full year: 上年度
    facts: Mapping[str, Any]
    partial: frozenset[str] = frozenset()  # lists that may lack something: what is not in them is unknown

    def with_facts(self, **facts: Any) -> "FirmProfile":
        """The firm with further facts, which are complete; None takes a fact away."""
        merged = {key: value for key, value in {**self.facts, **facts}.items() if value is not None}
        return replace(self, facts=merged, partial=self.partial - facts.keys())
