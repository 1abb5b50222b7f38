from pathlib import Path

import pytest

from ingest.card_checks import check_columns
from ingest.cards import Card, bundled_cards, find_cards, fitting_card, load_card, make_card
from ontology.errors import BadCard, UnknownWord
from ontology.schema import SourceKind

CARD = """
source: {name: 样本名录, publisher: 某市工信局, licence: 内部, kind: registry, published: 2026-06-30}
tables:
  - file: companies.csv.gz
    rows: {at_least: 1000}
    things:
      firm: {class: Enterprise, name: full_name, aliases: [short_name], code: credit_code, region: city,
             keys: {stock_code: code},
             properties: {founded: {column: listed_on, as: date}, status: {column: 登记状态, as: status}}}
      product: {class: Technology, name: product}
    facts:
      - {subject: firm, relation: produces, object: product, properties: {share: {column: revenue_share, as: ratio}}}
    observations:
      - {about: firm, indicator: 营业收入, value: revenue, unit: 万元, period: year}
  - file: branches.csv
    things:
      firm: {class: Enterprise, from: companies.csv.gz, on: company_code}
"""
EXAMPLES = Path(__file__).parents[2] / "examples" / "cards"


def card_with(old: str, new: str) -> Card:
    assert old in CARD
    return make_card(CARD.replace(old, new), name="x.card.yaml")


def test_the_card_of_the_manual_is_accepted() -> None:
    card = make_card(CARD, name="x.card.yaml")
    table = card.tables[0]
    assert table.things["firm"].properties["founded"].as_ == "date"
    assert table.rows.at_least == 1000
    assert card.tables[1].things["firm"].on == "company_code"
    assert str(card.facts_source().published) == "2026-06-30"


def test_a_card_knows_the_columns_it_names() -> None:
    columns = make_card(CARD, name="x").tables[0].columns()
    assert columns[:3] == ("full_name", "short_name", "credit_code")
    assert {"revenue", "revenue_share", "登记状态"} <= set(columns)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("class: Technology", "class: Technolgy", ["类", "Technolgy", "Technology", "companies.csv.gz"]),
        ("relation: produces", "relation: produce", ["关系", "produces"]),
        ("as: ratio", "as: ration", ["转换器", "ratio"]),
        ("object: product,", "object: produkt,", ["事物", "product"]),
        ("about: firm", "about: frm", ["事物", "firm"]),
        ("aliases:", "aliasses:", ["字段", "aliases"]),
        ("kind: registry", "kind: registy", ["来源类别", "registry"]),
        ("rows: {", "row: {", ["字段", "rows"]),
        ("from: companies.csv.gz", "from: company.csv.gz", ["表", "companies.csv.gz"]),
    ],
)
def test_an_unknown_word_is_an_error_that_names_the_nearest_known_one(old: str, new: str, words: list[str]) -> None:
    with pytest.raises(UnknownWord) as caught:
        card_with(old, new)
    assert all(word in caught.value.message for word in [*words, "x.card.yaml"])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("relation: produces", "relation: supplies", ["supplies", "Enterprise", "Technology"]),
        ("name: product}", "aliases: [product]}", ["name", "from"]),
        (", on: company_code", "", ["from", "on"]),
        ("tables:", "tables: [", ["YAML"]),
        ("name: product}", "name: {column: product, as: list}, code: pcode}", ["list"]),
    ],
)
def test_a_card_that_makes_no_sense_says_where(old: str, new: str, words: list[str]) -> None:
    with pytest.raises(BadCard) as caught:
        card_with(old, new)
    assert all(word in caught.value.message for word in words)


@pytest.mark.parametrize("file", ["../other.csv", "a/../../other.csv", "/etc/passwd", "..\\other.csv", "C:/other.csv"])
def test_a_card_cannot_reach_files_outside_its_places(file: str) -> None:
    with pytest.raises(BadCard, match="leads out"):
        card_with("file: branches.csv", f"file: '{file}'")


def test_a_card_may_name_files_below_its_places() -> None:
    assert card_with("file: branches.csv", "file: 'deep/branches-*.csv'").tables[1].file == "deep/branches-*.csv"


def test_a_column_that_the_file_does_not_have_is_an_error_with_the_nearest_one() -> None:
    card = make_card(CARD, name="x.card.yaml")
    with pytest.raises(UnknownWord, match="full_nam"):
        check_columns(card, card.tables[0], ["full_nam", "short_name", "__row__"], "companies.csv.gz")


def test_self_declared_may_be_written_with_a_hyphen() -> None:
    assert card_with("kind: registry", "kind: self-declared").facts_source().kind == SourceKind.SELF_DECLARED


def test_cards_beside_tables_are_found_by_their_ending(tmp_path: Path) -> None:
    for name in ("b.card.yaml", "a.card.yaml", "other.yaml"):
        (tmp_path / name).write_text(CARD, encoding="utf-8")
    assert [path.name for path in find_cards(tmp_path)] == ["a.card.yaml", "b.card.yaml"]


@pytest.mark.parametrize("path", find_cards(EXAMPLES), ids=lambda path: path.name)
def test_the_example_cards_are_good_cards(path: Path) -> None:
    assert load_card(path).name == path.name


def test_the_bundled_card_with_the_most_fitting_columns_is_taken() -> None:
    register, products = bundled_cards()
    assert fitting_card((*register.tables[0].columns(), "备注")) is register
    assert fitting_card(products.tables[0].columns()) is products
    assert fitting_card(("名称", "数量")) is None
