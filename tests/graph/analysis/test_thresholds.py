from pathlib import Path

import pytest

from graph.analysis.thresholds import Thresholds, load_thresholds
from ontology.errors import BadInput, UnknownWord


def test_without_a_file_the_proposed_limits_hold(tmp_path: Path) -> None:
    assert load_thresholds(tmp_path / "thresholds.yaml") == Thresholds()


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.yaml"
    path.write_text("break_at: 0.9\n", encoding="utf-8")
    assert load_thresholds(path) == Thresholds(break_at=0.9)


@pytest.mark.parametrize(("text", "error"), [("brake_at: 0.9", UnknownWord), ("break_at: 高", BadInput)])
def test_a_name_or_value_that_cannot_be_used_is_told(tmp_path: Path, text: str, error: type[Exception]) -> None:
    path = tmp_path / "thresholds.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error):
        load_thresholds(path)
