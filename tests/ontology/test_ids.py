"""The same input gives the same id, and different input a different one."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import BadIdentity
from ontology.ids import PREFIXES, class_of, document_id, entity_id, short_hash, short_hash_sql
from ontology.schema import EntityClass

CODE = "913300001429434421"


def test_a_firm_with_a_valid_code_is_known_by_it() -> None:
    assert entity_id(EntityClass.ENTERPRISE, code="91330000-142943442-1", folded="某公司") == f"ent:{CODE}"


def test_a_firm_with_a_wrong_code_is_known_by_its_name() -> None:
    wrong = CODE[:-1] + "2"
    by_name = entity_id(EntityClass.ENTERPRISE, folded="某公司")
    assert entity_id(EntityClass.ENTERPRISE, code=wrong, folded="某公司") == by_name


def test_namesakes_are_told_apart() -> None:
    zhejiang = entity_id(EntityClass.ENTERPRISE, folded="某公司", telling="reg:330000")
    assert zhejiang != entity_id(EntityClass.ENTERPRISE, folded="某公司", telling="reg:320000")


def test_public_codes_make_readable_ids() -> None:
    assert entity_id(EntityClass.REGION, code="330000") == "reg:330000"
    assert entity_id(EntityClass.INDUSTRY, code="C3913") == "ind:C3913"
    assert entity_id(EntityClass.CHAIN_NODE, code="industrial-robot/reducer") == "node:industrial-robot/reducer"


def test_ids_do_not_change_between_versions() -> None:
    assert document_id(b"") == "doc:e3b0c44298fc1c14"
    assert entity_id(EntityClass.POLICY, folded="某办法") == "pol:" + short_hash("某办法", "")
    assert short_hash("a", "b") == "f04cdced9736a69d"


def test_a_thing_without_code_and_name_has_no_id() -> None:
    with pytest.raises(BadIdentity):
        entity_id(EntityClass.ENTERPRISE, code="0" * 18)


def test_every_class_has_its_own_prefix() -> None:
    assert set(PREFIXES) == set(EntityClass)
    assert len(set(PREFIXES.values())) == len(EntityClass)


@given(st.sampled_from(EntityClass), st.text(min_size=1), st.text())
def test_the_prefix_tells_the_class(cls: EntityClass, folded: str, telling: str) -> None:
    assert class_of(entity_id(cls, folded=folded, telling=telling)) is cls


@pytest.mark.parametrize("text", ["", "ent", "ent:", "foo:1"])
def test_what_is_no_id_has_no_class(text: str) -> None:
    assert class_of(text) is None


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=3))
def test_the_database_hashes_as_python_does(parts: list[str]) -> None:
    columns = [f"part{place}" for place in range(len(parts))]
    asked = ", ".join(f"? AS {column}" for column in columns)
    query = f"SELECT {short_hash_sql(*columns)} FROM (SELECT {asked})"
    assert duckdb.execute(query, parts).fetchone() == (short_hash(*parts),)
