"""Every name and value of an entity stands side by side with who says so."""

from datetime import date
from pathlib import Path

from graph.derive import derive
from graph.ledger import DocumentRecord, Ledger
from graph.ledger.variants import WRITTEN, conflicts_of, variants_of
from ontology.facts import Judgement, Source
from ontology.schema import Relation, SourceKind
from tests.graph.said import NEWS, REGISTER, Said, code, document, firm, product

FIRM = f"ent:{code(1)}"
NAME = "杭州样例甲机电有限公司"


def said(address: str, founded: str, region: str = "reg:330100") -> Said:
    maker = firm(NAME, code(1), region)
    return Said().attribute(maker, "address", address).attribute(maker, "founded", founded)


def edition(key: str) -> DocumentRecord:
    return DocumentRecord(f"doc:{key}", "名录", "table", reader="card/1", register="reg:1")


def test_two_addresses_and_two_founding_dates_stand_side_by_side_the_newest_first(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.record(document("a"), REGISTER, said("甲路1号", "2001-01-01").batch())
        ledger.record(document("b"), NEWS, said("乙路9号", "2002-02-02").batch())
        derive(ledger)
        found = {one.name: one.values for one in conflicts_of(ledger, FIRM)}
    assert [one.value for one in found["address"]] == ["乙路9号", "甲路1号"]
    assert [one.said_by[0].source for one in found["address"]] == ["日报《新闻》", "某市工信局《企业名录》"]
    assert [one.value for one in found["founded"]] == ["2002-02-02", "2001-01-01"]
    assert all(one.evidence and one.current for one in found["founded"])


def test_what_all_say_alike_is_no_conflict_and_a_city_is_none_with_its_province(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.record(document("a"), REGISTER, said("甲路1号", "2001-01-01").batch())
        ledger.record(document("b"), NEWS, said("甲路1号", "2001-01-01", region="reg:330000").batch())
        derive(ledger)
        assert conflicts_of(ledger, FIRM) == ()


def test_two_codes_that_people_hold_to_be_one_firm_are_both_kept(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        both = Said().alone(firm("样例甲公司", code(1), "reg:330100"), firm("样例乙公司", code(2), "reg:320100"))
        ledger.record(document("a"), REGISTER, both.batch())
        derive(ledger)
        ledger.decide(FIRM, f"ent:{code(2)}", Judgement.SAME, by="甲", reason="迁址换证")
        derive(ledger)
        found = {one.name: [value.value for value in one.values] for one in conflicts_of(ledger, FIRM)}
    assert found == {"code": sorted([code(1), code(2)]), "region": ["南京市", "杭州市"]}


def test_a_value_of_an_edition_that_was_replaced_is_kept_as_such(tmp_path: Path) -> None:
    old = Source("名录", SourceKind.REGISTRY, publisher="某厅", published=date(2025, 1, 1))
    new = Source("名录", SourceKind.REGISTRY, publisher="某厅", published=date(2026, 1, 1))
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        for key, source, address in (("a", old, "甲路1号"), ("b", new, "乙路9号")):
            with ledger.recording(edition(key), source) as recording:
                recording.add(said(address, "2001-01-01").batch())
        derive(ledger)
        (address,) = conflicts_of(ledger, FIRM)
    assert [(one.value, one.current) for one in address.values] == [("乙路9号", True), ("甲路1号", False)]


def test_every_writing_has_its_key_and_every_declared_name_its_source(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.record(document("a"), REGISTER, said("甲路1号", "2001-01-01").attribute(
            firm(NAME, code(1), "reg:330100"), "alias", "样例甲").batch())  # fmt: skip
        ledger.record(document("b"), NEWS, Said().claim(firm(NAME), Relation.PRODUCES, product("减速器")).batch())
        derive(ledger)
        found = variants_of(ledger, FIRM)
        keys = [one.mention for one in found if one.how == WRITTEN]
        assert len(set(keys)) == 2
        assert all(keys)
    assert [(one.name, one.how) for one in found][-1] == ("样例甲", "alias")
    assert {voice.source for one in found for voice in one.said_by} == {"日报《新闻》", "某市工信局《企业名录》"}
