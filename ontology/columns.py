"""Claims in bulk: the Arrow columns that extractors and cards hand to the ledger.

Within a batch, things point at each other by row number (`mention`, `evidence`): the first row is 0.
The ledger gives them lasting keys when it records the batch.
"""

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

MENTIONS: Final = pa.schema(
    [
        ("name", pa.string()),
        ("class", pa.string()),  # EntityClass value
        ("code", pa.string()),  # as written; empty when none
        ("region", pa.string()),  # `reg:` id or empty
        ("key", pa.string()),  # `scheme:value` or empty
    ]
)

EVIDENCE: Final = pa.schema(
    [
        ("sentence", pa.string()),
        ("extractor", pa.string()),
        ("page", pa.int32()),
        ("row", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)

CLAIMS: Final = pa.schema(
    [
        ("subject", pa.int32()),  # row of mentions
        ("relation", pa.string()),  # Relation value
        ("object", pa.int32()),  # row of mentions
        ("evidence", pa.int32()),  # row of evidence
        ("status", pa.string()),  # Status value
        ("confidence", pa.float32()),
        ("valid_from", pa.date32()),
        ("valid_to", pa.date32()),
        ("properties", pa.string()),  # JSON object, such as {"share": 0.31}, or empty
    ]
)

OBSERVATIONS: Final = pa.schema(
    [
        ("about", pa.int32()),  # row of mentions
        ("indicator", pa.string()),  # metric phrase as written
        ("value", pa.float64()),
        ("value_to", pa.float64()),  # end of a range, else null
        ("unit", pa.string()),
        ("period", pa.string()),
        ("comparator", pa.string()),
        ("status", pa.string()),
        ("evidence", pa.int32()),
    ]
)

ATTRIBUTES: Final = pa.schema(
    [
        ("mention", pa.int32()),
        ("name", pa.string()),  # `alias`, `status`, `founded`, … ; `alias` and `former_name` feed identity
        ("value", pa.string()),  # text; dates as ISO 8601, status as Lifecycle value
        ("evidence", pa.int32()),
    ]
)

REJECTS: Final = pa.schema([("where", pa.string()), ("reason", pa.string())])

SHAPES: Final = {
    "mentions": MENTIONS,
    "evidence": EVIDENCE,
    "claims": CLAIMS,
    "observations": OBSERVATIONS,
    "attributes": ATTRIBUTES,
    "rejects": REJECTS,
}


@dataclass(frozen=True, slots=True)
class ClaimBatch:
    """Everything one document or one table says, column by column."""

    mentions: pa.Table
    evidence: pa.Table
    claims: pa.Table
    observations: pa.Table
    attributes: pa.Table
    rejects: pa.Table


def empty_batch() -> ClaimBatch:
    """A batch that says nothing, for files that hold only rejects."""
    return ClaimBatch(**{name: shape.empty_table() for name, shape in SHAPES.items()})
