"""Counties whose short name begins a firm's name: 昆山样例有限公司 is of 昆山, or its 字号 begins so.

The grammar does not take such a name apart, since 永安 and 东方 are words, too. A name without it may still be meant,
so that it counts as one that fits, and is that firm's where the mention is known to be of the county.
"""

from functools import cache
from typing import Any, Final

import pyarrow as pa

from ontology.values.regions import regions

_LENGTHS: Final = (2, 3)
_FILL: Final = "CREATE OR REPLACE TEMP TABLE id_county AS FROM counties"


def take_counties(connection: Any) -> None:
    """Fill `id_county` (short, county): 昆山 and the six digits of its code."""
    connection.register("counties", _counties())
    connection.execute(_FILL)
    connection.unregister("counties")


@cache
def _counties() -> pa.Table:
    larger = {one.short for one in regions() if one.level in ("province", "city")}
    found = [
        (one.short, one.code)
        for one in regions()
        if one.level == "county" and one.name in (f"{one.short}市", f"{one.short}县") and one.short not in larger
    ]
    short, county = zip(*found, strict=True)
    return pa.table({"short": short, "county": county})


def begun_by_county(table: str, columns: str) -> str:
    """SQL for the firms of `table` whose core begins with a county: `columns`, rest (the core after it), county."""
    return " UNION ALL ".join(
        f"SELECT {columns}, substr(core, {size + 1}) AS rest, county FROM {table} JOIN id_county "
        f"ON short = left(core, {size}) WHERE family = 'actor' AND form <> '' AND length(short) = {size}"
        for size in _LENGTHS
    )
