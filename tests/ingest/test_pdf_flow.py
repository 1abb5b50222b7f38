import numpy as np

from ingest.pdf_flow import as_read
from ingest.pdf_page import PageChars, PageContent
from ingest.pdf_runs import rows_of

_LINES = ("链主企业带动配套企业协同发展", "专精特新企业持续成长壮大起来")


def _page(places: list[tuple[float, float]]) -> PageContent:
    x, y = np.array(places).T
    blank = np.zeros(len(places), dtype=np.bool_)
    chars = PageChars("".join(_LINES), x, x + 10, y, y + 10, np.full(len(places), 10.0), blank)
    none = np.zeros((0, 4))
    return PageContent(1, 400, 500, chars, none, none, 0.0, 0)


def _read(page: PageContent) -> list[str]:
    return [row[0].text for row in rows_of(as_read(page).chars)]


def _along(step: int, line: int) -> float:
    return 30.0 + 10 * step + 0 * line


def test_vertical_writing_reads_from_the_right() -> None:
    places = [(300.0 - 20 * line, _along(i, line)) for line in range(2) for i in range(len(_LINES[line]))]
    assert _read(_page(places)) == list(_LINES)


def test_a_page_turned_left_reads_upwards() -> None:
    places = [(30.0 + 20 * line, 400 - _along(i, line)) for line in range(2) for i in range(len(_LINES[line]))]
    assert _read(_page(places)) == list(_LINES)


def test_a_page_upside_down_reads_backwards() -> None:
    places = [(380 - _along(i, line), 300.0 - 20 * line) for line in range(2) for i in range(len(_LINES[line]))]
    assert _read(_page(places)) == list(_LINES)


def test_an_upright_page_stays_as_it_is() -> None:
    page = _page([(_along(i, line), 30.0 + 20 * line) for line in range(2) for i in range(len(_LINES[line]))])
    assert as_read(page) is page
