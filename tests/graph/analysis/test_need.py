import pytest

from graph.analysis.dictionary import dictionary_of
from graph.analysis.need import region_in, understand
from tests.graph.analysis.worlds import World


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在浙江找减速器厂家", "浙江省"),
        ("浙江省杭州市的企业需要电机", "杭州市"),
        ("昆山市有没有做轴承的", "昆山市"),
        ("长三角范围内", "长江三角洲地区"),
        ("鼓楼区的工厂", None),
        ("全国都可以", None),
        ("需要一批三明治包装机", None),
        ("", None),
    ],
)
def test_a_region_is_read_from_the_need(text: str, name: str | None) -> None:
    found = region_in(text)
    assert (found.name if found else None) == name


def test_the_longest_names_are_what_is_asked_for() -> None:
    snapshot = World().snapshot()
    need, terms = understand(snapshot, dictionary_of(snapshot), "需要谐波减速器和伺服电机的供应商")
    assert {one.name for one in need.products} == {"谐波减速器", "伺服电机"}
    assert {one.name for one in need.nodes} == {"减速器", "伺服电机"}
    assert {snapshot.name(term.number): term.fit for term in terms if term.fit < 1} == {"减速器": 0.6}
