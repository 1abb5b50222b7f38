"""Random small markets for the tests of both ways of matching."""

from hypothesis import strategies as st

from graph.analysis.market.pairs import Market, market_of


@st.composite
def markets(draw: st.DrawFn, *, ties: bool = True) -> Market:
    """Up to seven demands and five providers with room for 0 to 3."""
    demands, providers = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    ends = st.tuples(st.integers(0, demands - 1), st.integers(0, providers - 1))
    pairs = draw(st.lists(ends, unique=True, max_size=24))
    step = 4 if ties else 10_000
    score = st.integers(0, step).map(lambda number: number / step)
    unique = not ties
    worth = draw(st.lists(score, min_size=len(pairs), max_size=len(pairs), unique=unique))
    liking = draw(st.lists(score, min_size=len(pairs), max_size=len(pairs), unique=unique))
    room = draw(st.lists(st.integers(0, 3), min_size=providers, max_size=providers))
    columns = [one for one, _ in pairs], [one for _, one in pairs]
    return market_of(columns, worth, room, demands=demands, liking=liking)
