"""Rows as an account of 浙江 may see them."""

import json

from graph.store import Rows
from graph.veil import Veil
from tests.graph.veil.conftest import OTHER, OWN


def test_rows_that_name_what_is_hidden_are_left_out_and_lists_lose_it(veil: Veil) -> None:
    rows = Rows(("name", "proofs"), ((OWN, ["ev:1", "ev:2"]), (OTHER, []), ("减速器", [OTHER]), (3, None)))
    assert veil.cut(rows).rows == ((OWN, ["ev:1"]), ("减速器", ["（其他地区）"]), (3, None))


def test_a_row_loses_what_names_something_hidden_within_lists_dictionaries_and_properties(veil: Veil) -> None:
    rows = Rows(("a", "b"), ((OWN, [[OTHER], {"x": [OTHER]}, 1]), (OWN, {"x": [OTHER]})))
    assert veil.cut(rows).rows == ((OWN, [1]),)
    told = json.dumps({"客户": f"{OTHER}、{OWN}", "电话": "0574-1"}, ensure_ascii=False)
    assert veil.cut(Rows(("properties",), ((told,), ("{坏",), ("{" + OTHER,)))).rows == (
        ('{"电话":"0574-1"}',),
        ("{坏",),
        ("（其他地区）",),
    )
