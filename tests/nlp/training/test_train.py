from pathlib import Path

import pytest

from nlp.annotated import AnnotatedSentence
from nlp.model_file import Model, read_model, write_model
from nlp.pipeline import Extractor
from nlp.tagging.clusters import Clusters
from nlp.training.generate import generate
from nlp.training.names import Penalties
from nlp.training.train import Plan, train

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
