"""Words by the company they keep, learned from plain texts."""

import pytest

from nlp.tagging.clusters import Clusters
from nlp.training.clusters import learn_clusters
from nlp.training.generate import generate


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [one.text for one in generate(400, 3)]


@pytest.fixture(scope="module")
def clusters(texts: list[str]) -> Clusters:
    return learn_clusters(texts, seed=1)


def test_a_frequent_word_has_a_fine_and_a_coarse_cluster_and_a_rare_one_has_none(clusters: Clusters) -> None:
    assert min(clusters.of["企业"]) >= 1
    assert "饕餮" not in clusters.of


def test_the_same_texts_and_seed_give_the_same_clusters(texts: list[str], clusters: Clusters) -> None:
    assert learn_clusters(texts, seed=1) == clusters


def test_too_few_texts_give_no_clusters() -> None:
    assert learn_clusters(["企业发展。"] * 20) == Clusters({})


def test_clusters_come_back_as_they_were_written(clusters: Clusters) -> None:
    assert Clusters.from_arrays(clusters.to_arrays()) == clusters
    assert Clusters.from_arrays(Clusters({}).to_arrays()) == Clusters({})
