from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.review.consequence import finding_of
from graph.review.counts import COUNTRY, Makers, Rows, changes_of

NONE = Rows(*(np.empty(0, np.int64),) * 3)


def column(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


# firms 0 and 1 make thing 0, firm 1 makes thing 1; firm 0 sits in province 1, firm 1 in province 2
MAKERS = Makers(column(0, 0, 1), column(0, 1, 1), column(1, 2))


def test_one_maker_fewer_changes_the_country_and_its_province() -> None:
    found = changes_of(MAKERS, Rows(column(0), column(0), column(1)), NONE)
    rows = list(zip(found.province, found.before, found.after, strict=True))
    assert rows == [(COUNTRY, 2, 1), (1, 1, 0)]
    assert found.weight(1).tolist() == [1.5]


def test_a_maker_of_no_known_province_counts_in_the_country_alone() -> None:
    found = changes_of(MAKERS, NONE, Rows(column(0), column(1), column(COUNTRY)))
    assert list(zip(found.province, found.before, found.after, strict=True)) == [(COUNTRY, 1, 2)]


def test_a_maker_that_moves_changes_two_provinces_and_not_the_country() -> None:
    found = changes_of(MAKERS, Rows(column(0), column(1), column(2)), Rows(column(0), column(1), column(1)))
    assert list(zip(found.province, found.before, found.after, strict=True)) == [(1, 0, 1), (2, 1, 0)]


def test_questions_are_kept_apart() -> None:
    gone = Rows(column(0, 2), column(0, 1), column(COUNTRY, COUNTRY))
    found = changes_of(MAKERS, gone, NONE)
    assert found.weight(3).tolist() == [0.5, 0.0, 1.0]
    assert found.of([2]).thing.tolist() == [1]


def test_a_count_among_many_weighs_little() -> None:
    many = Makers(np.zeros(10, np.int64), np.arange(10), np.zeros(10, np.int64))
    found = changes_of(many, Rows(column(0), column(0), column(COUNTRY)), NONE)
    assert found.weight(1).tolist() == [0.1]


def test_findings_are_named_where_a_count_comes_to_none_or_one_or_leaves_it() -> None:
    counts = ((1, 0), (2, 1), (0, 1), (1, 2), (3, 2))
    assert [finding_of(*one) for one in counts] == ["成为断点", "成为单点", "不再是断点", "不再是单点", ""]


FIRMS, THINGS = 5, 3
ROWS = st.lists(st.tuples(st.integers(0, THINGS - 1), st.integers(0, FIRMS - 1)), unique=True, max_size=12)


def counted(rows: list[tuple[int, int]], homes: list[int]) -> Counter[tuple[int, int]]:
    """Makers of each thing in the country and in provinces, one by one."""
    found = Counter((thing, COUNTRY) for thing, _ in rows)
    found.update((thing, homes[firm]) for thing, firm in rows if homes[firm] != COUNTRY)
    return found


@given(rows=ROWS, homes=st.lists(st.integers(0, 2), min_size=FIRMS, max_size=FIRMS), who=st.integers(0, FIRMS - 1))
def test_counts_without_a_firm_are_those_of_a_recount(rows: list[tuple[int, int]], homes: list[int], who: int) -> None:
    makers = Makers(column(*(thing for thing, _ in rows)), column(*(firm for _, firm in rows)), column(*homes))
    asked, things = makers.of(column(who))
    found = changes_of(makers, Rows(asked, things, column(*homes)[np.full(asked.size, who)]), NONE)
    before, after = counted(rows, homes), counted([row for row in rows if row[1] != who], homes)
    told = {
        (int(thing), int(place)): (int(old), int(new))
        for thing, place, old, new in zip(found.thing, found.province, found.before, found.after, strict=True)
    }
    assert told == {cell: (before[cell], after[cell]) for cell in before if before[cell] != after[cell]}
