"""A person may say what is meant by id, code, name, or the key of a writing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.derive import derive
from graph.ledger import Ledger
from graph.ledger.meaning import mentions_meant
from ontology.errors import AmbiguousName, UnknownEntity
from ontology.schema import Relation
from tests.graph.said import NEWS, Said, code, document, firm, product


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    said = Said().claim(firm("杭州样例甲机电有限公司", code(1), "reg:330100"), Relation.PRODUCES, product("减速器"))
    said.attribute(firm("杭州样例甲机电有限公司", code(1), "reg:330100"), "former_name", "样例老厂")
    said.alone(firm("样例同名厂", region="reg:330100"), firm("样例同名厂", region="reg:320100"))
    with Ledger(tmp_path / "ledger.duckdb") as opened:
        opened.record(document("a"), NEWS, said.batch())
        derive(opened)
        yield opened


def meant(ledger: Ledger, word: str) -> list[str]:
    with ledger.transaction() as connection:
        return mentions_meant(connection, word)


def test_a_thing_is_known_by_its_id_code_name_former_name_and_the_start_of_its_key(ledger: Ledger) -> None:
    (key,) = meant(ledger, f"ent:{code(1)}")
    words = (code(1), code(1).lower(), "杭州样例甲机电有限公司", " 杭州 样例甲机电有限公司", "样例老厂", key, key[:13])
    assert [meant(ledger, word) for word in words] == [[key]] * len(words)


def test_a_name_of_two_firms_is_told_with_both(ledger: Ledger) -> None:
    with pytest.raises(AmbiguousName) as told:
        meant(ledger, "样例同名厂")
    assert told.value.hint.count("ent:") == 2
    assert "reg:330100" in told.value.hint


def test_an_unknown_name_is_told_with_names_like_it(ledger: Ledger) -> None:
    with pytest.raises(UnknownEntity) as told:
        meant(ledger, "杭州样例甲机械有限公司")
    assert "杭州样例甲机电有限公司" in told.value.hint


@pytest.mark.parametrize("word", ["", "  ", "ent:", "0" * 36, "deadbeef-0000", "'; DROP TABLE mentions; --"])
def test_words_that_mean_nothing_are_unknown(ledger: Ledger, word: str) -> None:
    with pytest.raises(UnknownEntity):
        meant(ledger, word)
