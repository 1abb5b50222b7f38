"""What speaks for each candidate, as columns of values 0..1. Method: docs/methods.md, equation M3."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.matching.concepts import Concepts
from graph.analysis.matching.offers import SERVING, Offers
from graph.analysis.matching.slices import each_once

FEATURES: Final = (
    "产品相符",
    "业务占比",
    "行业相符",
    "名称相符",
    "文字相关",
    "证据",
    "证据时效",
    "地区",
    "规模相符",
    "链上位置",
    "同行业案例",
    "称号",
)
FRESH: Final = 5.0  # years in which evidence loses half of its worth
MAIN: Final = 0.4  # a share of revenue from which a business is the main one in full
_SAME_THING: Final = 0.6  # nearness, beside the best one of a firm, from which shares are added up

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Pool:
    """Candidates and what is known of them, n values each, in the order of their node numbers."""

    provider: Numbers  # node numbers, each once
    nearness: Floats  # of the nearest thing that it serves, 0 without one
    share: Floats  # of that in its revenue, nan where unknown
    confidence: Floats  # of the fact that says so
    sources: Numbers  # independent ones of that fact
    age: Floats  # years since its newest source, nan where unknown
    industry: Floats  # nearness of the industry it is classed in
    name: Floats  # how well its name says that it does it
    text: Floats  # BM25 of what is known of it, beside the best
    place: Floats  # 1 in the region asked for, 0.6 in its province, nan where its home is unknown
    scale: Floats  # 1 where its size fits what the need says of scale, nan where its size is unknown
    chain: Floats  # 1 where what it serves goes into what the need says the asker makes
    cases: Floats  # 1 for one that serves or supplies the industry of the asker
    titles: Floats  # 1 for one that holds a title the need names, such as 专精特新
    best: Numbers  # row of the offers that says what it serves, -1 without one
    concept: Numbers  # place of that row's thing among the concepts, -1 without one

    @property
    def values(self) -> Floats:
        """The features, a row a candidate, a column a feature."""
        return np.stack(self.columns).T

    @property
    def columns(self) -> tuple[Floats, ...]:
        """The features one by one, a value a candidate each."""
        share = np.sqrt(np.minimum(_known(self.share) / MAIN, 1.0))
        trust = self.confidence * (1 - np.exp2(-self.sources.astype(np.float64)))
        fresh = _known(np.exp2(self.age / -FRESH))
        relevance = np.maximum.reduce([self.nearness, self.industry, self.name, 0.2 * self.text])
        return (
            self.nearness, share * self.nearness, self.industry, self.name, self.text,
            trust * self.nearness, fresh * self.nearness, _known(self.place) * relevance,
            _known(self.scale) * relevance,
            self.chain * self.nearness, self.cases * relevance,
            self.titles * relevance,
        )  # fmt: skip

    def taken(self, rows: Numbers) -> "Pool":
        """The candidates at some places, in that order."""
        return Pool(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})

    def changed(self, at: int, **given: float) -> "Pool":
        """The candidate at a place alone, with some things known of it otherwise."""
        return replace(self.taken(np.array([at])), **{name: np.array([value]) for name, value in given.items()})


def _known(values: Floats) -> Floats:
    """Values with 0 for what is unknown."""
    return np.where(np.isnan(values), 0.0, values)


def gathered(offers: Offers, things: Concepts, others: tuple[Concepts, Concepts], strangers: Numbers) -> Pool:
    """All who serve one of the things, are classed in one of the industries or named so, and who is like by text alone.

    Args:
        offers, things: who serves what, and what would serve.
        others: industries and firms that are what is asked for by their names.
        strangers: providers that text alone adds.
    """
    industries, firms = others
    rows, place = offers.rows_of(things.number)
    product = offers.relation[rows] < len(SERVING)
    rows, place = rows[product], place[product]
    members, industry = offers.rows_of(industries.number)
    found = (offers.provider[rows], offers.provider[members], firms.number, strangers)
    providers, (at, of_members, of_firms, _) = each_once(found)
    empty = without_facts(providers)
    empty.name[of_firms] = firms.nearness
    np.maximum.at(empty.industry, of_members, industries.nearness[industry])
    return _with_products(empty, offers, (rows, place, at), things.nearness[place])


def without_facts(providers: Numbers) -> Pool:
    """Candidates of whom nothing is known yet."""
    size = providers.size
    nearness, confidence, industry, name, text, place, scale, chain, cases, titles = (np.zeros(size) for _ in range(10))
    best, concept = np.full(size, -1, np.int64), np.full(size, -1, np.int64)
    share, age, sources = np.full(size, np.nan), np.full(size, np.nan), np.zeros(size, np.int64)
    return Pool(
        providers,
        nearness,
        share,
        confidence,
        sources,
        age,
        industry,
        name,
        text,
        place,
        scale,
        chain,
        cases,
        titles,
        best,
        concept,
    )


def _with_products(pool: Pool, offers: Offers, found: tuple[Numbers, Numbers, Numbers], near: Floats) -> Pool:
    """What they serve: the nearest thing of each, of several the one with the largest share.

    Args:
        pool: candidates of whom nothing is known yet.
        offers: who serves what.
        found: rows of the offers, ascending; for each the place of its thing and that of its provider in the pool.
        near: nearness of the thing of each row.
    """
    rows, place, at = found
    shares = offers.share[rows]
    first = _best_rows(at, near, _known(shares), pool.provider.size)
    own, facts = at[first], rows[first]
    pool.best[own], pool.concept[own], pool.nearness[own] = facts, place[first], near[first]
    pool.confidence[own], pool.sources[own], pool.age[own] = (
        column[facts] for column in (offers.confidence, offers.sources, offers.age)
    )
    return replace(pool, share=_shares(shares, near, at, pool.nearness))


def _best_rows(at: Numbers, near: Floats, shares: Floats, size: int) -> Numbers:
    """The row of each provider whose thing is nearest, of several the one of the largest share, then the first."""
    nearest, largest, first = np.zeros(size), np.zeros(size), np.full(size, -1)
    np.maximum.at(nearest, at, near)
    rows = np.flatnonzero(near == nearest[at])
    np.maximum.at(largest, at[rows], shares[rows])
    rows = rows[shares[rows] == largest[at[rows]]][::-1]
    first[at[rows]] = rows  # of several the one that is written last
    return first[first >= 0]


def _shares(shares: Floats, near: Floats, at: Numbers, best: Floats) -> Floats:
    """Share of revenue of what is as near as a provider's best: the largest, and half of what the others add.

    Registers mix several axes of reporting, so that shares may count the same business twice.
    """
    same = np.flatnonzero((near >= _SAME_THING * best[at]) & ~np.isnan(shares))
    own = at[same]
    weight = shares[same] * near[same] / best[own]
    largest, total = np.full(best.size, -1.0), np.bincount(own, weight, best.size)
    np.maximum.at(largest, own, weight)
    return np.where(largest >= 0, np.minimum(largest + 0.5 * (total - largest), 1.0), np.nan)
