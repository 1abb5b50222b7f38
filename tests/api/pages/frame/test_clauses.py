"""Findings in English: every sentence of the diagnosis of the sample is made of known clauses."""

import pytest

from api import answers
from api.pages.frame.clauses import in_english
from api.workspace import Workspace


@pytest.mark.parametrize("region", [None, "浙江", "江苏"])
def test_every_finding_has_its_english(space: Workspace, region: str | None) -> None:
    report = answers.gaps(space, "industrial-robot", region, healthy=True)
    said = {gap.explanation for gap in report.gaps} | {why.note for gap in report.gaps for why in gap.why if why.note}
    assert sorted(one for one in said if in_english(one) is None) == []


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("见到国内企业 6 家；没有可比的其他地区，不判断短板与长板",
         "6 firms are seen (in the country); no other region to compare with: neither weak nor strong is judged"),
        ("确实没有企业的概率 64%", "chance that there is none 64%"),
        ("需要它的企业如甲厂、乙厂", "firms that need it are 甲厂、乙厂"),
        ("另有 2 家所在地不详；一句没见过的话", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_sentence_is_english_where_each_of_its_clauses_is_known(chinese: str, english: str | None) -> None:
    assert in_english(chinese) == english
