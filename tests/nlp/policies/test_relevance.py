"""Which sentences carry conditions where nothing above them says so."""

from nlp.policies.reading import read_policy
from ontology.eligibility.records import PolicyText

TOLD = "牵头企业上年度营业收入达到10亿元，研发人员不低于200人。"


def fields(title: str, text: str) -> list[str]:
    return [one.field for one in read_policy(PolicyText("p", title, text)).conditions]


def test_a_title_that_calls_for_applications_needs_no_heading_above_what_it_asks() -> None:
    assert fields("创新中心建设要求", f"（一）牵头企业\n{TOLD}") == ["revenue", "rd_staff"]


def test_measures_for_an_economy_ask_only_what_they_say_in_so_many_words() -> None:
    assert fields("促进高质量发展若干措施", f"一、成效\n{TOLD}") == []
    text = "一、扶持对象为合肥市内注册的企业。\n二、对上年度营业收入达到10亿元的企业，奖励10万元。"
    assert fields("促进高质量发展若干措施", text) == ["region", "revenue"]


def test_what_offices_do_is_asked_of_no_firm() -> None:
    assert fields("甲市示范企业申报通知", "各县工信局推荐企业不超过10家，发明专利3件以上的优先。") == []


def test_questions_with_answers_are_read_under_what_they_ask() -> None:
    text = "问：哪些企业可以申请？\n答：职工总数20人以上。\n问：哪些情形不能申请？\n答：列入失信名单的。"
    assert fields("甲市补贴办理须知", text) == ["employees", "blacklisted"]
