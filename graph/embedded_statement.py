"""One statement of the embedded engine."""

from collections.abc import Mapping
from typing import Any

import ladybug


def one_result(
    connection: ladybug.Connection, cypher: str, parameters: Mapping[str, Any] | None = None
) -> ladybug.QueryResult:
    """What one statement gives; the caller closes it. RuntimeError where the engine refuses."""
    result = connection.execute(cypher, dict(parameters or {}))
    if isinstance(result, list):
        raise RuntimeError("more than one statement")
    return result


def first_from(connection: ladybug.Connection, cypher: str, parameters: Mapping[str, Any]) -> Any:
    """The first value that a statement gives, None where it gives none."""
    result = one_result(connection, cypher, parameters)
    try:
        row = result.get_n(1)
    finally:
        result.close()
    return next(iter(row[0])) if row else None
