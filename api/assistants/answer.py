"""What a tool gives back: the answer, the sentences behind it, and the mark where it rests on sample data."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from api.assistants.service import Service
from ontology.schema import MARK

MOST_ITEMS: Final = 20  # of any list in an answer: a conversation has room for no more
_MOST_QUOTES: Final = 12
_MARKS: Final = ("tainted", "marked")
_PREFIX: Final = "ev:"


async def with_evidence(service: Service, found: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with `quotes`, the sentences behind its evidence ids; `mark`; and what was left out of long lists."""
    omitted: dict[str, int] = {}
    short = _shortened(found, "", omitted)
    ids = list(dict.fromkeys(_evidence_in(short)))[:_MOST_QUOTES]
    quotes = (await service.get("/v1/evidence", id=ids))["evidence"] if ids else []
    answer = {**short, "quotes": quotes, "omitted": omitted}
    return {**answer, "mark": MARK} if _is_marked(found) else answer


def _shortened(value: Any, place: str, omitted: dict[str, int]) -> Any:
    if isinstance(value, Mapping):
        return {name: _shortened(one, f"{place}/{name}", omitted) for name, one in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) > MOST_ITEMS:
        omitted[place] = len(value) - MOST_ITEMS
    return [_shortened(one, f"{place}/{at}", omitted) for at, one in enumerate(value[:MOST_ITEMS])]


def _evidence_in(value: Any) -> Iterator[str]:
    """Evidence ids wherever an answer names them, in its order."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _evidence_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _evidence_in(one)
    elif isinstance(value, str) and value.startswith(_PREFIX):
        yield value


def _is_marked(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(value.get(name) is True for name in _MARKS) or any(map(_is_marked, value.values()))
    return isinstance(value, list) and any(map(_is_marked, value))
