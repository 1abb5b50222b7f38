import pytest

from nlp.lexicon import Lexicon, bundled_lexicon, common_words, heads, read_rows, words_of
from ontology.schema import EntityClass

FILES = ("enterprises", "organizations", "technologies", "industries", "scenarios", "platforms", "places")


@pytest.mark.parametrize("name", FILES)
def test_a_lexicon_lists_each_name_once_and_says_its_origin(name: str) -> None:
    names = [row[0] for row in read_rows(name)]
    assert len(names) == len(set(names))
    assert all(name == name.strip() and name for name in names)


def test_the_lexicons_are_broad() -> None:
    sizes = {name: len(read_rows(name)) for name in FILES}
    assert sizes["technologies"] > 500
    assert sizes["industries"] > 200
    assert sizes["scenarios"] > 150
    assert sizes["enterprises"] > 300


def test_one_name_may_have_two_classes() -> None:
    assert bundled_lexicon().classes("集成电路") == {EntityClass.INDUSTRY, EntityClass.TECHNOLOGY}


def test_names_of_ones_own_are_found_beside_the_bundled_ones() -> None:
    lexicon = Lexicon([("青禾云联", EntityClass.ENTERPRISE)])
    found = {hit.name: hit.classes for hit in lexicon.hits("青禾云联在浙江")}
    assert found["青禾云联"] == {EntityClass.ENTERPRISE}
    assert EntityClass.REGION in found["浙江"]
    assert not bundled_lexicon().classes("青禾云联")


def test_the_country_itself_is_no_region_name() -> None:
    assert not bundled_lexicon().classes("中国")


def test_every_head_has_a_class_and_every_verb_a_known_role() -> None:
    assert heads()["研究院"][0].cls is EntityClass.ORGANIZATION
    assert set(words_of("verbs").values()) == {"stop", "inner", "near"}
    assert "企业" in common_words("owner")
