"""Other names a text declares."""

from nlp.aliases import aliases_of
from nlp.spans import Span
from ontology.schema import EntityClass as C


def aliases(text: str, name: str, cls: C = C.ENTERPRISE) -> list[str]:
    start = text.index(name)
    return [alias for _, alias in aliases_of(text, (Span(start, start + len(name), name, cls),))]


def test_a_declared_short_name_is_an_alias() -> None:
    assert aliases("甲乙科技有限公司（以下简称“甲乙科技”）宣布", "甲乙科技有限公司") == ["甲乙科技"]


def test_latin_capitals_in_brackets_are_an_alias() -> None:
    assert aliases("世界知识产权组织（WIPO）发布", "世界知识产权组织", C.ORGANIZATION) == ["WIPO"]


def test_any_other_bracket_is_none() -> None:
    assert aliases("甲乙科技有限公司（总部在杭州）宣布", "甲乙科技有限公司") == []
    assert aliases("边缘计算（MEC）应用", "边缘计算", C.TECHNOLOGY) == []
