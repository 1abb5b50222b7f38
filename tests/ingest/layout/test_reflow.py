from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.furniture import furniture
from ingest.layout.lines import split_lines, usual
from ingest.layout.reflow import reflow_lines
from ingest.parts import Part
from ontology.facts import BlockKind

WRAPPED = """某市绿色食品产业链工作总结

　　全年聚焦粮油精深加工、水产品加工和预制菜三个方向，实现规模以上
产值412.8亿元，同比增长7.9%，新增规上企业23家，链主企业稳步壮大，
配套能力明显增强。
　　一、项目建设稳步推进。全年实施亿元以上项目31个，完成投资58.
6亿元，其中粮油项目9个，水产项目12个，预制菜项目10个，均按计划推
进。
"""
LINES = st.text(st.sampled_from("工业大数据平台企业，。、；：（）一二1２3.Ａa -\u3000"), max_size=40)


def reflow(raw: str) -> tuple[Part, ...]:
    return reflow_lines(raw, list(split_lines(raw)))


def test_wrapped_lines_become_paragraphs() -> None:
    parts = reflow(WRAPPED)
    assert parts[0].kind is BlockKind.TITLE
    assert parts[1].text.endswith("链主企业稳步壮大，配套能力明显增强。")


def test_a_number_cut_at_the_margin_is_whole_again() -> None:
    assert "完成投资58.6亿元" in reflow(WRAPPED)[2].text


def test_text_dumped_with_an_empty_line_after_every_line_is_joined() -> None:
    dumped = "\n\n".join(line for line in WRAPPED.replace("　　", "").splitlines() if line)
    assert any("规模以上产值412.8亿元" in part.text for part in reflow(dumped))


def test_lines_of_a_text_that_was_never_wrapped_stay_apart() -> None:
    parts = reflow("第一段说明平台建设情况。\n第二段说明企业上云情况，比第一段长出许多，但仍是一段。\n第三段。")
    assert len(parts) == 3


def test_a_title_and_the_number_under_it_are_two_blocks() -> None:
    title, number = "样例工业机器人产业链强链补链行动方案（2026—2028年）", "样工信发〔2026〕8号"
    parts = reflow(f"本文为演示而编写。\n\n{title}\n{number}\n\n各有关单位：\n")
    assert [part.text for part in parts][1:3] == [title, number]


def test_a_stretch_that_was_wrapped_at_its_own_margin_is_one_paragraph() -> None:
    row = "工业互联网平台把设备和订单连在一起并且带动上下游企业一同改造"
    raw = f"{row}，\n{row}，\n稳步发展。\n\n另一段说的是别的事。\n\n第三段。\n"
    assert reflow(raw)[0].text.endswith("稳步发展。")


def test_a_heading_over_two_lines_is_one_heading() -> None:
    body = "工业互联网产业规模持续增长已经成为新的增长点并且带动上下游企业\n" * 6 + "稳步发展。\n"
    parts = reflow(f"{body}二、工业互联网成效指数是反映各方面建设水平的综合评\n估指标\n{body}")
    assert any(p.kind is BlockKind.HEADING and p.text.endswith("综合评估指标") for p in parts)


@given(st.lists(LINES, max_size=30).map("\n".join))
def test_every_character_stands_where_its_origin_says(raw: str) -> None:
    for part in reflow(raw):
        assert len(part.origin) == len(part.text)
        assert all(usual(raw[at]) == c for at, c in zip(part.origin, part.text, strict=True))


@given(st.lists(LINES, max_size=30).map("\n".join))
def test_nothing_but_furniture_and_blanks_is_lost(raw: str) -> None:
    lines = list(split_lines(raw))
    dropped = furniture(raw, lines)
    kept = "".join(usual(raw[line.start : line.end]) for i, line in enumerate(lines) if i not in dropped)
    found = "".join(part.text for part in reflow(raw))
    assert Counter(kept.replace(" ", "")) == Counter(found.replace(" ", ""))


@pytest.mark.shared
def test_real_dumps_read_with_every_place_kept(shared: Path) -> None:
    for file in sorted((shared / "corpus").glob("*.txt")):
        raw = file.read_text(encoding="utf-8")
        for part in reflow(raw):
            assert all(usual(raw[at]) == c for at, c in zip(part.origin, part.text, strict=True))


def test_a_numbered_item_goes_on_behind_a_line_that_figures_made_short() -> None:
    first = (
        "1. 全市轴承产业实现营业收入三百八十六亿元比上年增长百分之九其中高精度\n"
        "轴承增长17.25%，产品出口到132个国家和地区的1200多家用\n户，集群入选省级名单。"
    )
    second = "2. 力争全市轴承产业规模突破六百亿元，并培育国家级专精特新小巨人企业和\n单项冠军。"
    assert [part.text[:2] for part in reflow(f"{first}\n{second}\n")] == ["1.", "2."]


def test_names_of_a_list_that_are_about_as_long_stay_apart() -> None:
    names = [
        "甲市恒岳传动科技有限公司",
        "乙县新芯微电子股份有限公司",
        "丙区海蓝水处理设备有限公司",
        "丁市天工机床集团有限公司",
    ]
    assert [part.text for part in reflow("\n".join(["入选名单", *names]))] == ["入选名单", *names]
