import io

import pytest
from pptx import Presentation
from pptx.util import Inches

from ingest.slides import read_slides
from ontology.errors import Unreadable
from ontology.facts import BlockKind


def deck() -> bytes:
    presentation = Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[5])
    first.shapes.title.text = "产业链图谱"
    for left, text in ((6, "下游：系统集成"), (0, "上游：减速器"), (3, "中游：整机")):
        first.shapes.add_textbox(Inches(left), Inches(2), Inches(2), Inches(1)).text_frame.text = text
    first.notes_slide.notes_text_frame.text = "开场先说明口径。"
    second = presentation.slides.add_slide(presentation.slide_layouts[5])
    second.shapes.title.text = "断点清单"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for r, row in enumerate([["环节", "类型"], ["编码器", "断点"]]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    hidden = presentation.slides.add_slide(presentation.slide_layouts[5])
    hidden.shapes.title.text = "备用页"
    hidden._element.set("show", "0")
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def test_shapes_are_read_from_the_left_and_notes_behind_them() -> None:
    draft = read_slides(deck())
    assert [part.text for part in draft.parts if part.page == 1] == [
        "产业链图谱",
        "上游：减速器",
        "中游：整机",
        "下游：系统集成",
        "开场先说明口径。",
    ]
    assert draft.parts[0].kind is BlockKind.TITLE


def test_tables_keep_their_slide_and_hidden_slides_are_named() -> None:
    draft = read_slides(deck())
    assert [(table.header, table.page) for table in draft.tables] == [(("环节", "类型"), 2)]
    assert draft.pages == 3
    assert "3" in draft.notes[0]


def test_a_broken_deck_is_refused() -> None:
    with pytest.raises(Unreadable, match="损坏"):
        read_slides(deck()[:500])
