"""A part derived alone gives what deriving everything gives: every derived table, row by row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.derive import derive
from graph.ledger import DocumentRecord, Ledger
from ontology.facts import Judgement, Mention, Source
from ontology.schema import EntityClass, Relation, SourceKind
from tests.graph.said import NEWS, REGISTER, Said, code, document, firm, product

DEFINITION = Source("定义", SourceKind.DEFINITION)
TABLES = (
    "nodes",
    "edges",
    "entity_of",
    "identified",
    "merges",
    "review",
    "refused",
    "notices",
    "candidates",
    "links",
    "denied",
)
_KEPT_OUT = {"entity_of": "EXCLUDE (block)", "review": "EXCLUDE (block)"}


def rows(ledger: Ledger) -> dict[str, list[Any]]:
    """All that is derived, sorted."""
    with ledger.transaction() as connection:
        return {
            table: sorted(map(str, connection.execute(
                f"SELECT * {_KEPT_OUT.get(table, '')} FROM derived.{table}").fetchall()))
            for table in TABLES
        }  # fmt: skip


def compare(ledger: Ledger) -> None:
    """What is derived in parts equals what is derived anew."""
    derive(ledger)
    partly = rows(ledger)
    with ledger.transaction() as connection:
        connection.execute("DELETE FROM derived.state")
    derive(ledger)
    whole = rows(ledger)
    for table in TABLES:
        assert partly[table] == whole[table], table


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    ticks = iter(range(100_000))
    with Ledger(
        folder / "ledger.duckdb", clock=lambda: datetime.fromtimestamp(1_700_000_000 + next(ticks), UTC)
    ) as one:
        yield one


NAMES = (
    "杭州甲机电有限公司",
    "甲机电有限公司",
    "甲机电",
    "乙机电股份有限公司",
    "杭州市甲机电有限公司",
    "乙机电",
    "乙机电科技",
)
GOODS = ("减速器", "谐波减速器", "电机", "农机减速器", "控制器", "碳化硅", "碳化硅（SiC）", "SiC")
PLACES = (
    Mention("杭州市", EntityClass.REGION),
    Mention("浙江", EntityClass.REGION, region="reg:330000"),
    Mention("滨江新城", EntityClass.REGION),
)
EDITIONS = (
    Source("名录", SourceKind.REGISTRY, publisher="某厅", published=date(2025, 1, 1)),
    Source("名录", SourceKind.REGISTRY, publisher="某厅", published=date(2025, 1, 1)),
    Source("名录", SourceKind.REGISTRY, publisher="某厅", published=date(2026, 1, 1)),
)


@st.composite
def documents(draw: st.DrawFn) -> Said:
    said = Said()
    for _ in range(draw(st.integers(1, 4))):
        known = draw(st.sampled_from(("", "", code(1), code(2))))
        maker = firm(draw(st.sampled_from(NAMES)), known, draw(st.sampled_from(("", "reg:330100"))))
        made = product(draw(st.sampled_from(GOODS)))
        status = draw(st.sampled_from(("stated", "stated", "planned", "negated")))
        said.claim(maker, Relation.PRODUCES, made, status=status, sentence=draw(st.sampled_from(("句一", "句二"))))
        extra = draw(st.integers(0, 7))
        if extra == 0:
            said.attribute(maker, "alias", draw(st.sampled_from(("甲电", "乙机电"))))
        elif extra == 1:
            said.observation(maker, draw(st.sampled_from(("营业收入", "营业 收入"))), draw(st.sampled_from((1.0, 2.0))))
        elif extra == 2:
            said.claim(maker, Relation.LOCATED_IN, draw(st.sampled_from(PLACES)))
        elif extra == 3:
            said.claim(made, Relation.PART_OF, product(draw(st.sampled_from(GOODS))))
        elif extra == 4:
            said.claim(maker, Relation.SUPPLIES, firm(draw(st.sampled_from(NAMES))))
        elif extra == 5:
            said.attribute(maker, "status", draw(st.sampled_from(("active", "closed"))))
        elif extra == 6:
            said.alone(Mention("样例园区", EntityClass.PARK, region="reg:330100"), firm("甲电"))
        elif extra == 7:
            said.claim(maker, Relation.OPERATES, Mention("园区平台", EntityClass.PLATFORM))
    return said


@st.composite
def definitions(draw: st.DrawFn) -> Said:
    said, chain = Said(), Mention("样例链", EntityClass.CHAIN, key="chain:demo")
    for number, name in enumerate(draw(st.lists(st.sampled_from(GOODS), min_size=1, max_size=3, unique=True))):
        node = Mention(name, EntityClass.CHAIN_NODE, key=f"node:demo/{number}")
        said.claim(node, Relation.PART_OF, chain)
        said.claim(node, Relation.REALISES, product(name))
    return said


KINDS = st.one_of(
    st.tuples(st.just("record"), st.integers(0, 3), documents()),
    st.tuples(st.just("record"), st.integers(0, 3), documents()),
    st.tuples(st.just("edition"), st.integers(0, 2), documents()),
    st.tuples(st.just("define"), st.just(0), definitions()),
    st.tuples(st.just("retract"), st.integers(0, 7), st.none()),
    st.tuples(st.just("decide"), st.integers(0, 60), st.tuples(st.integers(0, 60), st.sampled_from(Judgement))),
    st.tuples(st.just("decide"), st.integers(0, 60), st.tuples(st.integers(0, 60), st.sampled_from(Judgement))),
    st.tuples(st.just("undo"), st.integers(0, 5), st.none()),
)
STEPS = st.lists(KINDS, min_size=2, max_size=7)


def mention_keys(ledger: Ledger) -> list[str]:
    with ledger.transaction() as connection:
        return [row[0] for row in connection.execute("SELECT DISTINCT id::VARCHAR FROM mentions ORDER BY 1").fetchall()]


def step(ledger: Ledger, verb: str, number: int, more: Any) -> None:
    """One change of the ledger; nothing where it does not apply."""
    keys, in_force = mention_keys(ledger), [made for made in ledger.decisions() if not made.undone]
    held = ledger.documents()["id"].to_pylist()
    if verb == "record":
        ledger.record(document(str(number)), NEWS if number % 2 else REGISTER, more.batch())
    elif verb == "define":
        ledger.record(DocumentRecord("doc:definition", "链", "definition", reader="chain/1"), DEFINITION, more.batch())
    elif verb == "edition":
        record = DocumentRecord(f"doc:edition{number}", "名录", "table", reader="card/1", register="reg:1")
        with ledger.recording(record, EDITIONS[number]) as recording:
            recording.add(more.batch())
    elif verb == "retract" and held:
        ledger.retract(held[number % len(held)])
    elif verb == "decide" and keys:
        ledger.decide(keys[number % len(keys)], keys[more[0] % len(keys)], more[1], by="审核员", reason="")
    elif verb == "undo" and in_force:
        ledger.undo(in_force[number % len(in_force)].id)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_is_derived_in_parts_equals_what_is_derived_anew(
    steps: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with opened(tmp_path_factory.mktemp("parts")) as ledger:
        for verb, number, more in steps:
            step(ledger, verb, number, more)
            derive(ledger)
        compare(ledger)
