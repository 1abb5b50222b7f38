import pytest

from nlp.names.boundary import left_edge
from nlp.names.scene import Scene


def name(text: str, head: str) -> str:
    at = text.index(head)
    return text[left_edge(Scene(text), at) : at + len(head)]


@pytest.mark.parametrize(
    ("text", "head", "whole"),
    [
        ("贵州建设了国家海洋大数据中心", "大数据中心", "国家海洋大数据中心"),
        ("由山东省工业和信息化厅发布", "厅", "山东省工业和信息化厅"),
        ("实施“样例眼睛”提升工程", "工程", "“样例眼睛”提升工程"),
        ("深入开展设备监测管理平台", "平台", "设备监测管理平台"),
        ("国内知名的中韩产业园", "产业园", "中韩产业园"),
        ("湖南5G+智能装备产业联盟", "联盟", "湖南5G+智能装备产业联盟"),
    ],
)
def test_the_walk_ends_where_the_name_begins(text: str, head: str, whole: str) -> None:
    assert name(text, head) == whole


def test_a_straight_quote_that_opens_after_the_head_stops_the_walk() -> None:
    assert name('建设"羚羊平台"和"工业平台"', "平台") == "羚羊平台"


def test_a_verb_after_a_company_starts_no_name() -> None:
    assert name("徐工集团应用能源管理系统", "管理系统") == "能源管理系统"
