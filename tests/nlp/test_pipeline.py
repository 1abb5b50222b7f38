from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pipeline import SPANS, Extractor, language
from ontology.facts import Block, BlockKind, Document
from ontology.schema import EntityClass


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def document(*blocks: tuple[str, BlockKind]) -> Document:
    text = "\n".join(block for block, _ in blocks)
    starts = [sum(len(block) + 1 for block, _ in blocks[:index]) for index in range(len(blocks))]
    made = tuple(
        Block(block, start, kind, 1 if kind is BlockKind.HEADING else 0)
        for (block, kind), start in zip(blocks, starts, strict=True)
    )
    return Document("doc:0", "sample.txt", text, made)


def test_spans_repeat_the_text_in_order(extractor: Extractor) -> None:
    text = "海尔集团在青岛建设平台。\n浙江大学研发永磁电机。"
    spans = extractor.entities(text)
    assert [span.text for span in spans] == ["海尔集团", "青岛", "浙江大学", "永磁电机"]
    assert all(text[span.start : span.end] == span.text for span in spans)


@given(st.text(alphabet="海尔集团建设5G平台（“”）《》、。，\n 省A", max_size=40))
def test_any_text_gives_ordered_spans_without_overlap(text: str) -> None:
    spans = Extractor().entities(text)
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_relations_point_at_their_entities(extractor: Extractor) -> None:
    found = extractor.extract("浙江省经济和信息化厅印发《浙江省数字工厂培育办法》。")
    link = found.relations[0]
    assert (found.entities[link.head].text, link.relation.value) == ("浙江省经济和信息化厅", "issued")
    assert found.entities[link.tail].cls is EntityClass.POLICY


def test_a_document_is_read_with_offsets_of_its_whole_text(extractor: Extractor) -> None:
    read = document(
        ("工作情况", BlockKind.HEADING),
        ("海尔集团在青岛建成卡奥斯工业互联网平台。", BlockKind.PARAGRAPH),
        ("浙江省经济和信息化厅印发《浙江省数字工厂培育办法》，新建5G基站2.8万个。", BlockKind.PARAGRAPH),
    )
    found = extractor.read(read)
    assert all(read.text[span.start : span.end] == span.text for span in found.entities)
    issued = next(link for link in found.relations if link.relation.value == "issued")
    assert found.entities[issued.head].text == "浙江省经济和信息化厅"
    assert read.text[found.observations[0].start : found.observations[0].end] == "2.8"


def test_names_of_a_register_are_found_when_given(extractor: Extractor) -> None:
    text = "拂晓九号签约。"
    assert not extractor.entities(text)
    own = Extractor([("拂晓九号", EntityClass.ENTERPRISE)])
    assert [span.text for span in own.entities(text)] == ["拂晓九号"]


def test_spacy_carries_the_spans_character_by_character(extractor: Extractor) -> None:
    doc = language(extractor)("徐工集团发布汉云平台。")
    assert [(span.text, span.label_) for span in doc.spans[SPANS]] == [
        ("徐工集团", "Enterprise"),
        ("汉云平台", "Platform"),
    ]


def test_what_is_said_of_this_platform_is_said_of_the_one_named_before(extractor: Extractor) -> None:
    read = document(
        ("徐工集团发布汉云平台。", BlockKind.PARAGRAPH),
        ("该平台采用区块链，接入设备120万台。", BlockKind.PARAGRAPH),
    )
    found = extractor.read(read)
    uses = next(link for link in found.relations if link.relation.value == "uses")
    assert found.entities[uses.head].text == "汉云平台"
    assert read.text[uses.start : uses.end].startswith("该平台")
    assert found.observations[0].subject == "汉云平台"
