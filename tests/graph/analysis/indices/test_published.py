"""What our calculation gives beside the figures that two reports print, read from them in place."""

import re
from pathlib import Path

import pytest

from graph.analysis.indices.definition_file import bundled_indices, find_index
from graph.analysis.indices.measure import Asked, measure_index
from graph.analysis.indices.report import IndexReport
from graph.analysis.indices.values import Figure, block_of
from graph.analysis.results import Named
from ontology.values.regions import find_region

pytestmark = pytest.mark.shared
CHINA = Named("reg:100000", "中国")
DIMENSIONS = ("基础能力", "技术创新", "产业发展", "应用推广", "发展环境")


def plain(path: Path) -> str:
    return re.sub(r"\s+", "", path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report_2024(shared: Path) -> str:
    return plain(shared / "corpus" / "003_93c01134122aeb91.txt")


@pytest.fixture(scope="module")
def paper_2021(shared: Path) -> str:
    return (shared / "corpus" / "004_44eaf4aca0aa6ea5.txt").read_text(encoding="utf-8")


def printed(text: str, pattern: str) -> float:
    found = re.search(pattern, text)
    assert found, pattern
    return float(found[1])


@pytest.fixture(scope="module")
def dimensions_2023(report_2024: str) -> dict[str, float]:
    patterns = {name: rf"{name}指数(?:从100提升至|为|达|从2020年的100上涨至2023的)(\d+)" for name in DIMENSIONS}
    return {name: printed(report_2024, pattern) for name, pattern in patterns.items()}


def measured(dimensions: dict[str, float]) -> IndexReport:
    """The national index where every indicator of a dimension has grown as the dimension is printed to have."""
    index = find_index("industrial-internet", bundled_indices())
    places = enumerate(zip(index.indicators, index.dimension_of, strict=True))
    leaves = [(column, index.dimensions[home].name) for column, (_, home) in places]
    figures = [Figure(CHINA, 2020, column, 100.0) for column, _ in leaves]
    figures += [Figure(CHINA, 2023, column, dimensions[name]) for column, name in leaves]
    return measure_index(index, block_of(index, figures), Asked(since=2020))


def test_the_dimensions_come_out_as_printed(dimensions_2023: dict[str, float]) -> None:
    assert dimensions_2023 == {"基础能力": 311, "技术创新": 211, "产业发展": 216, "应用推广": 182, "发展环境": 296}
    found = measured(dimensions_2023).units[0]
    assert {one.name: one.score for one in found.dimensions} == pytest.approx(dimensions_2023)


def test_equal_weights_come_within_four_per_cent_of_the_printed_whole(
    report_2024: str, dimensions_2023: dict[str, float]
) -> None:
    whole = printed(report_2024, r"发展成效指数从100提升至(\d+)")
    found = measured(dimensions_2023).units[0].score
    assert (whole, found) == (235, pytest.approx(243.2))
    assert (whole / 100) ** (1 / 3) - 1 == pytest.approx(printed(report_2024, r"年均增长率为(\d+)%") / 100, abs=5e-3)


def test_the_printed_share_of_growth_tells_the_weight_that_was_not_published(
    report_2024: str, dimensions_2023: dict[str, float]
) -> None:
    """Share = weight x growth of the dimension / growth of the whole; the other four alike come to 235.6."""
    share = (
        printed(report_2024, r"整体指数增幅的贡献率高达(?:13中国工业互联网发展成效评估报告（2024年）)?(\d+\.\d)%") / 100
    )
    weight = share * (235 - 100) / (dimensions_2023["基础能力"] - 100)
    assert weight == pytest.approx(0.111, abs=5e-4)
    others = sum(dimensions_2023[name] for name in DIMENSIONS[1:]) / 4
    assert weight * dimensions_2023["基础能力"] + (1 - weight) * others == pytest.approx(235, abs=1)


def growth_figures(paper: str) -> list[Figure]:
    rows = re.findall(r"(?:^|\t)(\d{1,2})\t([\u4e00-\u9fff]{2,3})\t(\d+\.\d)(?=\t|\n)", paper, re.MULTILINE)
    places = [(find_region(name), float(value)) for _, name, value in rows]
    return [Figure(Named(one.id, one.name), 2020, -1, value) for one, value in places if one]


def test_the_printed_table_of_31_provinces_has_our_order_and_three_tiers(paper_2021: str) -> None:
    index = find_index("driven-growth", bundled_indices())
    report = measure_index(index, block_of(index, growth_figures(paper_2021)))
    assert (report.method.basis, len(report.units), report.method.tiers) == ("published", 31, 3)
    assert [one.name for one in report.units[:3]] == ["山东省", "江苏省", "广东省"]
    assert [one.rank for one in report.units[:23]] == list(range(1, 24))
    assert [one.rank for one in report.units[23:26]] == [24, 24, 24]  # 22.3 each; the table numbers them on
    assert sum(one.tier == 1 for one in report.units) == 11


def test_activity_against_its_own_base_year_has_grown_as_printed(paper_2021: str) -> None:
    rows = re.findall(r"^(20\d\d)\t(\d+\.\d)$", paper_2021, re.MULTILINE)
    activity = {int(year): float(value) for year, value in rows}
    assert activity == {2018: 55.3, 2019: 62.4, 2020: 60.8, 2021: 67.6}
    told = printed(paper_2021, r"比2018年提升了(\d+\.\d)%")
    assert 100 * (activity[2021] / activity[2018] - 1) == pytest.approx(told, abs=0.05)


def test_the_printed_shares_of_projects_follow_from_their_counts(paper_2021: str) -> None:
    rows = re.findall(r"为(\d+)项、(\d+)项和(\d+)项，[占分别比]*(\d+)%、(\d+)%、(\d+)%", paper_2021)
    assert len(rows) == 3
    for row in rows:
        counts, shares = list(map(int, row[:3])), list(map(int, row[3:]))
        assert [round(100 * count / sum(counts)) for count in counts] == shares
