"""Which route needs which role, whether it changes something, and how it keeps to an account's regions.

All of it is one table, `routes.tsv`. A route that is not in it is refused where it could change something, and else
needs a reader of all regions; a test compares the table with the routes of the application.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from starlette._utils import get_route_path  # what starlette's own routes match against
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import Scope

from api.access.roles import Role

_TABLE: Final = Path(__file__).with_name("routes.tsv")
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Cut(StrEnum):
    """How a route keeps to the regions of an account."""

    OPEN = "open"  # nothing of it belongs to a region
    CUT = "cut"  # shows the account's regions alone, by `api.access.sight`
    WHOLE = "whole"  # cannot be cut: accounts that are limited to regions are refused


@dataclass(frozen=True, slots=True)
class Rule:
    """What one route asks of the caller."""

    role: Role | None  # None: anybody, signed in or not
    changes: bool  # kept in the audit; refused to pages of other sites
    cut: Cut


_STATIC: Final = Rule(None, False, Cut.OPEN)
_NOWHERE: Final = Rule(Role.READER, False, Cut.OPEN)  # there is nothing to be seen; who is signed in is told so
_UNLISTED: Final = {True: Rule(Role.READER, False, Cut.WHOLE), False: Rule(Role.ADMIN, True, Cut.WHOLE)}


@cache
def table() -> Mapping[tuple[str, str], Rule]:
    """The rules by method and path of the route."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["method"], row["path"]): _rule(row) for row in csv.DictReader(file, delimiter="\t")}


def _rule(row: Mapping[str, str]) -> Rule:
    role = None if row["role"] == "anyone" else Role(row["role"])
    return Rule(role, row["changes"] == "yes", Cut(row["regions"]))


@dataclass(frozen=True, slots=True)
class Found:
    """The route of a request."""

    path: str  # as the route has it, with its parameters in braces; empty for none
    rule: Rule
    is_listed: bool


class Routes:
    """The routes of an application in the order in which it tries them."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._routes = tuple(plain_routes(routes))

    def find(self, scope: Scope) -> Found:
        """The route that the application will choose, and its rule."""
        method, reading = scope["method"], scope["method"] in READING
        for route in self._routes:
            if _fits(route, scope):
                if isinstance(route, Mount):
                    return Found(route.path, _STATIC, True)
                rule = table().get((_listed(method), route.path))
                return Found(route.path, rule or _UNLISTED[reading], rule is not None)
        return Found("", _NOWHERE if reading else _UNLISTED[False], False)


def plain_routes(routes: Iterable[BaseRoute]) -> Iterable[Any]:
    """Routes, with those of routers that were included in place of these."""
    for route in routes:
        contexts = getattr(route, "effective_route_contexts", None)
        if contexts is None:
            yield route
        else:
            yield from (context.original_route for context in contexts())


def _fits(route: Any, scope: Scope) -> bool:
    if isinstance(route, Mount):
        return route.matches(scope)[0] is Match.FULL
    if not isinstance(route, Route) or scope["method"] not in (route.methods or ()):
        return False
    return route.path_regex.match(get_route_path(scope)) is not None


def _listed(method: str) -> str:
    return "GET" if method == "HEAD" else method
