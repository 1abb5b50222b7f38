"""Names said in one breath."""

from nlp.relations.groups import groups_of
from nlp.spans import Span
from ontology.schema import EntityClass as C


def group_sizes(text: str, names: list[str], cls: C = C.ENTERPRISE) -> list[int]:
    spans = [Span(text.index(name), text.index(name) + len(name), name, cls) for name in names]
    return [len(group.members) for group in groups_of(text, spans)]


def test_a_list_is_one_group() -> None:
    assert group_sizes("钢铁、化工和汽车等行业", ["钢铁", "化工", "汽车"], C.INDUSTRY) == [3]


def test_a_comma_or_a_verb_parts_names() -> None:
    assert group_sizes("甲公司，乙公司收购丙公司", ["甲公司", "乙公司", "丙公司"]) == [1, 1, 1]
