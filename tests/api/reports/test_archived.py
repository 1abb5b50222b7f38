import json

from api.reports.archived import read_result, write_result
from api.reports.making import Report


def test_a_result_comes_back_as_it_was(report: Report) -> None:
    assert read_result(json.loads(write_result(report.result))) == report.result


def test_a_result_of_another_shape_is_told_and_not_guessed(report: Report) -> None:
    raw = json.loads(write_result(report.result))
    del raw["findings"]["coverage"]

    assert read_result(raw) is None
    assert read_result([]) is None
