import pytest

from api.rest.paging import page_of
from ontology.errors import BadInput


def test_pages_follow_one_another_until_the_end() -> None:
    items, cursor, seen = list(range(7)), None, []
    while True:
        page = page_of(items, cursor, size=3)
        seen.append(page.items)
        cursor = page.next
        if cursor is None:
            break
    assert seen == [[0, 1, 2], [3, 4, 5], [6]]


def test_an_empty_list_is_one_empty_page() -> None:
    assert page_of([], None, size=3).model_dump() == {"items": [], "next": None}


@pytest.mark.parametrize("cursor", ["x", "YXQ6", "YXQ6LTE=", "Zm9vOjE=", "汉"])
def test_a_cursor_that_is_none_of_ours_is_refused(cursor: str) -> None:
    with pytest.raises(BadInput, match="游标"):
        page_of([1], cursor, size=1)
