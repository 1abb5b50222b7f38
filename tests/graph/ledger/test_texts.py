"""A document as it was read, with the places that facts rest on."""

from pathlib import Path

import pytest

from graph.ledger import Ledger
from graph.ledger.texts import document_text
from ontology.errors import UnknownDocument
from tests.graph.said import REGISTER, Said, code, document, firm


def test_a_document_is_given_with_its_source_and_the_places_of_its_evidence(tmp_path: Path) -> None:
    said = Said().attribute(firm("杭州样例甲机电有限公司", code(1), "reg:330100"), "address", "甲路1号")
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.record(document("a"), REGISTER, said.batch())
        found = document_text(ledger, document("a").id)
    assert (found.source, found.publisher) == ("企业名录", "某市工信局")
    assert found.spans
    assert found.rejects == ()


def test_a_document_that_is_not_there_is_told(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.duckdb") as ledger, pytest.raises(UnknownDocument):
        document_text(ledger, "doc:none")
