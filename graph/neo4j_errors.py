"""What the Neo4j driver raises, told in our words: the one place that knows its errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from ontology.errors import BadQuery, GraphUnreachable, QueryRefused, QueryTooSlow

_START: Final = (
    "启动 Neo4j（make neo4j 或 docker compose up -d）并核对地址"
    " · start Neo4j (`make neo4j` or `docker compose up -d`) and check the address"
)
_LOGIN: Final = "核对 LIANTU_GRAPH_USER 和 LIANTU_GRAPH_PASSWORD · check LIANTU_GRAPH_USER and LIANTU_GRAPH_PASSWORD"
_ADDRESS: Final = "地址形如 bolt://localhost:7687 · an address looks like bolt://localhost:7687"
_SCHEMES: Final = frozenset({"bolt", "neo4j"})
_SECURITY: Final = "Neo.ClientError.Security"
_TIMED_OUT: Final = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration")
_ACCESS_MODE: Final = "AccessMode"


def check_address(url: str) -> None:
    """Raises GraphUnreachable for an address the driver cannot speak Bolt to."""
    scheme = urlsplit(url).scheme
    if scheme.partition("+")[0] not in _SCHEMES:
        raise GraphUnreachable(url, f"协议 {scheme!r} 不可用 · no graph protocol {scheme!r}", _ADDRESS)


@contextmanager
def told_plainly(url: str, *, seconds: float = 0.0) -> Iterator[None]:
    """Run the block; what the driver raises in it comes out as ours.

    Raises:
        GraphUnreachable: no answer from `url`, or the login is refused.
        QueryRefused: the server refused a write in a read session.
        QueryTooSlow: a statement ran longer than `seconds`.
        BadQuery: the server cannot run the statement.
    """
    try:
        yield
    except (AuthError, ConfigurationError, ServiceUnavailable, SessionExpired) as problem:
        raise _unreachable(url, problem) from problem
    except Neo4jError as problem:
        raise _refused(url, problem, seconds) from problem
    except DriverError as problem:
        raise BadQuery(str(problem)) from problem


def _unreachable(url: str, problem: Exception) -> GraphUnreachable:
    if isinstance(problem, AuthError):
        return GraphUnreachable(url, "用户名或密码不对 · wrong user or password", _LOGIN)
    if isinstance(problem, ConfigurationError):
        return GraphUnreachable(url, str(problem), _ADDRESS)
    return GraphUnreachable(url, "没有应答 · no answer", _START)


def _refused(
    url: str, problem: Neo4jError, seconds: float
) -> GraphUnreachable | QueryTooSlow | QueryRefused | BadQuery:
    code = problem.code or ""
    said = problem.message or code
    if code.startswith(_SECURITY):
        return GraphUnreachable(url, said, _LOGIN)
    if code.endswith(_TIMED_OUT):
        return QueryTooSlow(seconds)
    if isinstance(problem, ClientError) and code.endswith(_ACCESS_MODE):
        return QueryRefused(said)
    return BadQuery(said)
