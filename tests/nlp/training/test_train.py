from pathlib import Path

import pytest

from nlp.annotated import AnnotatedSentence
from nlp.evaluation.unseen import Unseen
from nlp.model_file import Model, read_model, write_model
from nlp.pipeline import Extractor
from nlp.tagging.clusters import Clusters
from nlp.training.generate import generate
from nlp.training.names import Penalties
from nlp.training.train import Plan, train
from ontology.errors import NothingToLearn
from ontology.schema import EntityClass

PLAN = Plan(generated=60, folds=2, penalties=Penalties(rounds=15))


def silent(_: str) -> None: ...


@pytest.fixture(scope="module")
def sentences() -> tuple[AnnotatedSentence, ...]:
    return generate(120, 3)


@pytest.fixture(scope="module")
def model(sentences: tuple[AnnotatedSentence, ...]) -> Model:
    return train(sentences, Clusters({}), PLAN, silent)


def test_the_same_sentences_and_seed_give_the_same_bytes(
    sentences: tuple[AnnotatedSentence, ...], model: Model, tmp_path: Path
) -> None:
    write_model(tmp_path / "once", model)
    write_model(tmp_path / "twice", train(sentences, Clusters({}), PLAN, silent))
    assert (tmp_path / "once").read_bytes() == (tmp_path / "twice").read_bytes()


def test_a_trained_model_finds_names_in_a_text(model: Model, tmp_path: Path) -> None:
    write_model(tmp_path / "a.model", model)
    found = Extractor(model=read_model(tmp_path / "a.model")).entities("浙江样例机器人有限公司位于杭州市。")
    assert [span.text for span in found] == ["浙江样例机器人有限公司", "杭州市"]


def test_the_card_says_what_the_model_was_made_of_and_how_well_it_does(model: Model) -> None:
    assert model.card["sentences"] == 120
    assert 0 < model.card["held_out_all"]["f1"] <= 1


def test_names_that_shall_be_unseen_are_in_nothing_that_is_learned_from(
    sentences: tuple[AnnotatedSentence, ...],
) -> None:
    few, unseen = sentences[:60], Unseen.of(sentences[:10], EntityClass.ENTERPRISE)
    plan = Plan(generated=20, folds=2, penalties=Penalties(rounds=2), unseen=unseen)
    heard: list[str] = []
    card = train(few, Clusters({}), plan, heard.append).card
    assert card["sentences"] == len(unseen.untold(few)) < len(few)
    assert card["without"] == f"{len(unseen.names)} Enterprise"
    assert f"{len(unseen.untold(generate(20, plan.seed)))} 句生成" in heard[0]


def test_where_every_sentence_tells_a_name_there_is_nothing_to_learn(
    sentences: tuple[AnnotatedSentence, ...],
) -> None:
    unseen = Unseen.of(sentences[:1], sentences[0].extraction.entities[0].cls)
    with pytest.raises(NothingToLearn):
        train(sentences[:1], Clusters({}), Plan(generated=0, folds=2, unseen=unseen), silent)
