"""Templates while they are filled."""

import re
from pathlib import Path

from nlp.training.filling import Filling, templates_in
from ontology.schema import EntityClass


def test_a_name_stands_where_its_span_says() -> None:
    filling = Filling()

    def write(slot: re.Match[str]) -> None:
        filling.name(slot[1], EntityClass.ENTERPRISE)

    filling.fill("由{甲公司}生产。", re.compile(r"\{(.+?)\}"), write)
    (span,) = filling.spans
    assert filling.text == "由甲公司生产。"
    assert filling.text[span.start : span.end] == span.text == "甲公司"


def test_words_are_written_one_behind_the_other() -> None:
    filling = Filling()
    assert [filling.say("产值"), filling.say("3亿元")] == [range(2), range(2, 5)]


def test_templates_come_with_their_file_and_notes_and_without_comments(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("# for people\n{A}生产{B}。\t[0 provides 1]\n{A}公告。\n", encoding="utf-8")
    (tmp_path / "names.grammar").write_text("firm = 甲", encoding="utf-8")
    assert list(templates_in(tmp_path)) == [("news", "{A}生产{B}。", "[0 provides 1]"), ("news", "{A}公告。", "")]
