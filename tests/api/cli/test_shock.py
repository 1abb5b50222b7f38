from tests.api.conftest import Command


def test_a_node_that_fails_is_told_with_losses_and_the_facts_behind_them(asked: Command) -> None:
    found = asked("shock", "--remove", "减速器", "--json").json
    assert {one["kind"] for one in found["removed"]} == {"环节"}
    assert found["direct"] < found["loss"] < 1
    assert found["evidence"]
    assert found["tainted"]
    assert asked("evidence", *found["evidence"][:2]).status == 0


def test_only_the_makers_of_a_region_fail_where_one_is_named(asked: Command) -> None:
    everywhere = asked("shock", "--remove", "减速器", "--json").json
    there = asked("shock", "--remove", "减速器", "--region", "浙江", "--json").json
    assert sum(one["firms"] for one in there["removed"]) < sum(one["firms"] for one in everywhere["removed"])


def test_a_shock_is_told_in_words(asked: Command) -> None:
    told = asked("shock", "--remove", "浙江").out
    assert "移除 浙江省" in told
    assert "停止规则" in told


def test_the_firms_whose_failure_costs_most_are_listed(asked: Command) -> None:
    found = asked("shock", "--top", "3", "--json").json["ranking"]
    assert len(found) == 3
    assert found[0]["loss"] >= found[1]["loss"] >= found[2]["loss"]
    assert "单独失效时影响最大" in asked("shock", "--top", "3").out


def test_what_stands_for_no_firm_is_refused(asked: Command) -> None:
    assert asked("shock", "--remove", "西藏", "--json").status == 1
    assert "无从移除" in asked("shock", "--remove", "西藏").err


def test_either_what_fails_or_how_many_is_asked(asked: Command) -> None:
    assert asked("shock").status == 2
    assert asked("shock", "--remove", "浙江", "--top", "3").status == 2


def test_firms_that_fail_together_and_a_second_source_are_told(asked: Command) -> None:
    found = asked("shock", "--worst", "2", "--json").json
    assert found["loss"] >= found["firms"][0]["alone"]
    assert "一起失效影响最大的 2 家" in asked("shock", "--worst", "2").out
    firm = found["firms"][0]["name"]
    options = asked("shock", "--second-source", firm, "--json").json
    assert options["firm"]["name"] == firm
    assert [one["saved"] for one in options["options"]] == sorted(one["saved"] for one in options["options"])[::-1]
    assert "失效：损失全部产出的" in asked("shock", "--second-source", firm).out
