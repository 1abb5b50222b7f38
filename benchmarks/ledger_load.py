"""How fast the ledger records, derives and hands out a graph: `python benchmarks/ledger_load.py [CLAIMS]`.

The data are random numbers in the shape of a register: firms that produce products, one evidence row a claim.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa

from graph.derive import delta, derive
from graph.ledger import DocumentRecord, Ledger
from ontology.columns import SHAPES, ClaimBatch
from ontology.facts import Source
from ontology.schema import SourceKind


def made_batch(claims: int, firms: int, products: int, seed: int = 7) -> ClaimBatch:
    """A register of `firms` that produce `products`, `claims` rows."""
    rng = np.random.default_rng(seed)
    names = [f"样例市第{i}机械制造有限公司" for i in range(firms)] + [f"样例产品{i}号" for i in range(products)]
    blank = pa.array([""] * len(names))
    kinds = ["Enterprise"] * firms + ["Technology"] * products
    mentions = pa.table({"name": names, "class": kinds, "code": blank, "region": blank, "key": blank})
    rows = pa.array(np.arange(claims, dtype=np.int32))
    none = pa.nulls(claims, pa.int32())
    evidence = pa.table({
        "sentence": pa.array([f"第{i}行" for i in range(claims)]),
        "extractor": pa.array(["card/1"] * claims), "page": none, "row": rows, "start": none, "end": none,
    })  # fmt: skip
    said = pa.table({
        "subject": pa.array(rng.integers(0, firms, claims).astype(np.int32)),
        "relation": pa.array(["produces"] * claims),
        "object": pa.array((firms + rng.integers(0, products, claims)).astype(np.int32)),
        "evidence": rows, "status": pa.array(["stated"] * claims),
        "confidence": pa.array(np.full(claims, 0.9, dtype=np.float32)),
        "valid_from": pa.nulls(claims, pa.date32()), "valid_to": pa.nulls(claims, pa.date32()),
        "properties": pa.array([f'{{"share": {x:.3f}}}' for x in rng.random(claims)]),
    })  # fmt: skip
    others = {name: SHAPES[name].empty_table() for name in ("observations", "attributes", "rejects")}
    return ClaimBatch(mentions=mentions.cast(SHAPES["mentions"]), evidence=evidence, claims=said, **others)


def timed(what: str, began: float, rows: int) -> None:
    seconds = time.perf_counter() - began
    print(f"{what:10} {seconds:7.2f} s {rows / seconds:12,.0f} rows/s")


def main() -> None:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 170_000
    batch = made_batch(claims, max(claims // 30, 1), max(claims // 4, 1))
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.duckdb") as ledger:
        began = time.perf_counter()
        ledger.record(DocumentRecord("doc:made", "made.csv", "table"), Source("made", SourceKind.SYNTHETIC), batch)
        timed("record", began, claims)
        assert ledger.counts()["claims"] == claims
        began = time.perf_counter()
        derive(ledger)
        timed("derive", began, claims)
        began = time.perf_counter()
        change = delta(ledger, "")
        timed("delta", began, sum(table.num_rows for table in change.edges.values()))


if __name__ == "__main__":
    main()
