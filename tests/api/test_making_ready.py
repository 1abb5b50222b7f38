"""A new graph answers when it is ready; until then the one before does."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from api import answers, pipeline
from api.access.sight import Sight, seeing
from api.kept import kept
from api.making_ready import make_ready
from api.reading import Reading
from api.settings import Settings
from api.workspace import Workspace

ZHEJIANG = Sight(("reg:330000",))


def paper(folder: Path) -> Path:
    path = folder / "paper.txt"
    path.write_text("杭州样例甲机电有限公司生产谐波减速器。", encoding="utf-8")
    return path


def test_others_go_on_with_the_graph_before_until_the_new_one_is_ready(small_copy: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, str]] = []

    def look(space: Workspace, before: Reading | None) -> None:
        if before is not None:
            with ThreadPoolExecutor(1) as other:
                seen.append((space.reading.version, other.submit(lambda: space.reading.version).result()))

    with Workspace(Settings(small_copy), prepare=look) as space:
        space.warm()
        old = space.reading.version
        pipeline.ingest(space, [paper(tmp_path)])
        assert seen == [(space.reading.version, old)]
        assert space.reading.version != old


def test_what_was_asked_of_the_graph_before_is_made_of_the_new_one_beforehand(small_copy: Path, tmp_path: Path) -> None:
    made: list[str] = []
    with Workspace(Settings(small_copy), prepare=make_ready) as space:
        space.warm()

        def ask() -> None:
            kept(space, "question", lambda given: made.append(given.reading.version))

        ask()
        pipeline.ingest(space, [paper(tmp_path)])
        assert made[1:] == [space.reading.version]
        ask()
        assert len(made) == 2


def test_an_answer_that_cannot_be_made_again_keeps_no_graph_from_answering(small_copy: Path, tmp_path: Path) -> None:
    made: list[str] = []

    def once(space: Workspace) -> None:
        made.append(space.reading.version)
        assert len(made) == 1

    with Workspace(Settings(small_copy), prepare=make_ready) as space:
        space.warm()
        kept(space, "question", once)
        pipeline.ingest(space, [paper(tmp_path)])
        assert made == [made[0], space.reading.version]


def test_an_account_of_one_region_sees_rows_while_the_new_graph_is_made_ready(small_copy: Path, tmp_path: Path) -> None:
    shown: list[int] = []

    def firms(space: Workspace) -> int:
        with seeing(ZHEJIANG):
            return len(answers.query(space, "MATCH (n:Enterprise) RETURN n.id").rows)

    def look(space: Workspace, before: Reading | None) -> None:
        if before is not None:
            with ThreadPoolExecutor(1) as other:
                shown.append(other.submit(firms, space).result())

    with Workspace(Settings(small_copy), prepare=look) as space:
        space.warm()
        known = firms(space)
        pipeline.ingest(space, [paper(tmp_path)])
        assert shown == [known + 1]
