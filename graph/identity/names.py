"""The names in use, read by the grammar: table `id_name`, one row a distinct name of a family."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from graph.identity.grammar import COLUMNS, FORMS, parse_column, place_digits
from graph.identity.grammar.titles import plain_titles
from graph.identity.synonyms import take_brackets
from graph.identity.towns import take_counties
from ontology.values.regions import MUNICIPALITIES

__all__ = ["FORMS", "city_sql", "parse_names", "place_digits", "zone_sql"]

_DISTINCT: Final = """
SELECT DISTINCT family, folded FROM id_mention
UNION SELECT DISTINCT 'actor', folded FROM id_statement
UNION SELECT DISTINCT 'actor', owner_folded FROM id_statement WHERE owner_folded <> ''
ORDER BY family, folded"""

_AT_ONCE: Final = 50_000  # names read together: a million at once take a third longer, and their memory
_READERS: Final = 2  # numpy and Arrow let other threads run

# Two names of one wording are one name: where the place stands does matter, 省 or 市 in it does not.
_PARSED: Final = f"""
CREATE OR REPLACE TEMP TABLE id_name AS
SELECT family, folded, {", ".join(f'"{name}"' for name in COLUMNS)}, concat(place, '|', core) AS wording
FROM parsed_names"""


def parse_names(connection: Any) -> None:
    """Fill `id_name` for names in use: family, folded, the parts of `grammar.COLUMNS`, wording; also `id_synonym`."""
    take_brackets(connection)
    take_counties(connection)
    names = connection.sql(_DISTINCT).to_arrow_table().combine_chunks()
    runs = [names.slice(start, _AT_ONCE) for start in range(0, max(names.num_rows, 1), _AT_ONCE)]
    with ThreadPoolExecutor(_READERS) as pool:
        connection.register("parsed_names", pa.concat_tables(pool.map(_parsed, runs)))
    connection.execute(_PARSED)
    connection.unregister("parsed_names")


def _parsed(names: pa.Table) -> pa.Table:
    """Some of the names beside their parts."""
    family, folded = names["family"].combine_chunks(), names["folded"].combine_chunks()
    policies = pc.equal(family, "Policy")
    titles = pc.replace_with_mask(folded, policies, plain_titles(folded.filter(policies)))
    parts = parse_column(titles, pc.equal(family, "actor").to_numpy(zero_copy_only=False))
    return parts.append_column("family", family).append_column("folded", folded)


def zone_sql(column: str) -> str:
    """SQL for the code digits of a `reg:` id in `column`, as `place_digits`; empty for the country and for zones."""
    digits = f"regexp_replace(regexp_replace(substr({column}, 5), '^100000$', ''), '(00){{1,2}}$', '')"
    return f"CASE WHEN regexp_matches({column}, '^reg:[0-9]{{6}}$') THEN {digits} ELSE '' END"


def city_sql(place: str) -> str:
    """SQL for the digits of the city in which the district of six digits in `place` is; a municipality is one."""
    digits = ", ".join(f"'{region[4:6]}'" for region in sorted(MUNICIPALITIES))
    return f"left({place}, CASE WHEN left({place}, 2) IN ({digits}) THEN 2 ELSE 4 END)"
