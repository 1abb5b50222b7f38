from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.analysis.indices.definition_file import bundled_indices, find_index, indices_in, load_index
from ontology.errors import BadIndex, UnknownIndex
from tests.graph.analysis.indices.tables import raw_index


def written(folder: Path, raw: dict[str, Any]) -> Path:
    path = folder / f"{raw.get('id', 'x')}.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return path


def test_the_bundled_index_has_the_dimensions_and_indicators_of_its_report() -> None:
    index = find_index("全国工业互联网发展成效指数", bundled_indices())
    assert [one.name for one in index.dimensions] == ["基础能力", "技术创新", "产业发展", "应用推广", "发展环境"]
    assert [len(one.indicators) for one in index.dimensions] == [5, 3, 4, 3, 4]
    assert (index.base_year, index.weighting.published) == (2020, False)


def test_the_regional_index_has_the_same_leaves_and_a_rule_of_its_own() -> None:
    national, regional = (
        find_index(name, bundled_indices()) for name in ("industrial-internet", "industrial-internet-regions")
    )
    assert regional.dimensions == national.dimensions
    assert (regional.normalisation, regional.tiers, regional.level) == ("goalposts", 4, "province")


def test_every_bundled_index_says_where_it_comes_from_and_what_is_not_published() -> None:
    for index in bundled_indices():
        assert index.source
        assert "没有公布" in index.note
        assert index.weighting.published is False


def test_an_unknown_index_is_refused_with_those_like_it() -> None:
    with pytest.raises(UnknownIndex, match="platform-activity"):
        find_index("platform-activty", bundled_indices())


def test_no_folder_of_definitions_is_no_definitions(tmp_path: Path) -> None:
    assert indices_in(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"normalisation": "magic"}, "normalisation"),
        ({"normalisation": "base-period"}, "base_year"),
        ({"normalisation": "zscore", "aggregation": "geometric"}, "几何平均"),
        ({"source": ""}, "source"),
        ({"dimensions": []}, "dimensions"),
        ({"colour": "red"}, "colour"),
        ({"weights": {"dimensions": "given"}}, "weight"),
        ({"weights": {"dimensions": "ahp"}}, "判断矩阵"),
        ({"weights": {"dimensions": "ahp", "experts": {"dimensions": [[[1, 3], [3, 1]]]}}}, "互反"),
        ({"efficiency": {"inputs": ["nothing"], "outputs": ["a"]}}, "efficiency.inputs"),
        ({"efficiency": "a"}, "efficiency"),
        ({"efficiency": {"inputs": 1, "outputs": ["a"]}}, "efficiency"),
        ({"weights": "equal"}, "weights"),
        ({"weights": {"dimensions": "ahp", "experts": [1]}}, "weights"),
        ({"tiers": "4"}, "tiers"),
        ({"tiers": 0}, "tiers"),
        ({"level": "省"}, "province"),
        ({"published": "小指数"}, "published"),
        ({"note": 3}, "note"),
    ],
)
def test_what_is_wrong_with_a_definition_is_told(changes: dict[str, Any], word: str, tmp_path: Path) -> None:
    with pytest.raises(BadIndex, match=word):
        load_index(written(tmp_path, raw_index(**changes)))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"code": "no-such-code"}, "no-such-code"),
        ({"direction": 2}, "direction"),
        ({"goalposts": [5, 1]}, "goalposts"),
        ({"id": "b"}, "2 次"),
        ({"color": "red"}, "color"),
        ({"names": "指标"}, "names"),
        ({"code": ["x"]}, "a：code"),
    ],
)
def test_what_is_wrong_with_an_indicator_is_told(change: dict[str, Any], word: str, tmp_path: Path) -> None:
    raw = raw_index()
    raw["dimensions"][0]["indicators"][0] |= change
    with pytest.raises(BadIndex, match=word):
        load_index(written(tmp_path, raw))


def test_judgements_may_be_written_as_fractions(tmp_path: Path) -> None:
    ways = {"dimensions": "ahp", "experts": {"dimensions": [[[1, 3], ["1/3", 1]]]}}
    assert load_index(written(tmp_path, raw_index(weights=ways))).weighting.experts["dimensions"][0][1][0] == 1 / 3


def test_one_s_own_weights_over_a_bundled_definition_of_the_same_id_are_a_few_lines(tmp_path: Path) -> None:
    own = {"id": "platform-activity", "like": "platform-activity", "weights": {"indicators": "entropy"}}
    index = load_index(written(tmp_path, own))
    bundled = find_index("platform-activity", bundled_indices())
    assert (index.weighting.indicators, index.dimensions) == ("entropy", bundled.dimensions)


def test_definitions_that_are_like_each_other_are_refused(tmp_path: Path) -> None:
    first = written(tmp_path, {"id": "a", "like": "b"})
    written(tmp_path, {"id": "b", "like": "a"})
    with pytest.raises(BadIndex, match="绕回"):
        load_index(first)


def test_a_definition_like_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadIndex, match="like"):
        load_index(written(tmp_path, {"id": "x", "like": "nothing"}))
