from html.parser import HTMLParser

from graph.view.chain_page import chain_page
from tests.graph.analysis.worlds import ROBOT
from tests.graph.view.pictured import asks_other_hosts, report


class Rows(HTMLParser):
    """Counts the rows of a page's table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rows += tag == "tr"


def test_the_page_holds_the_picture_and_a_row_for_each_node() -> None:
    page, rows = chain_page(ROBOT, report()), Rows()
    rows.feed(page)
    assert "<svg" in page
    assert rows.rows == len(ROBOT.nodes) + 1
    assert "覆盖率" in page


def test_the_page_asks_nothing_of_another_host() -> None:
    assert asks_other_hosts(chain_page(ROBOT, report())) == []


def test_the_sample_mark_is_shown_where_it_belongs() -> None:
    assert "不可用于决策" in chain_page(ROBOT, report(marked=True))
    assert "不可用于决策" not in chain_page(ROBOT, report())
