"""Observations and indicators: numbers that a place states about a thing, as nodes with their edges."""

from typing import Any, Final

import pyarrow as pa

from graph.derive.claims import NEGATED
from ontology.ids import short_hash_sql
from ontology.indicators import read_indicator
from ontology.values.quantities import parse_quantity

_KEY: Final = short_hash_sql(
    "e.id", "o.indicator_folded", "o.value::VARCHAR", "o.value_to::VARCHAR", "o.unit", "o.period", "o.comparator"
)
_NUMBER: Final = "CASE WHEN abs({0}) < 1e15 AND {0} = floor({0}) THEN {0}::BIGINT::VARCHAR ELSE {0}::VARCHAR END"

OBSERVATIONS: Final = f"""
CREATE OR REPLACE TEMP TABLE en_observation AS
WITH keyed AS (
    SELECT concat('obs:', {_KEY}) AS id, concat('idc:', {short_hash_sql("o.indicator_folded", "''")}) AS indicator_id,
           e.id AS entity, e.class AS entity_class, e.region, o.*
    FROM en_observed o JOIN en_id e ON e.grp = o.grp)
SELECT id, indicator_id, entity, entity_class, any_value(region) AS region, min(indicator) AS indicator,
       any_value(value) AS value, any_value(value_to) AS value_to, any_value(unit) AS unit,
       any_value(period) AS period, any_value(comparator) AS comparator, status,
       count(DISTINCT speaker) AS sources, list_sort(list(DISTINCT speaker)) AS source_ids,
       min(first_published) AS first_seen, max(published) AS last_seen, list_sort(list(DISTINCT evidence)) AS evidence,
       bool_and(marked) AS marked
FROM keyed GROUP BY id, indicator_id, entity, entity_class, status"""

# A number as read from its place; nothing is known of how often such readings are right.
_EDGES: Final = """
INSERT INTO derived.edges
SELECT *, hash(f) FROM (
    SELECT {relation}, 'Observation', {target_class}, id, {target}, 1.0, sources, source_ids, status,
           first_seen, last_seen, evidence, '{{}}', marked FROM en_observation) f"""

_NODES: Final = f"""
INSERT INTO derived.nodes
SELECT *, hash(f) FROM (
    SELECT 'Observation' AS class, id, concat(any_value(indicator), ' ', any_value(comparator),
           any_value({_NUMBER.format("value")}), any_value('–' || {_NUMBER.format("value_to")}), any_value(unit),
           any_value(nullif(concat('（', period, '）'), '（）'))) AS name, []::VARCHAR[] AS aliases,
           any_value(region) AS region, '' AS code,
           json_merge_patch('{{}}', json_object('indicator', any_value(indicator), 'value', any_value(value),
           'value_to', any_value(value_to), 'unit', any_value(nullif(unit, '')),
           'period', any_value(nullif(period, '')),
           'comparator', any_value(nullif(comparator, '')), 'catalogue', any_value(nullif(m.code, '')),
           'measure', any_value(m.measure), 'of', any_value(nullif(m.modifier, '')),
           'base_value', any_value(value * m.factor), 'base_unit', any_value(nullif(m.base_unit, '')))
           )::VARCHAR AS properties, bool_and(marked) AS marked
    FROM en_observation o LEFT JOIN en_meaning m USING (indicator, unit) GROUP BY id) f"""

_MEANINGS: Final = pa.schema(
    [
        ("indicator", pa.string()),  # as written
        ("unit", pa.string()),
        ("code", pa.string()),  # of the catalogue of indicators, empty where it has none
        ("measure", pa.string()),  # level, share or growth
        ("modifier", pa.string()),  # the part of the whole that is counted
        ("factor", pa.float64()),  # 万 and 亿 of the unit multiplied out; null where the unit is no unit
        ("base_unit", pa.string()),
    ]
)

# Of all editions and sources, so that what an indicator is called hangs on nothing but how it is written.
INDICATORS: Final = f"""
SELECT *, hash(f) AS digest FROM (
    SELECT 'Indicator' AS class, concat('idc:', {short_hash_sql("o.indicator_folded", "''")}) AS id,
           min(o.indicator) AS name, []::VARCHAR[] AS aliases, '' AS region, '' AS code, '{{{{}}}}' AS properties,
           bool_and(p.marked) AS marked
    FROM {{observations}} o JOIN en_speaker p USING (document)
    WHERE o.status <> {NEGATED} AND o.indicator_folded <> '' GROUP BY o.indicator_folded) f
WHERE id NOT IN (SELECT id FROM derived.identified WHERE class = 'Indicator')"""
_INDICATORS: Final = f"INSERT INTO derived.nodes {INDICATORS.format(observations='observations')}"


def _make_meanings(connection: Any) -> None:
    """What each distinct metric phrase counts and each distinct unit multiplies by, as `en_meaning`."""
    told = connection.execute("SELECT DISTINCT indicator, unit FROM en_observation ORDER BY ALL").fetchall()
    rows = [_meaning(indicator, unit or "") for indicator, unit in told]
    named = [dict(zip(_MEANINGS.names, row, strict=True)) for row in rows]
    connection.register("en_meanings", pa.Table.from_pylist(named, schema=_MEANINGS))
    connection.execute("CREATE OR REPLACE TEMP TABLE en_meaning AS SELECT * FROM en_meanings")
    connection.unregister("en_meanings")


def _meaning(indicator: str, unit: str) -> tuple[str, str, str, str, str, float | None, str]:
    read, one = read_indicator(indicator, unit), parse_quantity(f"1{unit}")
    code = read.indicator.id if read.indicator else ""
    factor, base_unit = (one.base, one.base_unit) if one else (None, "")
    return indicator, unit, code, read.measure, read.modifier, factor, base_unit


def make_observations(connection: Any) -> None:
    """Write observations, the indicators they count, and the edges of both."""
    connection.execute(OBSERVATIONS)
    _make_meanings(connection)
    about = _EDGES.format(relation="'about'", target_class="entity_class", target="entity")
    counted = _EDGES.format(relation="'of_indicator'", target_class="'Indicator'", target="indicator_id")
    for statement in (about, counted, _NODES, _INDICATORS):
        connection.execute(statement)
