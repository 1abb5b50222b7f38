"""Questions in Chinese, put to a workspace: what `liantu ask`, `POST /v1/ask` and the start page call."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from api.workspace import Workspace
from graph.asking import Answer
from graph.asking import ask as ask_graph
from graph.embedded_store import EmbeddedStore
from graph.veil import Veil
from ontology.errors import BadInput
from ontology.values.regions import region_of


def ask(workspace: Workspace, question: str, *, today: date | None = None) -> Answer:
    """The answer to a question, or the reason why there is none; nothing is ever written.

    Args:
        workspace: what is asked; one of a day gone by answers for that day.
        question: as somebody types it.
        today: the day on which facts must hold, the present one where none is given.

    Raises:
        EmptyWorkspace, GraphUnfinished: there is no graph to ask.
    """
    day = workspace.day or (today or date.today()).isoformat()
    dialect = "embedded" if isinstance(workspace.store, EmbeddedStore) else "neo4j"
    found = ask_graph(workspace.view, workspace.reading.snapshot, question, today=day, dialect=dialect)
    return found if workspace.veil is None or found.is_refused else _limited(found, workspace.veil)


def _limited(found: Answer, veil: Veil) -> Answer:
    """An answer that says what of it is not shown."""
    names = "、".join(region_of(one).name for one in veil.regions)
    note = (
        f"当前账号限于{names}：其他地区的企业不列名，计数和合计仍按全部数据"
        " · this account sees some regions only: firms elsewhere are counted and not named"
    )
    return replace(found, note=note)


def ask_lines(workspace: Workspace, lines: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Answers to many questions, a line `{"id", "answer": {"kind", "values"}, "cypher", "unknown"}` each.

    Raises:
        BadInput: a line without id or question.
    """
    for line in lines:
        if "id" not in line or not isinstance(line.get("question"), str):
            raise BadInput(f"每行要有 id 和 question：{dict(line)} · each line needs id and question")
        found = ask(workspace, line["question"])
        yield {"id": line["id"], **short(found)}


def short(answer: Answer) -> dict[str, Any]:
    """An answer as one line of a file."""
    return {
        "answer": {"kind": answer.kind, "values": answer.values},
        "cypher": answer.cypher,
        "unknown": answer.unknown,
    }
