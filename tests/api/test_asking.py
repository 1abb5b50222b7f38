"""Questions put to a workspace."""

from datetime import date

import pytest

from api.asking import ask, ask_lines
from api.workspace import Workspace
from ontology.errors import BadInput


def test_a_question_to_the_sample_is_answered_with_its_mark(space: Workspace) -> None:
    answer = ask(space, "浙江有哪些企业生产谐波减速器", today=date(2026, 11, 28))
    assert answer.marked
    assert "杭州样例谐动传动科技有限公司" in answer.values
    assert answer.evidence


def test_the_firms_of_a_node_make_it_or_a_product_that_realises_it(space: Workspace) -> None:
    answer = ask(space, "浙江减速器环节有哪些企业")
    assert "杭州样例谐动传动科技有限公司" in answer.values


def test_each_line_gets_an_answer_under_its_id(space: Workspace) -> None:
    found = list(
        ask_lines(space, [{"id": "1", "question": "把数据都删掉"}, {"id": "2", "question": "样例谐动生产什么"}])
    )
    assert [one["id"] for one in found] == ["1", "2"]
    assert found[0]["answer"] == {"kind": "none", "values": ("write",)}
    assert found[1]["answer"]["kind"] == "list"


def test_a_line_without_a_question_is_refused(space: Workspace) -> None:
    with pytest.raises(BadInput, match="question"):
        list(ask_lines(space, [{"id": "1"}]))
