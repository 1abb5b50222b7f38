import sqlite3
from pathlib import Path

import pytest

from ingest.cards import make_card
from ingest.table_files import open_card
from ontology.errors import BadCard, DatabaseUnreachable

pytest.importorskip("sqlalchemy", reason="the extra [sql] is not installed")


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "register.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE firms (id INTEGER PRIMARY KEY, name TEXT, capital REAL, city TEXT)")
        rows = [(2, "乙公司", 1.5, None), (1, "甲公司", 300.0, "杭州市"), (3, None, None, "宁波市")]
        connection.executemany("INSERT INTO firms VALUES (?, ?, ?, ?)", rows)
    return f"sqlite:///{path}"


def card(database: str, place: str) -> str:
    return f"""
source: {{name: 名录, kind: registry}}
tables:
  - database: "{database}"
    {place}
    things:
      firm: {{class: Enterprise, name: name, properties: {{capital: capital}}}}
"""


def attributes(text: str) -> list[tuple[str, str]]:
    (table,) = open_card(make_card(text, name="c")).mapped()
    (batch,) = table.batches
    names = batch.mentions["name"].to_pylist()
    return [(names[row["mention"]], row["value"]) for row in batch.attributes.to_pylist()]


def test_rows_of_a_table_come_in_the_order_of_its_key(database: str) -> None:
    assert attributes(card(database, "table: firms")) == [("甲公司", "300"), ("乙公司", "1.5")]


def test_a_query_says_which_rows(database: str) -> None:
    assert attributes(card(database, "query: SELECT name, capital FROM firms WHERE capital > 100")) == [
        ("甲公司", "300")
    ]


def test_columns_of_one_name_are_told_apart_as_those_of_files_are(database: str) -> None:
    query = "query: SELECT f.name, g.name, f.capital FROM firms f JOIN firms g ON g.id = f.id + 1 WHERE f.id = 1"
    assert attributes(card(database, query).replace("name: name", "name: name_2")) == [("乙公司", "300")]


def test_an_address_may_stand_in_the_environment(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWN_REGISTER", database)
    assert len(attributes(card("env:OWN_REGISTER", "table: firms"))) == 2


def test_equal_content_is_the_same_document(database: str) -> None:
    text = card(database, "table: firms")
    first, second = (next(open_card(make_card(text, name="c")).mapped()).document.id for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "place", ["query: DELETE FROM firms", "query: DROP TABLE firms", "table: nobody", "query: SELEC"]
)
def test_what_writes_or_does_not_exist_is_refused_and_changes_nothing(database: str, place: str) -> None:
    with pytest.raises(DatabaseUnreachable):
        attributes(card(database, place))
    assert len(attributes(card(database, "table: firms"))) == 2


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match="no such file"):
        attributes(card(f"sqlite:///{tmp_path}/none.db", "table: firms"))
    assert not (tmp_path / "none.db").exists()


def test_a_password_is_not_told() -> None:
    with pytest.raises(DatabaseUnreachable) as told:
        attributes(card("nodialect://reader:secret@host/base", "table: firms"))
    assert "secret" not in str(told.value)


def test_a_database_needs_a_table_or_a_query(database: str) -> None:
    with pytest.raises(BadCard, match="table"):
        make_card(card(database, ""), name="c")
