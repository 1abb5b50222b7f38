import numpy as np

from ingest.pdf_page import PageChars
from ingest.pdf_runs import rows_of


def line(text: str, x: float, top: float, size: float) -> list[tuple[str, float, float, float]]:
    return [(sign, x + size * i, top, size) for i, sign in enumerate(text)]


def test_a_line_beside_a_large_heading_is_not_drawn_into_its_row() -> None:
    placed = line("下", 60, 100, 10) + line("标题", 200, 102, 20) + line("一行", 60, 113, 10)
    x, top, size = (np.array(column, dtype=np.float64) for column in list(zip(*placed, strict=True))[1:])
    chars = PageChars("".join(p[0] for p in placed), x, x + size, top, top + size, size, np.zeros(len(placed), bool))
    assert [run.text for row in rows_of(chars) for run in row] == ["下", "标题", "一行"]
