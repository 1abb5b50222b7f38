from nlp.relations.gaps import gap_of


def test_a_clause_opens_in_a_gap_until_a_verb_follows() -> None:
    assert gap_of("生产，").opens
    assert not gap_of("，生产").opens
    assert gap_of("，生产").stops == 1


def test_the_words_of_a_gap_tell_what_they_do() -> None:
    assert "make" in {act for said in gap_of("生产").acts for act in said}


def test_a_gap_of_nothing_has_no_words_and_no_clause_end() -> None:
    assert gap_of("").mark == ""
    assert gap_of("、").mark == "x"
    assert gap_of("。").mark == ","


def test_a_verb_with_names_before_the_later_name_is_told_from_one_without() -> None:
    gap = gap_of("生产")
    assert gap.last_verb(near=True).signs != gap.last_verb(near=False).signs
