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
        ("关于支持工业互联网发展的意见", "支持工业互联网发展意见"),
        ("工业大数据发展指导意见", "工业大数据发展指导意见"),
        ("关于印发关于支持乙省机器人产业发展的意见的通知", "支持乙省机器人产业发展意见"),
    ],
)
def test_a_title_is_without_what_is_only_around_it(title: str, plain: str) -> None:
    assert plain_titles(pa.array([title])).to_pylist() == [plain]
