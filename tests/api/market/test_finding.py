from api import answers
from api.market.finding import Place, Quotas, find
from api.market.terms import TermsGiven
from api.workspace import Workspace

NEED = "需要谐波减速器"


def test_without_constraints_the_list_is_that_of_match(space: Workspace) -> None:
    found = find(space, NEED, Place(top=5), TermsGiven())
    assert [one.id for one in found.report.results] == [one.id for one in answers.match(space, NEED, top=5).results]
    assert (found.refused, found.quotas) == ((), ())


def test_those_outside_a_region_are_left_out_with_the_reason(space: Workspace) -> None:
    found = find(space, NEED, Place(top=50), TermsGiven(within="浙江"))
    assert found.report.results
    assert all(one.region and one.region.id.startswith("reg:33") for one in found.report.results)
    reasons = [reason for one in found.refused for reason in one.broken]
    assert any("不在浙江省" in reason for reason in reasons)


def test_a_firm_and_its_rivals_are_left_out_for_the_firm_that_asks(space: Workspace) -> None:
    asker = "杭州样例谐动传动科技有限公司"
    found = find(space, NEED, Place(top=50), TermsGiven(asker=asker))
    assert asker not in {one.name for one in found.report.results}
    assert any(reason.startswith("与需求方同做") for one in found.refused for reason in one.broken)


def test_a_quota_is_told_and_its_bound_kept(space: Workspace) -> None:
    plain = find(space, NEED, Place("浙江", 50), TermsGiven()).report.results
    found = find(space, NEED, Place("浙江", 50), TermsGiven(), Quotas(small=0.5, local=0.5, most_loss=0.1))
    assert [one.group for one in found.quotas] == ["中小企业", "本地企业"]
    for before, now in zip(plain, found.report.results, strict=True):
        assert now.score >= (0.9 * 0.9) * before.score - 1e-9
