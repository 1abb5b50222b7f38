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


def _shown(*groups: list[int]) -> list[list[tuple[Any, ...]]]:
    """What the rules read after the groups have changed like this."""
    connection = told(_WRITTEN)
    resolve._prepare(connection, learned=False)
    shown = resolve._Shown(connection)
    for one in groups:
        shown.show(np.array(one), Scope.CLAIMS)
    return [connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in (*resolve._SHOWN, "id_claim")]


@pytest.mark.parametrize("most", [0.0, 1.0])
def test_what_is_shown_after_groups_have_changed_is_as_if_all_were_shown_anew(
    most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolve, "_MOST_CHANGED", most)
    assert _shown([0, 1, 2, 3, 4], [0, 1, 0, 3, 4], [0, 0, 0, 3, 4]) == _shown([0, 0, 0, 3, 4])


def test_names_are_read_alike_however_many_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    for at_once in (1, 2, 50_000):
        monkeypatch.setattr(names, "_AT_ONCE", at_once)
        connection = told(_WRITTEN)
        names.parse_names(connection)
        read.append(connection.execute("FROM id_name ORDER BY ALL").fetchall())
    assert read[0] == read[1] == read[2]
    assert len(read[0]) == len(_WRITTEN)
