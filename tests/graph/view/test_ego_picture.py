"""What stands around an entity."""

from graph.view.ego_picture import Tie, ego_svg


def test_who_acts_stands_left_and_what_is_acted_on_right() -> None:
    svg = ego_svg("甲", [Tie("供应", False, "乙", "Enterprise"), Tie("生产", True, "丙", "Technology")], "图")
    left, right = svg.index("乙</text>"), svg.index("丙</text>")
    assert 'text-anchor="end"' in svg[:left].rsplit("<text", 1)[1]
    assert 'text-anchor="start"' in svg[:right].rsplit("<text", 1)[1]


def test_what_is_not_stated_is_drawn_with_dashes() -> None:
    assert "stroke-dasharray" in ego_svg("甲", [Tie("生产", True, "丙", "Technology", planned=True)], "图")
    assert "stroke-dasharray" not in ego_svg("甲", [Tie("生产", True, "丙", "Technology")], "图")


def test_a_relation_is_named_once() -> None:
    svg = ego_svg("甲", [Tie("生产", True, name, "Technology") for name in "乙丙丁"], "图")
    assert svg.count(">生产<") == 1


def test_a_long_name_stands_in_two_lines() -> None:
    assert ego_svg("杭州样例谐动传动科技有限公司", [], "图").count("<text") == 2
