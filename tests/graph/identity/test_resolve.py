from typing import Any

import numpy as np
import pytest

from graph.identity import names, resolve
from graph.identity.rules import Scope
from tests.graph.identity.told import told

_WRITTEN = [
    ("actor", "样例精密机械有限公司", ""),
    ("actor", "样例精密机械", ""),
    ("Platform", "样例工业互联网平台", ""),
    ("Technology", "谐波减速器", ""),
    ("actor", "杭州中兴达科技有限公司", ""),
]


def _shown(*scopes: Scope) -> list[list[tuple[Any, ...]]]:
    connection, shown = told(_WRITTEN), Scope.NOTHING
    resolve._prepare(connection, learned=False)
    for scope in scopes:
        resolve._show(connection, np.array([0, 1, 0, 3, 4]), scope, shown=shown)  # a person put 0 and 2 together
        shown = scope
    return [connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in resolve._SHOWN]


def test_what_is_shown_beside_the_actors_is_as_if_all_were_shown_at_once() -> None:
    assert _shown(Scope.ACTORS, Scope.ALL) == _shown(Scope.ALL)


def test_names_are_read_alike_however_many_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    for at_once in (1, 2, 50_000):
        monkeypatch.setattr(names, "_AT_ONCE", at_once)
        connection = told(_WRITTEN)
        names.parse_names(connection)
        read.append(connection.execute("FROM id_name ORDER BY ALL").fetchall())
    assert read[0] == read[1] == read[2]
    assert len(read[0]) == len(_WRITTEN)
