from nlp.evaluation.score import Score


def test_a_perfect_and_an_empty_result_score_one_and_nought() -> None:
    assert Score(3, 3, 3).f1 == 1.0
    assert Score().f1 == Score().precision == Score().recall == 0.0


def test_f1_is_the_harmonic_mean() -> None:
    score = Score(2, 4, 8)
    assert score.f1 == 2 * score.precision * score.recall / (score.precision + score.recall)


def test_scores_add_up() -> None:
    assert Score(1, 2, 3) + Score(1, 1, 1) == Score(2, 3, 4)
