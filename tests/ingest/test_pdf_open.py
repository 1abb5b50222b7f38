from collections.abc import Callable

from ingest.pdf import read_pdf

_RULES = [(80, 90, 480, 90), (80, 115, 480, 115), (80, 180, 480, 180)]
_ROWS = [
    ("指标", "2023年", "2024年"),
    ("营业收入", "352.2", "386.7"),
    ("企业数", "135", "146"),
    ("出口额", "46.0", "52.8"),
]


def test_three_rules_make_a_table_of_what_stands_between(make_pdf: Callable[..., bytes]) -> None:
    cells = [(100 + 140 * c, 107 + 20 * r, 12, text) for r, row in enumerate(_ROWS) for c, text in enumerate(row)]
    (table,) = read_pdf(make_pdf([cells], _RULES)).tables
    assert (table.header, table.rows) == (_ROWS[0], tuple(_ROWS[1:]))


def test_text_between_rules_is_no_table(make_pdf: Callable[..., bytes]) -> None:
    lines = [(100, 107 + 20 * i, 12, "围绕长寿命滚子等方向实施揭榜挂帅项目，给予奖励") for i in range(4)]
    assert not read_pdf(make_pdf([lines], _RULES)).tables
