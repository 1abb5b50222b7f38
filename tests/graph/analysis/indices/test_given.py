import numpy as np
import pyarrow as pa
import pytest

from graph.analysis.indices.definition_file import bundled_indices, find_index
from graph.analysis.indices.given import given_values
from ontology.errors import BadIndexValues
from tests.graph.analysis.indices.tables import an_index, table_of


def test_regions_are_known_by_any_name_and_indicators_by_id_or_name() -> None:
    index = an_index()
    values = given_values(
        table_of(("浙江", "2023", "a", "1,200"), ("浙江省", "2023年", "指标乙", "3%"), ("甲厂", "2023", "c", "7")),
        index,
    )
    assert {one.id for one in values.units} == {"reg:330000", "甲厂"}
    row = [one.id for one in values.units].index("reg:330000")
    assert values.cube[0, row].tolist() == pytest.approx([1200, 3, float("nan")], nan_ok=True)


def test_an_indicator_may_be_named_as_the_catalogue_names_it() -> None:
    index = find_index("industrial-internet", bundled_indices())
    values = given_values(table_of(("中国", "2020", "5G基站总数", "70"), ("中国", "2020", "工业APP数", "9")), index)
    assert values.cube[0, 0, 0] == 70
    assert any("1 行不是本指数的指标" in note for note in values.notes)


def test_blank_figures_are_missing_ones() -> None:
    values = given_values(
        table_of(("浙江", "2023", "a", "1"), ("浙江", "2023", "b", ""), ("浙江", "2023", "c", "—")), an_index()
    )
    assert np.isnan(values.cube[0, 0]).tolist() == [False, True, True]


def test_two_figures_for_one_place_are_said() -> None:
    values = given_values(table_of(("浙江", "2023", "a", "1"), ("浙江", "2023", "a", "2")), an_index())
    assert any("互相不同" in note for note in values.notes)


def test_a_figure_that_cannot_be_read_is_named_with_its_row() -> None:
    with pytest.raises(BadIndexValues, match=r"第 3 行 '2023' '多'"):
        given_values(table_of(("浙江", "2023", "a", "1"), ("浙江", "2023", "b", "多")), an_index())
    with pytest.raises(BadIndexValues, match="inf"):
        given_values(table_of(("浙江", "2023", "a", "inf")), an_index())
    with pytest.raises(BadIndexValues, match="以后"):
        given_values(table_of(("浙江", "以后", "a", "1")), an_index())


def test_a_table_without_a_column_is_refused() -> None:
    with pytest.raises(BadIndexValues, match="value"):
        given_values(pa.table({"unit": ["浙江"], "period": ["2023"], "indicator": ["a"]}), an_index())
