from datetime import date
from pathlib import Path

import pytest

from ingest.cards import bundled_cards, make_card
from ingest.editions import Edition, edition_of

CARD = """
source: {name: 名录, kind: registry, published: 2026-06-30}
tables:
  - {file: "*.csv", REGISTER things: {firm: {class: Enterprise, name: 名称}}}
  - {file: "*.csv", things: {firm: {class: Enterprise, name: 别名}}}
"""


def edition(path: str, *others: str, register: str = "", place: int = 0) -> Edition:
    card = make_card(CARD.replace("REGISTER", f"register: {register}," if register else ""), name="c")
    files = [(table, Path(name)) for table in card.tables for name in (path, *others)]
    return edition_of(card, card.tables[place], Path(path), files)


def test_a_file_of_the_same_name_is_an_edition_of_the_same_register_wherever_it_lies() -> None:
    assert edition("2025/firms.csv") == edition("2026/firms.csv")
    assert edition("firms.csv") != edition("others.csv")


def test_two_files_of_one_name_under_one_card_are_two_registers() -> None:
    first = edition("a/firms.csv", "b/firms.csv")
    assert first != edition("b/firms.csv", "a/firms.csv")


def test_two_tables_of_a_card_that_read_one_file_are_two_registers() -> None:
    assert edition("firms.csv") != edition("firms.csv", place=1)


def test_two_queries_of_a_card_are_two_registers_wherever_they_are_fetched_to() -> None:
    table = "{database: 'sqlite:///x.db', query: SELECT 1, things: {firm: {class: Enterprise, name: 名称}}}"
    card = make_card(f"source: {{name: 名录, kind: registry}}\ntables: [{table}, {table}]", name="c")

    def registers(*folders: str) -> list[str]:
        files = [(one, Path(folder) / "query.parquet") for one, folder in zip(card.tables, folders, strict=True)]
        return [edition_of(card, *one, files).register for one in files]

    first, second = registers("a", "b")
    assert first != second
    assert registers("c", "d") == [first, second]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("名录2025.csv", date(2025, 12, 31)),
        ("firms-2025-02.csv", date(2025, 2, 28)),
        ("firms_20250630.csv", date(2025, 6, 30)),
        ("2025年6月名录.csv", date(2025, 6, 30)),
        ("名录2025-13.csv", date(2025, 12, 31)),
        ("名录.csv", date(2026, 6, 30)),
    ],
)
def test_a_named_register_takes_the_day_of_each_edition_from_its_file(name: str, day: date) -> None:
    assert edition(name, register="企业名录").published == day


def test_a_named_register_is_one_whatever_its_files_are_called() -> None:
    assert edition("a-2025.csv", register="甲").register == edition("b-2026.csv", register="甲").register


def test_tables_that_a_bundled_card_fits_are_no_editions_of_each_other() -> None:
    card = bundled_cards()[0]
    assert edition_of(card, card.tables[0], Path("firms.csv"), []).register == ""
