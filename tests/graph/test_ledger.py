import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.ledger import AND_BEHIND, Entry, Ledger
from ontology.columns import SHAPES, ClaimBatch
from ontology.errors import ClaimWithoutEvidence, UnknownDecision, UnknownDocument, UnknownEntity, WorkspaceLocked
from ontology.facts import Judgement, Mention
from ontology.schema import EntityClass, Relation
from tests.graph.said import NEWS, REGISTER, Said, code, document, firm, makes, product, table_of


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.duckdb", clock=lambda: datetime(2026, 9, 1, tzinfo=UTC)) as opened:
        yield opened


def test_a_recorded_document_is_there_with_its_source(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲公司", "减速器"))
    assert ledger.has("doc:a", "test/1")
    assert not ledger.has("doc:a", "test/2")
    assert ledger.documents().to_pylist()[0]["publisher"] == "日报"
    assert ledger.counts()["claims"] == 1


def test_a_document_read_anew_replaces_what_it_said_before(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲公司", "减速器"))
    ledger.record(document("a", reader="test/2"), NEWS, makes("乙公司", "电机"))
    assert ledger.counts() == {
        "documents": 1,
        "claims": 1,
        "observations": 0,
        "evidence": 1,
        "mentions": 2,
        "rejects": 0,
    }


def test_a_claim_without_evidence_leaves_nothing_behind(ledger: Ledger) -> None:
    batch = makes("甲公司", "减速器")
    row = batch.claims.to_pylist()[0] | {"evidence": None}
    broken = ClaimBatch(
        mentions=batch.mentions,
        evidence=batch.evidence,
        claims=table_of("claims", [row]),
        observations=batch.observations,
        attributes=batch.attributes,
        rejects=batch.rejects,
    )
    with pytest.raises(ClaimWithoutEvidence):
        ledger.record(document("a"), NEWS, broken)
    assert set(ledger.counts().values()) == {0}


def test_a_relation_the_ontology_does_not_allow_becomes_a_reject_with_its_reason(ledger: Ledger) -> None:
    said = Said().claim(product("减速器"), Relation.OPERATES, firm("甲公司"), sentence="减速器运营甲公司")
    ledger.record(document("a"), NEWS, said.batch())
    assert ledger.counts()["claims"] == 0
    reject = ledger.rejects().to_pylist()[0]
    assert reject["where"] == "减速器运营甲公司"
    assert "Technology operates Enterprise" in reject["reason"]


def test_many_batches_of_one_document_are_one_commit(ledger: Ledger) -> None:
    with ledger.recording(document("a"), REGISTER) as recording:
        recording.add(makes("甲公司", "减速器"))
        recording.add(makes("乙公司", "电机"))
    assert recording.counts["claims"] == 2
    assert ledger.commits().num_rows == 1


def test_a_failure_between_batches_rolls_the_whole_document_back(ledger: Ledger) -> None:
    def interrupted() -> None:
        with ledger.recording(document("a"), REGISTER) as recording:
            recording.add(makes("甲公司", "减速器"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert set(ledger.counts().values()) == {0}


def test_many_documents_in_one_transaction_are_as_if_one_by_one(ledger: Ledger, tmp_path: Path) -> None:
    said = {"a": makes("甲公司", "减速器"), "b": makes("乙公司", "电机"), "c": makes("甲公司", "减速器")}
    ledger.record_all([Entry(document(key), NEWS, batch) for key, batch in said.items()])
    with Ledger(tmp_path / "other.duckdb") as other:
        for key, batch in said.items():
            other.record(document(key), NEWS, batch)
        assert contents(ledger) == contents(other)
    assert ledger.commits()["document"].to_pylist() == ["doc:a", "doc:b", "doc:c"]
    assert ledger.audit()["subject"].to_pylist() == ["doc:a", "doc:b", "doc:c"]
    assert ledger.recorded_by("test/1") == {"doc:a", "doc:b", "doc:c"}


def test_a_document_is_known_by_its_reader_with_another_behind_and_by_no_other(ledger: Ledger) -> None:
    for key, reader in {"a": "text/2", "b": f"text/2{AND_BEHIND}llm/1", "c": "text/2 model/1", "d": "text/20"}.items():
        ledger.record(document(key, reader=reader), NEWS, makes("甲公司", "减速器"))
    assert ledger.recorded_by("text/2") == {"doc:a", "doc:b"}
    assert ledger.recorded_by(f"text/2{AND_BEHIND}llm/1") == {"doc:b"}


def contents(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    """Everything said, and the digests of it, sorted."""
    documents = "(SELECT id, name, text, source, digest, commit_id FROM documents)"
    with ledger.transaction() as connection:
        tables = (documents, "sources", "evidence", "mentions", "claims")
        return [sorted(connection.execute(f"FROM {table}").fetchall(), key=str) for table in tables]


def test_a_document_that_cannot_be_recorded_leaves_none_of_its_group_behind(ledger: Ledger) -> None:
    broken = replace(makes("乙公司", "电机"), evidence=SHAPES["evidence"].empty_table())
    entries = [Entry(document("a"), NEWS, makes("甲公司", "减速器")), Entry(document("b"), NEWS, broken)]
    with pytest.raises(ClaimWithoutEvidence, match="doc:b"):
        ledger.record_all(entries)
    assert set(ledger.counts().values()) == {0}


def test_retracting_removes_only_what_that_document_said(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲公司", "减速器"))
    ledger.record(document("b"), NEWS, makes("甲公司", "电机"))
    ledger.retract("doc:a")
    assert ledger.counts()["claims"] == 1
    with pytest.raises(UnknownDocument):
        ledger.retract("doc:a")


def test_evidence_is_found_by_the_same_id_in_every_ledger(ledger: Ledger, tmp_path: Path) -> None:
    ledger.record(document("a"), NEWS, makes("甲公司", "减速器", sentence="甲公司生产减速器。"))
    with Ledger(tmp_path / "other.duckdb") as other:
        other.record(document("a"), NEWS, makes("甲公司", "减速器", sentence="甲公司生产减速器。"))
        key = other.transaction
        with key() as connection:
            evidence = connection.execute("SELECT id FROM evidence").fetchall()[0][0]
    assert ledger.evidence([evidence])["sentence"].to_pylist() == ["甲公司生产减速器。"]


def test_a_decision_on_unknown_things_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UnknownEntity):
        ledger.decide("ent:0000", "ent:1111", Judgement.SAME, by="审核员", reason="")


def test_a_decision_is_logged_and_can_be_undone_once(ledger: Ledger) -> None:
    codes = (code(1), code(2))
    ledger.record(document("a"), NEWS, Said().alone(*(firm(f"{known}公司", known) for known in codes)).batch())
    made = ledger.decide(f"ent:{codes[0]}", f"ent:{codes[1]}", Judgement.SAME, by="审核员", reason="同一法人")
    assert [decision.reason for decision in ledger.decisions()] == ["同一法人"]
    ledger.undo(made.id)
    assert ledger.decisions()[0].undone
    with pytest.raises(UnknownDecision):
        ledger.undo(made.id)
    assert ledger.audit()["action"].to_pylist() == ["record", "decide", "undo"]


def test_a_second_process_is_told_who_holds_the_workspace(tmp_path: Path) -> None:
    script = "import sys, time, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); time.sleep(60)"
    path = tmp_path / "ledger.duckdb"
    with subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(WorkspaceLocked, match=str(holder.pid)):
            Ledger(path)
        holder.kill()


def test_mentions_that_stand_alone_are_kept(ledger: Ledger) -> None:
    park = Mention("样例园区", EntityClass.PARK)
    ledger.record(document("a"), NEWS, Said().alone(park, park).batch())
    assert ledger.counts()["mentions"] == 1


def test_a_ledger_that_has_rested_answers_as_before_and_may_take_as_much_memory(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲公司", "减速器"))
    with ledger.transaction() as connection:
        before = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    ledger.rest()
    with ledger.transaction() as connection:
        assert connection.execute("SELECT current_setting('memory_limit')").fetchall() == before
    assert ledger.counts()["claims"] == 1
