"""Needs out of JSON lines, for the command that assigns many at once."""

from collections.abc import Iterable, Mapping

from api.market.assigning import DemandGiven
from api.market.terms import TermsGiven
from ontology.errors import BadMarket


def demands_in(lines: Iterable[Mapping[str, object]]) -> tuple[DemandGiven, ...]:
    """Needs out of JSON lines: id, text, and region, amount, within, certificates, capacity, asker, excluded.

    Raises:
        BadMarket: a line lacks its id or text, or a field is of the wrong kind.
    """
    return tuple(_demand(number, line) for number, line in enumerate(lines, 1))


def _demand(number: int, line: Mapping[str, object]) -> DemandGiven:
    for name in ("id", "text"):
        if not str(line.get(name) or "").strip():
            raise BadMarket(f"第 {number} 行缺 {name} · line {number} has no {name}")
    amount = line.get("amount")
    if not isinstance(amount, int | float | None):
        raise BadMarket(f"第 {number} 行的 amount 应为数字（万元） · `amount` of line {number} is no number")
    within, capacity, asker = (str(line.get(name) or "") for name in ("within", "capacity", "asker"))
    certificates, excluded = (_listed(number, name, line.get(name)) for name in ("certificates", "excluded"))
    terms = TermsGiven(within, certificates, capacity, asker, excluded, unknown_too=bool(line.get("unknown_too")))
    region = str(line["region"]) if line.get("region") else None
    return DemandGiven(str(line["id"]), str(line["text"]), region, float(amount) if amount is not None else None, terms)


def _listed(number: int, name: str, given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    if isinstance(given, str):
        return (given,)
    if isinstance(given, list):
        return tuple(str(one) for one in given)
    raise BadMarket(f"第 {number} 行的 {name} 应为列表 · `{name}` of line {number} is no list")
