"""Blocking keys: two mentions that share none, nor hang together by others that do, can never be joined by a rule.

Every way in which a rule of `rules` relates two names is a key here. A key relates those that have it only where one
of them is `poor`, that is, may be taken for another: a thousand firms whose names begin alike are no block until
something is called by that beginning. What a block holds can be resolved by itself and gives what resolving
everything gives (`resolve` without learned weights).
"""

from typing import Any, Final

import numpy as np

from graph.identity.grammar.words import LOCAL, UNIT, WHOLE_FORMS
from graph.identity.groups import Against, Numbers, join, single
from graph.identity.names import city_sql
from graph.identity.towns import begun_by_county
from graph.ledger.platform_keys import OPERATORS, names_operators

_SHARES: Final = WHOLE_FORMS[0]  # 股份有限公司, the firms that go by short names
_SHORT: Final = "form = '' AND place = '' AND length(normal) BETWEEN 3 AND 5"
# 泰和新材 from 泰和新材料: the first two characters and any two after them.
_ABBREVIATED: Final = """
list_distinct(flatten(list_transform(range(3, length(text)::BIGINT + 1), lambda i: list_transform(
    range(i + 1, length(text)::BIGINT + 1), lambda j: concat(left(text, 2), text[i], text[j])))))"""

KEYS: Final = f"""
CREATE OR REPLACE TEMP TABLE id_key AS
WITH actor AS (SELECT * FROM id_word WHERE family = 'actor'),
short AS (SELECT n, normal, regexp_replace(normal, '(股份|[ab])$', '') AS base FROM actor WHERE {_SHORT}),
listed AS (
    SELECT n, form, unnest([stem, left(normal, length(normal) - length(form))]) AS text FROM actor WHERE form <> ''),
stated AS (
    SELECT coalesce(s.owner, m.n) AS n, s.family, w.wording, w.normal FROM id_statement s
    JOIN id_name w ON w.family = s.family AND w.folded = s.folded
    LEFT JOIN id_name o ON o.family = s.family AND o.folded = s.owner_folded AND s.owner IS NULL
    LEFT JOIN id_word m ON m.family = s.family AND m.wording = o.wording
    WHERE s.owner IS NOT NULL OR m.n IS NOT NULL),
part AS (
    SELECT n, unnest(list_transform(range(3, length(normal)::BIGINT - 1),
           lambda size: {{'head': left(normal, size), 'tail': substr(normal, size + 1)}}), recursive := true)
    FROM actor WHERE kind IN ('branch', 'institute') AND form = '')
SELECT n, hash('code', family, code) AS key, true AS poor FROM id_word WHERE code <> ''
UNION ALL SELECT n, hash('key', family, key), true FROM id_word WHERE key <> ''
UNION ALL SELECT n, hash('word', family, wording), true FROM id_word
UNION ALL SELECT n, hash('word', family, concat(place, '|', stem)), form = '公司' FROM actor WHERE form <> ''
UNION ALL SELECT n, hash('word', family, concat(place, '|', left(stem, length(stem) - 2))), false FROM actor
          WHERE form <> '' AND ends_with(stem, '集团')
UNION ALL SELECT n, hash('word', family, concat(wider, '|', left(place_name, length(place_name) - 1), core)), false
          FROM (SELECT *, unnest(['', left(place, 2), left(place, 4)]) AS wider FROM actor WHERE length(place) = 6)
UNION ALL SELECT n, hash('word', family, concat({city_sql("place")}, '|', core)), false FROM actor
          WHERE length(place) = 6 AND ends_with(place_name, '区')
UNION ALL SELECT n, hash('core', rest), false FROM ({begun_by_county("actor", "n")})
UNION ALL SELECT n, hash('word', family, wording), true FROM stated
UNION ALL SELECT n, hash('word', 'Technology', concat('|', unnest([one, other]))), true FROM id_synonym
UNION ALL SELECT n, hash('word', 'actor', w.wording), true
          FROM (SELECT n, unnest({OPERATORS}) AS told FROM id_word WHERE family = 'Platform' AND {names_operators()})
          JOIN id_name w ON w.family = 'actor' AND w.folded = told
UNION ALL SELECT n, hash('body', normal), false FROM stated WHERE family = 'actor'
UNION ALL SELECT n, hash('core', core), place = '' FROM actor
UNION ALL SELECT n, hash('core', regexp_replace(core, '{LOCAL}', '')), true FROM actor
          WHERE kind = 'body' AND place = '' AND regexp_matches(core, '{LOCAL}')
UNION ALL SELECT n, hash('core', around), false FROM actor WHERE inner_place <> ''
UNION ALL SELECT n, hash('core', left(around, length(around) - length(form))), false FROM actor
          WHERE inner_place <> ''
UNION ALL SELECT n, hash('stem', stem), form = '' FROM actor
UNION ALL SELECT n, hash('body', head), true FROM part WHERE regexp_matches(tail, '({UNIT})$')
UNION ALL SELECT n, hash('body', normal), false FROM actor
UNION ALL SELECT n, hash('body', regexp_replace(normal, '{_SHARES}$', '')), false FROM actor WHERE form = '{_SHARES}'
UNION ALL SELECT n, hash('body', regexp_replace(parent, '{_SHARES}$', '')), true FROM actor WHERE parent <> ''
UNION ALL SELECT n, hash('text', normal), true FROM short
UNION ALL SELECT n, hash('text', text), false FROM listed WHERE length(text) BETWEEN 3 AND 5
UNION ALL SELECT n, hash('begins', base), true FROM short
UNION ALL SELECT n, hash('begins', normal), true FROM short
UNION ALL SELECT n, hash('begins', left(text, size)), false
          FROM (SELECT n, text, unnest(range(1, least(length(text), 5) + 1)) AS size FROM listed
                WHERE form = '{_SHARES}')
UNION ALL SELECT n, hash('begins', left(text, 3)), false FROM listed
UNION ALL SELECT n, hash('four', normal), true FROM short WHERE length(normal) = 4
UNION ALL SELECT n, hash('four', unnest({_ABBREVIATED})), false FROM listed WHERE form = '{_SHARES}'"""

# Each key once: those that have it from the first to the last, and whether one of them is poor.
_ONCE: Final = """
CREATE OR REPLACE TEMP TABLE id_once AS
SELECT key, min(n) AS first, max(n) AS last, bool_or(poor) AS poor FROM id_key GROUP BY key"""
_SHARED: Final = """
SELECT k.n AS "left", o.first AS "right" FROM id_key k JOIN id_once o USING (key)
WHERE o.poor AND o.first < o.last AND k.n <> o.first"""


def take_keys(connection: Any) -> None:
    """Fill `id_key` (n, key, poor) from what `resolve` has left: `id_word`, `id_name`, `id_statement`.

    Decisions of people are keys, too; only who keeps them can add them.
    """
    connection.execute(KEYS)


def find_blocks(connection: Any, count: int) -> Numbers:
    """The block of each of the mentions 0..count-1: the smallest number in it. Needs `id_key`; fills `id_once`."""
    connection.execute(_ONCE)
    found = connection.execute(_SHARED).fetchnumpy()
    pairs = np.stack([np.asarray(found["left"], np.int64), np.asarray(found["right"], np.int64)], axis=1)
    return join(single(count), pairs, Against((), np.empty((0, 3), np.int64))).groups
