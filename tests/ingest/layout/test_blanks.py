import pytest

from ingest.layout.lines import join, split_lines


def read(raw: str) -> str:
    return join(raw, list(split_lines(raw))).text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("中 国 信 息 通 信 研 究 院", "中国信息通信研究院"),
        ("前 言", "前言"),
        ("加大 5G、千兆光网 等设施，建成 40 个。", "加大5G、千兆光网等设施，建成40个。"),
        ("经济和信息化厅副厅长 吴某某", "经济和信息化厅副厅长 吴某某"),
        ("GB/T  36073 DCMM", "GB/T 36073 DCMM"),
        ("图 1 2020—2023 年指数", "图1 2020—2023年指数"),
        ("表一\u3000主要产品产量", "表一 主要产品产量"),
        ("[bookmark: _Hlk1]（一）推动<br>应用", "（一）推动应用"),
        ("２０２５年ＡＰＰ", "2025年APP"),
    ],
)
def test_blanks_of_the_layout_go_and_those_of_the_text_stay(raw: str, text: str) -> None:
    assert read(raw) == text
