from xml.etree import ElementTree

from graph.view.chain_picture import chain_svg
from tests.graph.analysis.worlds import ROBOT
from tests.graph.view.pictured import asks_other_hosts, report

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> dict[str, str]:
    """Type written on each node's group."""
    groups = ElementTree.fromstring(svg).iter(f"{SVG}g")
    return {group.attrib["data-node"]: group.attrib["data-type"] for group in groups if "data-node" in group.attrib}


def test_every_node_is_drawn_with_its_finding() -> None:
    found = drawn(chain_svg(ROBOT, report()))
    assert len(found) == len(ROBOT.nodes)
    assert (found["node:robot/motor"], found["node:robot/direct"]) == ("断点", "不作缺口")
    assert found["node:robot/steel"] == "正常"


def test_boxes_do_not_lie_on_each_other() -> None:
    boxes = [box.attrib for box in ElementTree.fromstring(chain_svg(ROBOT, report())).iter(f"{SVG}rect")]
    corners = [(box["x"], box["y"]) for box in boxes]
    assert len(set(corners)) == len(corners)


def test_a_click_leads_where_it_is_told() -> None:
    svg = chain_svg(ROBOT, report(), link="/entities/{id}?a=1&b=2")
    assert 'href="/entities/node:robot/motor?a=1&amp;b=2"' in svg
    assert "<a " not in chain_svg(ROBOT, report())


def test_the_sample_mark_is_drawn_where_it_belongs() -> None:
    assert "含样例" in chain_svg(ROBOT, report(marked=True))
    assert "含样例" not in chain_svg(ROBOT, report())


def test_the_picture_asks_nothing_of_another_host() -> None:
    assert asks_other_hosts(chain_svg(ROBOT, report())) == []
