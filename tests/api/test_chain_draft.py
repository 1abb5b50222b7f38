from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api import pipeline
from api.chain_draft import drafted, written
from api.settings import Settings
from api.workspace import Workspace
from graph.analysis.chain_draft import draft_chain
from graph.derive import delta
from graph.ledger import Ledger
from graph.snapshot import load_snapshot
from ontology.chain_definition import Chain
from ontology.chains import load_chain
from ontology.errors import UnknownEntity
from ontology.schema import EntityClass, Relation
from tests.api.conftest import Command
from tests.graph.delta_view import DeltaView
from tests.graph.said import REGISTER, Said, document, product

CARD = """
source: {name: 产品关系, publisher: 某院, licence: 内部, kind: registry}
tables:
  - file: a.csv
    things:
      input: {class: Technology, name: 投入}
      product: {class: Technology, name: 产品}
    facts:
      - {subject: input, relation: upstream_of, object: product, where: {关系: 上游}}
      - {subject: input, relation: part_of, object: product, where: {关系: 小类}}
"""
NAMES = ("甲钢坯", "乙齿坯", "丙传动器", "丁整机", "戊阀体", "己泵体")
Rows = list[tuple[str, str, str]]
Draft = Callable[[Rows, str], Chain]


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """Drafts a chain from rows of input, product and relation."""
    turn = 0

    def made(rows: Rows, product: str) -> Chain:
        nonlocal turn
        turn += 1
        folder = tmp_path / str(turn)
        folder.mkdir()
        text = "\n".join(map(",".join, [("投入", "产品", "关系"), *rows]))
        (folder / "a.csv").write_text(text + "\n", encoding="utf-8")
        (folder / "a.card.yaml").write_text(CARD, encoding="utf-8")
        with Workspace(Settings(folder / "data")) as space:
            pipeline.ingest(space, [folder])
            return drafted(space, product)

    return made


def test_inputs_two_steps_up_what_is_made_of_it_and_kinds_are_found(draft: Draft) -> None:
    rows = [
        ("甲钢坯", "乙齿坯", "上游"),
        ("乙齿坯", "丙传动器", "上游"),
        ("丙传动器", "丁整机", "上游"),
        ("戊传动器", "丙传动器", "小类"),
    ]
    chain = draft(rows, "丙传动器")
    assert {node.name: (node.stage, node.required) for node in chain.nodes} == {
        "甲钢坯": ("上游", False),
        "乙齿坯": ("上游", True),
        "丙传动器": ("中游", True),
        "丁整机": ("下游", False),
    }
    assert next(node for node in chain.nodes if node.name == "丙传动器").aliases == ("戊传动器",)
    assert len(chain.links) == 3


def test_a_product_that_nothing_is_called_is_unknown(draft: Draft) -> None:
    with pytest.raises(UnknownEntity):
        draft([("甲钢坯", "乙齿坯", "上游")], "丙传动器")


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([Relation.UPSTREAM_OF, Relation.PART_OF])),
        min_size=1,
        max_size=12,
    )
)
def test_any_draft_is_a_definition_that_can_be_added(tmp_path: Path, ends: list[tuple[int, int, Relation]]) -> None:
    said = Said()
    for one, other, relation in ends:
        said.claim(product(NAMES[one]), relation, product(NAMES[other]))
    with Ledger(tmp_path / f"{uuid4().hex}.duckdb") as ledger:
        ledger.record(document("a"), REGISTER, said.batch())
        snapshot = load_snapshot(DeltaView(delta(ledger, "")))
    for number in np.flatnonzero(snapshot.is_class(EntityClass.TECHNOLOGY)).tolist():
        chain = draft_chain(snapshot, number)
        (tmp_path / "draft.yaml").write_text(written(chain), encoding="utf-8")
        read = load_chain(tmp_path / "draft.yaml")
        assert {node.name for node in read.nodes} == {node.name for node in chain.nodes}
        stages = {node.id: chain.stages.index(node.stage) for node in chain.nodes}
        assert all(stages[source] <= stages[target] for source, target in read.arrows())


def test_the_command_writes_a_definition_that_can_be_added(asked: Command, tmp_path: Path) -> None:
    outcome = asked("chains", "draft", "谐波减速器", "--out", tmp_path / "draft.yaml")
    assert outcome.status == 0
    assert load_chain(tmp_path / "draft.yaml").name == "谐波减速器"
