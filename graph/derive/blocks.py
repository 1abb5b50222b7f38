"""Blocks of mentions: what no rule of identity and no decision can relate to a mention outside.

The keys are those of `graph.identity.blocks`, and the decisions of people beside them.
"""

from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.identity import blocks

_DECISIONS: Final = """
INSERT INTO id_key
SELECT m.n, hash('decision', d.id), true FROM decisions d JOIN anchors a ON a.decision = d.id
JOIN id_mention m ON m.id = a.mention WHERE NOT d.undone AND d.judgement IN ('same', 'apart')"""

# A block is called by its smallest mention.
_BLOCKS: Final = """
CREATE OR REPLACE TEMP TABLE bk_block AS
SELECT b.n, hash(m.id) AS block FROM bk_found b JOIN id_mention m ON m.n = b.first"""

# What has a key that one of them is poor in is in one block; only of the other keys some stand in several.
BLOCK_KEYS: Final = """
SELECT o.key, b.block, o.poor FROM id_once o JOIN bk_block b ON b.n = o.first WHERE o.poor OR o.first = o.last
UNION ALL SELECT DISTINCT k.key, b.block, false FROM id_key k JOIN id_once o USING (key) JOIN bk_block b USING (n)
WHERE NOT o.poor AND o.first < o.last"""


def take_keys(connection: Any) -> None:
    """Fill `id_key` (n, key, poor) from `id_word`, `id_name`, `id_statement` and the decisions in force."""
    blocks.take_keys(connection)
    connection.execute(_DECISIONS)


def take_blocks(connection: Any) -> None:
    """Fill `id_key`, `id_once` and `bk_block` (n, block) for the mentions in `id_mention`."""
    take_keys(connection)
    count = int(connection.execute("SELECT count(*) FROM id_mention").fetchall()[0][0])
    first = blocks.find_blocks(connection, count)
    connection.register("bk_found", pa.table({"n": np.arange(count), "first": first}))
    connection.execute(_BLOCKS)
    connection.unregister("bk_found")
