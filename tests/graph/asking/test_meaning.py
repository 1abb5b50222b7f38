"""What a question may mean."""

from typing import get_args

from graph.asking.meaning import Ask
from graph.asking.replying import replies
from graph.asking.writing import statements


def test_every_meaning_is_written_as_a_statement_and_its_rows_are_replied_to() -> None:
    assert set(statements._WAYS) == set(replies._WAYS) == set(get_args(Ask))
