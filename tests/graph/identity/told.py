"""Mentions as `resolve` is given them."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from graph.ledger.connection import in_memory
from ontology.values.names import fold


def told(mentions: Iterable[tuple[str, str, str]]) -> Any:
    """A database with the mentions (family, name, code) in their order, and an empty `id_statement`."""
    connection = in_memory()
    rows = [(n, family, family, name, fold(name), known, "", "") for n, (family, name, known) in enumerate(mentions)]
    columns = ("n", "class", "family", "name", "folded", "code", "key", "zone")
    connection.register("given", pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))))
    connection.execute("CREATE TEMP TABLE id_mention AS FROM given")
    connection.execute(
        "CREATE TEMP TABLE id_statement"
        " (owner BIGINT, owner_folded VARCHAR, family VARCHAR, folded VARCHAR, how VARCHAR, registered BOOLEAN)"
    )
    return connection
