"""Who pays is no better placed: attributes that say so change no rank, no score and no assignment."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.market.assigning import DemandGiven, MarketGiven, assign
from api.market.finding import Place, Quotas, find
from api.market.terms import TermsGiven
from api.reading import Reading
from api.workspace import Workspace
from graph.analysis.market.payment import is_payment
from graph.snapshot import Snapshot
from ontology.schema import EntityClass

PAID = (
    *("sponsored", "paid", "advertiser", "premium_plan", "vip"),
    *("会员等级", "赞助金额", "广告位", "竞价排名", "置顶", "付费", "冠名"),
)
NEEDS = ("需要谐波减速器", "良率低，想找做视觉检测的", "采购伺服电机")
PAYMENTS = st.dictionaries(
    st.sampled_from(PAID),
    st.one_of(st.booleans(), st.integers(0, 10**7), st.sampled_from(["金牌", "gold"])),
    min_size=1,
)


class Paid(Workspace):
    """The workspace with attributes put on some firms, its indexes made anew of them."""

    def __init__(self, space: Workspace, snapshot: Snapshot, folder: Path) -> None:
        super().__init__(space.settings)
        self._store = space.store
        self._reading = Reading(snapshot, folder)

    @property
    def reading(self) -> Reading:
        assert self._reading is not None
        return self._reading


def paying(snapshot: Snapshot, chosen: set[int], payment: dict[str, Any]) -> Snapshot:
    """The graph in which every firm whose place among the firms is chosen (modulo) pays."""
    firm, texts, nth = snapshot.is_class(EntityClass.ENTERPRISE), list[str](), 0
    for is_firm, text in zip(firm.tolist(), snapshot.nodes["properties"].to_pylist(), strict=True):
        pays = is_firm and nth % 7 in chosen
        nth += is_firm
        texts.append(json.dumps({**json.loads(text or "{}"), **payment}, ensure_ascii=False) if pays else text)
    at = snapshot.nodes.schema.get_field_index("properties")
    nodes = snapshot.nodes.set_column(at, "properties", pa.chunked_array([pa.array(texts, pa.string())]))
    return replace(snapshot, nodes=nodes)


def lists(space: Workspace) -> list[list[tuple[str, float]]]:
    found = [find(space, need, Place("浙江", 30), TermsGiven(), Quotas(0.4, 0.4)) for need in NEEDS]
    return [[(one.id, one.score) for one in each.report.results] for each in found]


def assigned(space: Workspace) -> list[str]:
    demands = [DemandGiven(str(at), need) for at, need in enumerate((*NEEDS, *NEEDS))]
    return [one.provider.id if one.provider else "" for one in assign(space, MarketGiven(demands)).demands]


@pytest.fixture(scope="module")
def unpaid(space: Workspace) -> tuple[list[list[tuple[str, float]]], list[str]]:
    return lists(space), assigned(space)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.integers(0, 6), min_size=1), payment=PAYMENTS)
def test_no_payment_changes_a_rank_a_score_or_an_assignment(
    space: Workspace, unpaid: tuple[Any, Any], chosen: set[int], payment: dict[str, Any]
) -> None:
    with TemporaryDirectory() as folder:
        paid = Paid(space, paying(space.reading.snapshot, chosen, payment), Path(folder))
        assert lists(paid) == unpaid[0]
        assert assigned(paid) == unpaid[1]


@pytest.mark.parametrize("name", PAID)
def test_payments_are_known_by_their_names(name: str) -> None:
    assert is_payment(name)


@pytest.mark.parametrize("name", ["专精特新中小企业", "高新技术企业", "ISO 9001", "营业收入", "推广目录", "share"])
def test_qualifications_are_no_payments(name: str) -> None:
    assert not is_payment(name)
