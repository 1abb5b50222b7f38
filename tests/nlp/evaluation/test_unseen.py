from nlp.annotated import AnnotatedSentence
from nlp.evaluation.unseen import Unseen, without
from nlp.model_file import NO_MODEL
from nlp.pipeline import Extractor
from nlp.spans import Extraction, Span
from ontology.schema import EntityClass

FIRM = EntityClass.ENTERPRISE


def told(text: str, *names: str) -> AnnotatedSentence:
    spans = (Span(text.index(name), text.index(name) + len(name), name, FIRM) for name in names)
    return AnnotatedSentence("a-1", text, Extraction(tuple(spans)))


def test_the_longer_and_shorter_forms_of_a_name_are_known_by_it() -> None:
    unseen = Unseen.of([told("星海集团在杭州。", "星海集团")], FIRM)
    assert all(unseen.is_known(form, FIRM) for form in ("星海集团", "星海", "星海集团有限公司"))
    assert not unseen.is_known("星河", FIRM)
    assert not unseen.is_known("星海", EntityClass.REGION)
    assert unseen.is_known("星海集团", EntityClass.ORGANIZATION)


def test_a_training_sentence_tells_a_name_in_its_text_or_a_form_of_it_as_annotated() -> None:
    unseen = Unseen.of([told("星海集团在杭州。", "星海集团")], FIRM)
    assert unseen.tells(told("昨天星海集团开工。"))
    assert unseen.tells(told("昨天星海开工。", "星海"))
    assert not unseen.tells(told("昨天星海开工。"))


def test_sentences_that_tell_a_name_are_left_out_of_training() -> None:
    unseen = Unseen.of([told("星海集团在杭州。", "星海集团")], FIRM)
    other = told("谷雨开工。", "谷雨")
    assert unseen.untold([told("星海集团开工。"), other]) == (other,)


def test_of_no_sentences_nothing_is_unseen() -> None:
    unseen = Unseen.of([], FIRM)
    assert not unseen.is_known("星海", FIRM)
    assert not unseen.tells(told("星海开工。", "星海"))


def test_an_extractor_without_a_name_finds_it_no_longer_by_the_lexicon() -> None:
    extractor = Extractor([("星海集团", FIRM), ("谷雨集团", FIRM)], model=NO_MODEL)
    blind = without(extractor, Unseen.of([told("星海集团在这里。", "星海集团")], FIRM))
    assert blind.lexicon.classes("星海集团") == frozenset()
    assert blind.lexicon.classes("谷雨集团") == extractor.lexicon.classes("谷雨集团") == {FIRM}
    assert [hit.name for hit in blind.lexicon.hits("星海集团和谷雨集团") if FIRM in hit.classes] == ["谷雨集团"]
    assert FIRM in extractor.lexicon.classes("星海集团")
