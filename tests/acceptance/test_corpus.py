"""Five real documents with all the dirt of their conversion from PDF."""

from pathlib import Path

import pytest

from api import pipeline
from ontology.schema import EntityClass, Relation
from tests.acceptance.conftest import Ingested
from tests.acceptance.graphs import differences
from tests.api.spaces import opened

pytestmark = pytest.mark.shared


def test_the_documents_give_at_least_600_facts(corpus: Ingested) -> None:
    assert corpus.result.documents == 5
    assert corpus.result.facts >= 600


def test_every_fact_rests_on_a_sentence_of_the_graph(corpus: Ingested) -> None:
    view = corpus.workspace.view
    known = set(view.nodes(EntityClass.EVIDENCE)["id"].to_pylist())
    derived = {Relation.STATES, Relation.ABOUT, Relation.OF_INDICATOR}  # evidence itself, and what it measures
    for relation in set(Relation) - derived:
        for row in view.edges(relation).to_pylist():
            assert row["evidence"] or _is_a_place_in_a_place(relation, row), (relation, row)
            assert known.issuperset(row["evidence"])


def _is_a_place_in_a_place(relation: Relation, row: dict[str, str]) -> bool:
    return relation is Relation.PART_OF and row["subject"].startswith("reg:")


def test_a_retracted_document_leaves_what_the_other_four_say(corpus: Ingested, tmp_path: Path) -> None:
    with opened(tmp_path / "without") as without, opened(tmp_path / "retracted") as retracted:
        pipeline.ingest(without, corpus.paths[:2] + corpus.paths[3:])
        pipeline.ingest(retracted, corpus.paths)
        held = retracted.ledger.documents().to_pylist()
        gone = next(str(row["id"]) for row in held if row["name"].endswith(corpus.paths[2].name))
        pipeline.retract(retracted, gone)
        assert differences(retracted, without) == []
