"""Whether everything that was understood stands in the statement: an answer to half of a question would be wrong."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from graph.asking.amounts import Amount, AmountKind
from graph.asking.meaning import Ask, EvidenceOf, OnFact, PathOf
from graph.asking.places import beginnings
from graph.asking.refusal import Reason, Refused
from graph.asking.tokens import Token
from ontology.schema import EntityClass

_REGION: Final = "reg:"
# Of these the firms or goods at both ends say enough: 甲的碳纸经过谁到乙, 甲哪年起给乙供碳纸.
_ENOUGH: Final = (PathOf, EvidenceOf, OnFact)


def check_covered(tokens: Sequence[Token], asked: Ask, parameters: Mapping[str, Any]) -> None:
    """Refuse where a name, a year or a share of the question stands in no parameter of the statement.

    Raises:
        Refused: ambiguous, with the words that were left over.
    """
    if isinstance(asked, _ENOUGH):
        return
    given = frozenset(_texts(parameters))
    left = tuple(token.text for token in tokens if not _is_said(token, given))
    if left:
        told = "”“".join(left)
        message = f"不明白“{told}”在这里的意思 · it is not clear what {', '.join(left)} has to do with it"
        raise Refused(Reason.AMBIGUOUS, message, words=left)


def _texts(parameters: Mapping[str, Any]) -> Iterator[str]:
    for value in parameters.values():
        yield from map(str, value if isinstance(value, list) else [value])


def _is_said(token: Token, given: frozenset[str]) -> bool:
    if token.senses or token.is_sign:
        return True
    if token.names:
        return _is_named(token, given)
    amount = token.amount
    return amount is None or amount.kind is AmountKind.COUNT or not given.isdisjoint(_values(amount))


def _is_named(token: Token, given: frozenset[str]) -> bool:
    """An id or a name of it; of a region any region, as those inside it may stand for it; a measure may go unsaid."""
    if any(one.cls is EntityClass.INDICATOR for one in token.names):
        return True
    regions = [one.id for one in token.names if one.cls is EntityClass.REGION]
    keys = {text for one in token.names for text in (one.id, one.name)}
    keys |= {beginning for one in regions for beginning in beginnings(one)}
    return not given.isdisjoint(keys) or bool(regions and any(one.startswith(_REGION) for one in given))


def _values(amount: Amount) -> set[str]:
    """How its years or its share are written in parameters."""
    if amount.kind is AmountKind.SHARE:
        share = amount.low or 0.0
        return {str(share), str(share * 100)}
    return {str(int(one)) for one in (amount.low, amount.high) if one is not None}
