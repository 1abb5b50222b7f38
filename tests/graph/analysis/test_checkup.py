from graph.analysis.checkup import Checkup, check_up
from graph.analysis.gaps import find_gaps
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded

REST = ("steel", "reducer", "motor", "body", "cell")


def page(world: World, region: str = "浙江") -> Checkup:
    report = find_gaps(world.snapshot(), ROBOT, find_region(region), limits=Thresholds())
    return check_up(report)


def test_a_page_tells_the_worst_link_what_to_add_and_what_no_policy_backs() -> None:
    found = page(well_recorded("motor", "direct", rest=REST))
    assert found.verdict == "浙江省机器人链 6 个环节，见到企业的 4 个；弱项 1 个，最重的是伺服电机（断点）"
    assert [one.node.name for one in found.worst] == ["伺服电机"]
    assert found.worst[0].first_remedy.startswith("培育邻近企业")
    assert [one.node.name for one in found.additions] == ["伺服电机"]
    assert [node.name for node in found.without_policy] == ["伺服电机"]
    assert sum(found.counts.values()) == 6


def test_a_page_says_what_is_not_known() -> None:
    world = well_recorded(rest=REST)
    world.firm("皖甲", "安徽", "body", by=THREE)
    found = page(world, "安徽")
    assert found.worst == ()
    assert any("数据不足以判断" in line for line in found.unknown)
    assert any(line.startswith("进口依赖") for line in found.unknown)
