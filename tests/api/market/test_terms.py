import pytest

from api.market.terms import TermsGiven, terms_of
from api.workspace import Workspace
from ontology.errors import BadMarket, UnknownEntity, UnknownRegion


def test_words_become_ids_and_amounts(space: Workspace) -> None:
    found = terms_of(space, TermsGiven(within="浙江", capacity="3万台", excluded=("样例谐动", " ")))
    assert found.region is not None
    assert found.region.id == "reg:330000"
    assert (found.capacity, found.unit) == (30000, "台")
    assert found.excluded == {"ent:91330100YL0000012E"}


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (TermsGiven(within="没有这个省"), UnknownRegion),
        (TermsGiven(asker="没有这家企业"), UnknownEntity),
        (TermsGiven(capacity="很多"), BadMarket),
        (TermsGiven(capacity="5000"), BadMarket),
    ],
    ids=["region", "firm", "no number", "no unit"],
)
def test_what_is_not_known_is_refused(space: Workspace, given: TermsGiven, error: type[Exception]) -> None:
    with pytest.raises(error):
        terms_of(space, given)
