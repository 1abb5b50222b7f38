"""Who serves what is put together as sorting all rows would do it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.matching.concepts import Concepts
from graph.analysis.matching.features import gathered
from graph.analysis.matching.offers import Offers

FEW = some.integers(0, 3)
ROWS = some.lists(
    some.tuples(FEW, FEW, some.sampled_from([0.1, 0.5, np.nan])), min_size=1, max_size=12, unique_by=lambda row: row[:2]
)
NONE = Concepts(np.empty(0, np.int64), np.empty(0), np.empty(0, np.int64), ())


def offers(rows: list[tuple[int, int, float]]) -> Offers:
    """Rows of thing, provider and share."""
    thing, provider, share = (np.array(column) for column in zip(*sorted(rows), strict=True))
    zeros = np.zeros(thing.size)
    return Offers(
        provider=provider, share=share, confidence=zeros + 0.9, sources=zeros.astype(np.int64) + 1, age=zeros,
        relation=zeros.astype(np.int8), row=np.arange(thing.size), start=np.searchsorted(thing, np.arange(5)),
    )  # fmt: skip


@given(ROWS, some.lists(some.sampled_from([0.3, 0.6, 1.0]), min_size=4, max_size=4))
def test_each_provider_counts_by_its_nearest_thing_then_by_the_largest_share(
    rows: list[tuple[int, int, float]], nearness: list[float]
) -> None:
    things = Concepts(np.arange(4), np.array(nearness), np.zeros(4, np.int64), ("",))
    pool = gathered(offers(rows), things, (NONE, NONE), np.empty(0, np.int64))
    best: dict[int, tuple[float, float, int]] = {}
    for thing, provider, share in sorted(rows, reverse=True):
        rank = (nearness[thing], float(np.nan_to_num(share)), thing)
        best[provider] = max(best.get(provider, rank), rank, key=lambda one: (one[0], one[1], -one[2]))
    assert pool.provider.tolist() == sorted(best)
    assert pool.nearness.tolist() == [best[one][0] for one in sorted(best)]
    assert pool.concept.tolist() == [best[one][2] for one in sorted(best)]


def test_a_share_that_is_stated_to_be_nothing_is_known() -> None:
    things = Concepts(np.arange(4), np.ones(4), np.zeros(4, np.int64), ("",))
    pool = gathered(offers([(0, 0, 0.0), (0, 1, np.nan)]), things, (NONE, NONE), np.empty(0, np.int64))
    assert pool.share[0] == 0
    assert np.isnan(pool.share[1])
