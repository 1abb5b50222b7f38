"""What a document says, as claims."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.claims import EXTRACTOR, claims_of
from nlp.spans import Extraction, Link, Reading, Span
from ontology.columns import SHAPES, ClaimBatch
from ontology.facts import Block, BlockKind, Document, TextTable
from ontology.schema import EntityClass as C
from ontology.schema import Relation, Status

HEADING = "浙江省发展情况"


def document(*paragraphs: str, title: str = "", tables: tuple[TextTable, ...] = ()) -> Document:
    blocks, at = [], 0
    for index, text in enumerate(paragraphs):
        kind = BlockKind.HEADING if text == HEADING else BlockKind.PARAGRAPH
        blocks.append(Block(text, at, kind, level=int(kind is BlockKind.HEADING), page=index + 1))
        at += len(text) + 1
    return Document("doc:0", "样例.txt", "\n".join(paragraphs), tuple(blocks), tables, title)


def span(text: str, name: str, cls: C) -> Span:
    return Span(text.index(name), text.index(name) + len(name), name, cls)


def number(text: str, value: str, *, subject: str = "", unit: str = "个") -> Reading:
    return Reading(subject, "基站", value, unit, start=text.index(value), end=text.index(value) + len(value))


def about(batch: ClaimBatch) -> list[tuple[str, str]]:
    mentions = batch.mentions.to_pylist()
    return [(mentions[row["about"]]["name"], row["unit"]) for row in batch.observations.to_pylist()]


def test_a_relation_becomes_a_claim_with_its_sentence_and_page() -> None:
    text = "很好。甲公司使用芯片。"
    doc = document("开头。", text)
    spans = (span(doc.text, "甲公司", C.ENTERPRISE), span(doc.text, "芯片", C.TECHNOLOGY))
    batch = claims_of(doc, Extraction(spans, (Link(0, Relation.USES, 1, Status.PLANNED, confidence=0.6),)))
    claim, evidence = batch.claims.to_pylist()[0], batch.evidence.to_pylist()[0]
    assert (claim["relation"], claim["status"]) == ("uses", "planned")
    assert (evidence["sentence"], evidence["page"]) == ("甲公司使用芯片。", 2)
    assert doc.text[evidence["start"] : evidence["end"]] == evidence["sentence"]


def test_evidence_says_that_its_letters_were_read_from_a_picture() -> None:
    text = "甲公司使用芯片。"
    read = document(text)
    pictured = replace(read, blocks=tuple(replace(block, recognised=True) for block in read.blocks))
    spans = (span(text, "甲公司", C.ENTERPRISE), span(text, "芯片", C.TECHNOLOGY))
    batch = claims_of(pictured, Extraction(spans, (Link(0, Relation.USES, 1),)))
    assert batch.evidence["extractor"].to_pylist() == [f"{EXTRACTOR} ocr"]


def test_what_is_made_is_also_produced_and_what_is_only_offered_is_not() -> None:
    for verb, relations in (("生产", ["provides", "produces"]), ("展示", ["provides"])):
        text = f"甲公司{verb}芯片。"
        spans = (span(text, "甲公司", C.ENTERPRISE), span(text, "芯片", C.TECHNOLOGY))
        batch = claims_of(document(text), Extraction(spans, (Link(0, Relation.PROVIDES, 1, end=len(text)),)))
        assert batch.claims.column("relation").to_pylist() == relations


def test_a_word_inside_a_name_makes_nothing() -> None:
    text = "甲公司提供智能制造平台软件。"
    spans = (span(text, "甲公司", C.ENTERPRISE), span(text, "智能制造平台软件", C.TECHNOLOGY))
    batch = claims_of(document(text), Extraction(spans, (Link(0, Relation.PROVIDES, 1, end=len(text)),)))
    assert batch.claims.column("relation").to_pylist() == ["provides"]


def test_a_name_without_a_relation_is_a_mention_and_no_claim() -> None:
    text = "甲公司和芯片。"
    spans = (span(text, "甲公司", C.ENTERPRISE), span(text, "芯片", C.TECHNOLOGY))
    batch = claims_of(document(text), Extraction(spans))
    assert batch.mentions.column("name").to_pylist() == ["甲公司", "芯片"]
    assert batch.claims.num_rows == 0


def test_a_pair_the_ontology_does_not_join_is_rejected_with_its_reason() -> None:
    text = "芯片使用甲公司。"
    spans = (span(text, "芯片", C.TECHNOLOGY), span(text, "甲公司", C.ENTERPRISE))
    batch = claims_of(document(text), Extraction(spans, (Link(0, Relation.ISSUED, 1),)))
    assert batch.claims.num_rows == 0
    assert "issued" in batch.rejects.to_pylist()[0]["reason"]


def test_the_whole_province_means_the_region_of_the_section() -> None:
    doc = document(HEADING, "全省建成基站43个。")
    batch = claims_of(doc, Extraction((), (), (number(doc.text, "43"),)))
    assert about(batch) == [("浙江省", "个")]


@pytest.mark.parametrize("quarter", ["南部新城", "滨海新城"])
def test_a_quarter_that_many_cities_have_is_that_of_the_region_spoken_of(quarter: str) -> None:
    doc = document(HEADING, f"加快建设{quarter}。")
    batch = claims_of(doc, Extraction((span(doc.text, quarter, C.PARK),)))
    assert batch.mentions.to_pylist()[-1]["region"] == "reg:330000"


def test_a_park_that_bears_the_name_of_a_county_is_there() -> None:
    doc = document(HEADING, "加快建设滨海县样例产业园。")
    batch = claims_of(doc, Extraction((span(doc.text, "滨海县样例产业园", C.PARK),)))
    assert batch.mentions.to_pylist()[-1]["region"] == "reg:320922"


def test_a_magnitude_stays_in_the_unit() -> None:
    doc = document(HEADING, "全省建成基站4.3万个。")
    batch = claims_of(doc, Extraction((), (), (number(doc.text, "4.3", unit="万个"),)))
    row = batch.observations.to_pylist()[0]
    assert (row["value"], row["unit"]) == (4.3, "万个")


def test_a_range_has_two_ends() -> None:
    doc = document(HEADING, "培育15—20家。")
    batch = claims_of(doc, Extraction((), (), (number(doc.text, "15—20", unit="家"),)))
    row = batch.observations.to_pylist()[0]
    assert (row["value"], row["value_to"]) == (15.0, 20.0)


def test_a_number_of_nobody_is_rejected() -> None:
    doc = document("建成基站43个。")
    batch = claims_of(doc, Extraction((), (), (number(doc.text, "43"),)))
    assert batch.observations.num_rows == 0
    assert batch.rejects.num_rows == 1


def test_a_number_of_an_unnamed_firm_is_not_the_regions() -> None:
    doc = document(HEADING, "某钢铁企业建成基站43个。")
    batch = claims_of(doc, Extraction((), (), (number(doc.text, "43"),)))
    assert batch.observations.num_rows == 0
    assert "没有名字" in batch.rejects.to_pylist()[0]["reason"]


def test_a_text_that_speaks_of_the_nation_speaks_of_the_country() -> None:
    doc = document("我国发展快。我国规模大。我国前景好。", "建成基站43个。")
    batch = claims_of(doc, Extraction((), (), (number(doc.text, "43"),)))
    assert about(batch)[0][0] == "中国"


def test_a_text_of_the_nation_counts_for_the_one_place_a_sentence_names() -> None:
    doc = document("我国发展快。我国规模大。我国前景好。", "广西建成基站43个。")
    batch = claims_of(doc, Extraction((span(doc.text, "广西", C.REGION),), (), (number(doc.text, "43"),)))
    assert about(batch) == [("广西壮族自治区", "个")]


def test_a_text_of_the_nation_does_not_take_what_an_unnamed_province_counts() -> None:
    doc = document("我国发展快。我国规模大。我国前景好。", "建设省级平台，监测基站43个。")
    batch = claims_of(doc, Extraction((), (), (number(doc.text, "43"),)))
    assert about(batch) == []
    assert batch.rejects.num_rows == 1


def test_a_stated_place_becomes_the_region_of_the_mention() -> None:
    text = "甲公司位于杭州。"
    spans = (span(text, "甲公司", C.ENTERPRISE), span(text, "杭州", C.REGION))
    batch = claims_of(document(text), Extraction(spans, (Link(0, Relation.LOCATED_IN, 1),)))
    assert batch.mentions.column("region").to_pylist() == ["reg:330100", "reg:330100"]


@pytest.mark.parametrize(("office", "region"), [("省工信厅", "reg:330000"), ("市工信局", "reg:330100")])
def test_an_office_is_that_of_the_province_or_city_spoken_of(office: str, region: str) -> None:
    doc = document(HEADING, f"杭州新建基站。{office}印发通知。")
    spans = (span(doc.text, "杭州", C.REGION), span(doc.text, office, C.ORGANIZATION))
    batch = claims_of(doc, Extraction(spans))
    assert batch.mentions.to_pylist()[-1]["region"] == region


def test_a_firm_that_is_called_like_a_city_is_not_therefore_in_it() -> None:
    doc = document("大同发布新品。")
    batch = claims_of(doc, Extraction((span(doc.text, "大同", C.ENTERPRISE),)))
    assert batch.mentions.column("region").to_pylist() == [""]


def test_a_firm_whose_brand_begins_like_a_county_is_not_therefore_there() -> None:
    doc = document("东阳光发布新品。")
    batch = claims_of(doc, Extraction((span(doc.text, "东阳光", C.ENTERPRISE),)))
    assert batch.mentions.column("region").to_pylist() == [""]


def test_a_declared_alias_is_an_attribute() -> None:
    text = "甲乙科技有限公司（简称甲乙科技）很好。"
    batch = claims_of(document(text), Extraction((span(text, "甲乙科技有限公司", C.ENTERPRISE),)))
    row = batch.attributes.to_pylist()[0]
    assert (row["name"], row["value"]) == ("alias", "甲乙科技")


def test_a_policy_rests_on_what_it_was_made_by_and_replaces_what_it_repeals() -> None:
    text = "根据《甲条例》，制定本办法。《乙办法》同时废止。"
    spans = (span(text, "甲条例", C.POLICY), span(text, "乙办法", C.POLICY))
    batch = claims_of(document(text, title="丙办法"), Extraction(spans))
    mentions = batch.mentions.column("name").to_pylist()
    found = [(mentions[c["subject"]], c["relation"], mentions[c["object"]]) for c in batch.claims.to_pylist()]
    assert found == [("丙办法", "based_on", "甲条例"), ("丙办法", "replaces", "乙办法")]


def test_table_cells_are_observations_with_their_row() -> None:
    table = TextTable(("地区", "产值（亿元）"), (("杭州", "12.5"), ("不明处", "3")), "2023年产值", page=4)
    batch = claims_of(document("正文。", tables=(table,)), Extraction(()))
    row, evidence = batch.observations.to_pylist()[0], batch.evidence.to_pylist()[0]
    assert (row["indicator"], row["value"], row["unit"], row["period"]) == ("产值", 12.5, "亿元", "2023年")
    assert (evidence["row"], evidence["page"]) == (1, 4)
    assert batch.rejects.num_rows == 1


@given(st.lists(st.sampled_from(["甲公司", "芯片", "43个", "，", "。", "全省", "某企业"]), max_size=12).map("".join))
def test_any_document_gives_a_batch_of_the_agreed_shape(text: str) -> None:
    doc = document(text)
    spans = (span(text, "甲公司", C.ENTERPRISE),) if "甲公司" in text else ()
    readings = (number(text, "43"),) if "43" in text else ()
    batch = claims_of(doc, Extraction(spans, (), readings))
    for name, shape in SHAPES.items():
        assert getattr(batch, name).schema == shape
    assert batch.observations.num_rows + batch.rejects.num_rows == len(readings)
