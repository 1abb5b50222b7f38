import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rest.accept import best_of
from graph.linked_data.sparql.answer import TABLE_FORMS


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("text/csv", "csv"),
        ("text/csv;q=0.2, application/sparql-results+xml", "xml"),
        ("text/html, */*;q=0.1", "json"),
        ("text/*", "csv"),
        ("image/png", "json"),
        ("text/csv;q=x", "json"),
    ],
)
def test_the_form_that_a_client_would_rather_have_is_taken(accept: str | None, form: str) -> None:
    assert best_of(accept, TABLE_FORMS) == form


@given(st.text(max_size=60))
def test_any_header_gives_a_form_that_there_is(accept: str) -> None:
    assert best_of(accept, TABLE_FORMS) in TABLE_FORMS
