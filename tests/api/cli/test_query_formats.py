import pytest

from api.cli.query_formats import QueryFormat, parse_parameters, print_rows
from graph.store import Rows
from ontology.errors import BadInput


def test_a_parameter_is_json_where_it_can_be_and_text_otherwise() -> None:
    assert parse_parameters(["a=1", "b=[1,2]", "c=减速器", "d=x=y"]) == {"a": 1, "b": [1, 2], "c": "减速器", "d": "x=y"}


def test_a_parameter_without_a_value_is_named() -> None:
    with pytest.raises(BadInput, match="alone"):
        parse_parameters(["alone"])


def test_a_cut_answer_says_so_beside_the_rows(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(Rows(("n",), ((1,), (None,)), truncated=True), QueryFormat.CSV)
    printed = capsys.readouterr()
    assert printed.out.split() == ["n", "1", '""']
    assert "2" in printed.err
