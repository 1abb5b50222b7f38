"""Whose number it is."""

from nlp.quantities.subjects import subject_at
from nlp.spans import Span
from ontology.schema import EntityClass as C


def subject(text: str, *names: tuple[str, C]) -> str:
    spans = tuple(Span(text.index(name), text.index(name) + len(name), name, cls) for name, cls in names)
    return subject_at(text, spans, text.index("9"), text.index("9") + 2)


def test_the_actor_that_opens_the_sentence_speaks_for_its_numbers() -> None:
    assert subject("甲集团加快转型，建成工厂9家", ("甲集团", C.ENTERPRISE)) == "甲集团"


def test_a_region_before_a_firm_only_says_where_it_is() -> None:
    assert subject("法国米其林投资9亿元", ("法国", C.REGION), ("米其林", C.ENTERPRISE)) == "米其林"


def test_one_of_a_list_does_not_speak() -> None:
    assert subject("甲公司、乙公司等9家企业入选", ("甲公司", C.ENTERPRISE), ("乙公司", C.ENTERPRISE)) == ""


def test_the_source_of_a_figure_does_not_speak() -> None:
    assert subject("甲公司数据显示，企业9家", ("甲公司", C.ENTERPRISE)) == ""


def test_the_nation_takes_over() -> None:
    assert subject("甲部介绍，我国建成基站9个", ("甲部", C.ORGANIZATION)) == "全国"


def test_a_project_after_the_number_owns_it() -> None:
    text = "总投资9元的甲项目开工"
    spans = (Span(6, 9, "甲项目", C.INITIATIVE),)
    assert subject_at(text, spans, 3, 5) == "甲项目"
