from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api import answers, pipeline
from api.workspace import EmptyWorkspace, Workspace
from ontology.errors import GraphUnfinished
from tests.api.conftest import Built
from tests.api.spaces import copied, opened

NEED = "需要一家做谐波减速器的供应商"


@pytest.fixture
def own(small: Built, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace of the test's own, to be written to."""
    with opened(copied(small.folder, tmp_path / "workspace")) as workspace:
        yield workspace


def half_written(workspace: Workspace) -> None:
    with workspace.store.writer() as writer:
        writer.clear()


def test_analyses_answer_from_the_last_whole_graph_while_a_new_one_is_written(own: Workspace) -> None:
    before = answers.gaps(own, "industrial-robot"), answers.match(own, NEED)
    half_written(own)
    assert (answers.gaps(own, "industrial-robot"), answers.match(own, NEED)) == before


def test_a_half_written_graph_is_not_asked_for_its_rows(own: Workspace) -> None:
    half_written(own)
    with pytest.raises(GraphUnfinished):
        answers.query(own, "MATCH (n:Enterprise) RETURN n.id")


def test_a_graph_that_was_never_finished_answers_nothing(own: Workspace) -> None:
    half_written(own)
    with pytest.raises(GraphUnfinished) as told:
        answers.gaps(own, "industrial-robot")
    assert "rebuild" in told.value.hint


def test_a_rebuild_mends_a_graph_that_was_never_finished(own: Workspace) -> None:
    before = answers.gaps(own, "industrial-robot")
    half_written(own)
    pipeline.rebuild(own)
    assert answers.gaps(own, "industrial-robot") == before


def test_a_workspace_nothing_was_ingested_into_says_so(tmp_path: Path) -> None:
    with opened(tmp_path / "new") as workspace, pytest.raises(EmptyWorkspace):
        answers.gaps(workspace, "industrial-robot")


def test_questions_asked_during_a_rebuild_get_the_same_answer(own: Workspace) -> None:
    expected = answers.gaps(own, "industrial-robot"), answers.match(own, NEED)
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(pipeline.rebuild, own)
        asked = 0
        while not writing.done():
            assert (answers.gaps(own, "industrial-robot"), answers.match(own, NEED)) == expected
            asked += 1
        writing.result()
    assert asked > 1


def test_rows_asked_for_during_a_rebuild_are_those_of_the_whole_graph(own: Workspace) -> None:
    def rows() -> int:
        return len(answers.query(own, "MATCH (n:Enterprise) RETURN n.id").rows)

    whole, seen = rows(), set[int]()
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(pipeline.rebuild, own)
        while not writing.done():
            seen.add(rows())
        writing.result()
    assert seen == {whole}
