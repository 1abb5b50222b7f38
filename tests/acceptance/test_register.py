"""A real register of 10,000 rows: what is wrong in it is reported as what it is."""

from collections import Counter

import pytest

from ontology.schema import EntityClass
from tests.acceptance.conftest import Ingested

pytestmark = pytest.mark.shared


def test_every_row_of_the_register_is_read(register: Ingested) -> None:
    assert (register.result.tables, register.result.rows) == (1, 10_000)


def test_wrong_missing_and_shared_codes_are_told_apart(register: Ingested) -> None:
    found = Counter(reject.reason.split(" · ")[0] for reject in register.result.rejects)
    assert found["统一社会信用代码校验不符"] == 24
    assert found["缺统一社会信用代码"] == 119
    assert found["一码多名"] == 9


def test_a_reject_names_the_file_and_the_row(register: Ingested) -> None:
    assert all("companies.xlsx:" in reject.where for reject in register.result.rejects)


def test_firms_with_a_code_are_known_by_it(register: Ingested) -> None:
    firms = register.workspace.view.nodes(EntityClass.ENTERPRISE)
    codes = [code for code in firms["code"].to_pylist() if code]
    assert len(codes) == len(set(codes)) > 9_800
