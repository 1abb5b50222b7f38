"""Where the account that asks may go: a page offers no link and no form that would only be refused."""

from typing import Final
from urllib.parse import unquote, urlsplit

from fastapi import Request

from api.access.roles import Caller, Role
from api.access.rules import Cut, Routes
from graph.veil import SIGN
from ontology.values.regions import region_of

# Beginnings of paths that the rules let every account read: pages hold hundreds of links to them, and a route is found
# in 0.1 ms. A test holds them against the rules.
READ_BY_ALL: Final = ("/chains/", "/policies/", "/evidence")
_THINGS: Final = "/entities/"


def leads(request: Request, href: str, method: str = "GET") -> bool:
    """Whether the one who asks would be let through there; whoever is not signed in yet is asked to."""
    caller: Caller | None = getattr(request.state, "caller", None)
    path = unquote(urlsplit(href).path)
    if caller is None or (caller.role is Role.ADMIN and not caller.regions) or path.startswith(READ_BY_ALL):
        return True
    if path.startswith(_THINGS):
        return f":{SIGN}" not in path
    rule = _routes(request).find({"type": "http", "method": method, "path": path, "root_path": ""}).rule
    return (rule.role is None or caller.role.covers(rule.role)) and not (caller.regions and rule.cut is Cut.WHOLE)


def limited_to(request: Request) -> tuple[str, ...]:
    """Names of the regions that the account which asks is limited to; none for all."""
    caller: Caller | None = getattr(request.state, "caller", None)
    return tuple(region_of(one).name for one in caller.regions) if caller else ()


def _routes(request: Request) -> Routes:
    state = request.app.state
    if not hasattr(state, "routes"):
        state.routes = Routes(request.app.routes)
    found: Routes = state.routes
    return found
