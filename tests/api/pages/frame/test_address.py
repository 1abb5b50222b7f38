"""Addresses: one a state."""

from starlette.requests import Request

from api.pages.frame.address import here, to


def request(path: str, query: str) -> Request:
    return Request({"type": "http", "path": path, "query_string": query.encode(), "headers": [], "method": "GET"})


def test_a_change_replaces_a_parameter_and_keeps_the_others() -> None:
    assert here(request("/a", "x=1&y=2&y=3"), x="5") == "/a?y=2&y=3&x=5"


def test_none_takes_a_parameter_away() -> None:
    assert here(request("/a", "x=1"), x=None) == "/a"


def test_several_values_stand_one_after_the_other_and_empty_ones_are_left_out() -> None:
    assert to("/a", x=["1", "2"], y="", z=0) == "/a?x=1&x=2&z=0"


def test_what_a_user_wrote_cannot_end_the_address() -> None:
    assert to('/a"><b', q='"&x=1') == "/a%22%3E%3Cb?q=%22%26x%3D1"
