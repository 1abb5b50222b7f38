"""Rows of a claim batch as they are collected."""

from nlp.claim_rows import ClaimRows
from ontology.facts import Evidence, Mention
from ontology.schema import EntityClass, Relation


def test_the_same_mention_and_the_same_sentence_have_one_row() -> None:
    rows = ClaimRows()
    firm = Mention("甲公司", EntityClass.ENTERPRISE)
    assert rows.mention(firm) == rows.mention(firm) == 0
    assert rows.evidence(Evidence("一句。", "extraction/2")) == rows.evidence(Evidence("一句。", "extraction/2")) == 0
    assert rows.batch().mentions.num_rows == 1


def test_names_of_two_classes_are_two_mentions() -> None:
    rows = ClaimRows()
    assert rows.mention(Mention("甲", EntityClass.ENTERPRISE)) != rows.mention(Mention("甲", EntityClass.PLATFORM))


def test_an_alias_is_kept_once() -> None:
    rows = ClaimRows()
    rows.alias(0, "甲", 0)
    rows.alias(0, "甲", 1)
    assert rows.batch().attributes.num_rows == 1


def test_a_claim_points_at_its_rows() -> None:
    rows = ClaimRows()
    rows.claim((3, Relation.USES, 5), 7, confidence=0.5)
    claim = rows.batch().claims.to_pylist()[0]
    assert (claim["subject"], claim["object"], claim["evidence"]) == (3, 5, 7)
