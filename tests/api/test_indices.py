from pathlib import Path

import pytest

from api.indices import known_indices, measure
from api.settings import Settings
from api.workspace import EmptyWorkspace, Workspace
from graph.analysis.indices.definition_file import bundled_indices
from graph.analysis.indices.measure import Asked
from tests.api.spaces import opened

OWN = """
id: platform-activity
name: 我的活跃度
source: 试验
normalisation: none
dimensions:
  - {id: d, name: d, indicators: [{id: a, name: 甲}]}
"""


def test_a_definition_in_the_workspace_goes_before_the_bundled_one(tmp_path: Path) -> None:
    (tmp_path / "indices").mkdir()
    (tmp_path / "indices" / "mine.yaml").write_text(OWN, encoding="utf-8")
    with opened(tmp_path) as workspace:
        found = {one.id: one.name for one in known_indices(workspace)}
    assert found["platform-activity"] == "我的活跃度"
    assert len(found) == len(bundled_indices())


def test_a_table_needs_no_graph_and_an_empty_workspace_is_told(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("地区,年份,指标,数值\n浙江,2020,投入产出比,2\n江苏,2020,投入产出比,4\n", encoding="utf-8")
    with Workspace(Settings(tmp_path / "w")) as workspace:
        report = measure(workspace, "input-output", Asked(), table)
        with pytest.raises(EmptyWorkspace):
            measure(workspace, "input-output", Asked())
    assert [(one.name, one.score) for one in report.units] == [("江苏省", 4.0), ("浙江省", 2.0)]


def test_every_bundled_index_can_be_asked_of_a_graph(space: Workspace) -> None:
    for index in bundled_indices():
        report = measure(space, index.id, Asked(draws=100))
        assert report.index.id == index.id
