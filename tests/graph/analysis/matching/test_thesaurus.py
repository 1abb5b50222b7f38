from graph.analysis.matching.thesaurus import Thesaurus, broader_in, bundled_thesaurus, joined, senses_in


def test_a_line_is_a_sense_with_its_names_other_names_and_purposes() -> None:
    (sense,) = senses_in(["# 注", "", "水泵 泵 | 潜水泵 | 抽水 排涝"])
    assert (sense.title, sense.names, sense.others, sense.purposes) == (
        "水泵", ("水泵", "泵"), ("潜水泵",), ("抽水", "排涝"),
    )  # fmt: skip


def test_senses_of_one_title_are_one() -> None:
    (sense,) = joined(senses_in(["水泵 | 潜水泵 | 抽水", "水泵 | | 排涝"]))
    assert (sense.others, sense.purposes) == (("潜水泵",), ("抽水", "排涝"))


def test_the_sense_that_shares_rarer_words_fits_a_description_best() -> None:
    thesaurus = Thesaurus(tuple(senses_in(["水泵 | | 抽水 排涝", "风机 | | 通风 换气", "锅炉 | | 烧水 供暖"])))
    fits = thesaurus.by_purpose({"排涝": 1.0, "抽水": 1.0})
    assert fits.argmax() == 0
    assert fits[1] == 0


def test_one_chance_pair_counts_less_than_two() -> None:
    thesaurus = Thesaurus(tuple(senses_in(["水泵 | | 抽水 排涝", "风机 | | 抽风 通气"])))
    assert thesaurus.by_purpose({"抽水": 1.0})[0] < thesaurus.by_purpose({"抽水": 1.0, "排涝": 1.0})[0] / 2


def test_a_kind_knows_what_it_is_a_kind_of() -> None:
    assert broader_in("# 注\n包装机械: 贴标机 灌装机\n自动化: 贴标机") == {
        "贴标机": ("包装机械", "自动化"),
        "灌装机": ("包装机械",),
    }


def test_the_bundled_thesaurus_is_broad_and_every_sense_says_something() -> None:
    thesaurus = bundled_thesaurus()
    assert len(thesaurus.senses) > 1000
    assert all(sense.names for sense in thesaurus.senses)
    assert len({sense.title for sense in thesaurus.senses}) == len(thesaurus.senses)
