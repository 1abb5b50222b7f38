"""What a notice issues, and what is told apart."""

import pyarrow as pa
import pytest

from graph.identity.grammar.titles import plain_titles


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("浙江省人民政府关于印发浙江省数字经济发展规划的通知", "浙江省数字经济发展规划"),
        ("关于印发浙江省数字经济发展规划(试行)的通知", "浙江省数字经济发展规划(试行)"),
        ("杭州市关于印发数字经济行动方案的通知", "杭州市关于印发数字经济行动方案的通知"),
        ("关于支持工业互联网发展的意见", "关于支持工业互联网发展的意见"),
    ],
)
def test_a_notice_is_called_by_what_it_issues_where_that_says_whose_it_is(title: str, plain: str) -> None:
    assert plain_titles(pa.array([title])).to_pylist() == [plain]
