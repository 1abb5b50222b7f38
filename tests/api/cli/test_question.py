"""`liantu ask`."""

import json
from pathlib import Path

from tests.api.conftest import Command


def test_an_answer_shows_the_query_and_what_was_understood(asked: Command) -> None:
    found = asked("ask", "浙江有哪些企业生产谐波减速器").out
    assert "MATCH" in found
    assert "浙江 → 浙江省" in found


def test_an_answer_in_json_has_kind_values_and_query(asked: Command) -> None:
    found = asked("ask", "样例谐动给谁供货", "--json").json
    assert found["kind"] == "list"
    assert found["values"]
    assert found["cypher"].startswith("MATCH")


def test_a_refusal_names_the_word(asked: Command) -> None:
    found = asked("ask", "星河重工的供应商有哪些", "--json").json
    assert (found["kind"], found["values"], found["unknown"]) == ("none", ["unknown"], ["星河重工"])


def test_many_questions_are_answered_line_by_line(asked: Command, tmp_path: Path) -> None:
    questions, answers = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    questions.write_text(json.dumps({"id": "a", "question": "样例谐动生产什么"}, ensure_ascii=False), encoding="utf-8")
    assert asked("ask", "--jsonl", str(questions), "--out", str(answers)).status == 0
    (line,) = [json.loads(text) for text in answers.read_text(encoding="utf-8").splitlines()]
    assert line.keys() == {"id", "answer", "cypher", "unknown"}
    assert line["answer"]["values"]


def test_a_question_and_a_file_together_are_refused(asked: Command) -> None:
    assert asked("ask", "样例谐动生产什么", "--jsonl", "questions.jsonl").status != 0
