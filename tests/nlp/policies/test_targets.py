"""Goals that policies set."""

from nlp.policies.support import supporting_clauses
from nlp.policies.targets import targets_of


def test_goals_of_a_sentence_share_its_year() -> None:
    text = "到2027年，全省研发投入强度达到2%以上，培育专精特新企业5000家。"
    found = targets_of(text, "浙江省行动方案")
    assert [(one.metric, one.value, one.unit, one.year, one.place) for one in found] == [
        ("研发投入强度", 2.0, "%", 2027, "浙江省"),
        ("专精特新企业", 5000.0, "家", 2027, "浙江省"),
    ]


def test_what_was_reached_is_no_goal() -> None:
    assert targets_of("截至2025年底，全省培育专精特新企业5000家。", "浙江省行动方案") == ()


def test_a_clause_supports_what_it_names_and_not_what_it_refuses() -> None:
    names = {"n": ("编码器", "光电编码器")}
    text = "支持光电编码器产业化项目，给予补助。编码器贸易企业不予支持。"
    assert [(one.key, one.name) for one in supporting_clauses(text, names)] == [("n", "光电编码器")]
