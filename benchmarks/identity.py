"""How fast and how well dirty names are found in a register: `python -m benchmarks identity`, or with ROWS ASKED.

The register is a million made names in the shape of firms' names; the names asked are names of it as lists, scanners
and narrow columns write them, and look-alikes that are not in it. There is no peer: an all-pairs resolver does not
end at this size. Where ../shared is there, blocking recall and F1 on its records are measured, too.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa

from graph.identity.blocks import find_blocks, take_keys
from graph.identity.index import Index
from graph.identity.records import COLUMNS, group_records, resolve_records
from ontology.values.regions import regions

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "identity"
BRAND = (
    "华中天金海新盛达信德恒泰瑞祥丰源科创宏远建通联安康利美嘉润博雅凯旭晨星宇腾飞龙虎鼎鑫森林峰岩川江河湖洋波涛云"
    "霄汉阳光明"
)
TRADES = (
    *("机械制造", "电子科技", "新材料", "生物医药", "智能装备", "精密机械", "汽车零部件", "环保科技", "信息技术"),
    *("贸易", "物流", "食品", "化工", "建材", "纺织"),
)
FORMS = "有限公司", "有限责任公司", "股份有限公司"
TRADITIONAL = str.maketrans("机电汽车龙云阳环贸", "機電汽車龍雲陽環貿")


def made_names(count: int, seed: int = 7) -> list[str]:
    """Names in the shape of firms': place, 字号 of two or three characters, trade, form; no two alike."""
    rng = np.random.default_rng(seed)
    places = np.array([region.short for region in regions() if region.level == "city"])
    brands = np.array(list(BRAND))[rng.integers(0, len(BRAND), (3, count))]
    brands[2, rng.random(count) < 0.4] = ""
    trades = np.array(TRADES)[rng.integers(0, len(TRADES), count)]
    forms = np.array(FORMS)[rng.choice(3, count, p=(0.87, 0.08, 0.05))]
    parts = (places[rng.integers(0, len(places), count)], *brands, trades, forms)
    return list(dict.fromkeys("".join(row) for row in zip(*parts, strict=True)))


def dirty(name: str, kind: int) -> str:
    """The name as somebody writes it."""
    ways = (
        name,
        f"{name[:3]} {name[3:]}",
        f"（{kind % 300}）{name}",
        f"{name}（牵头单位）",
        name.replace("有限公司", "有限公"),
        name.translate(TRADITIONAL),
        f"“{name}”。",
        f"{name[:4]}\u200b{name[4:]}",
    )
    return ways[kind % len(ways)]


def in_register(rows: int, asked: int) -> None:
    """Names per second against a register, and how many were found, missed and wrong."""
    names = made_names(rows)
    began, began_cpu = time.perf_counter(), time.process_time()
    index = Index(pa.table({"id": [str(n) for n in range(len(names))], "name": names}))
    built, built_cpu = time.perf_counter() - began, time.process_time() - began_cpu
    print(f"register of {len(names):,} names: {built:.1f} s ({built_cpu:.1f} s of processor time)")
    chosen = np.random.default_rng(1).choice(len(names), asked, replace=False)
    said = [dirty(names[n], kind) for kind, n in enumerate(chosen)]
    other = [name.replace("有限", "控股有限") for name in said[: asked // 10]]
    table = pa.table({"id": [str(n) for n in range(asked + len(other))], "name": [*said, *other]})
    began, began_cpu = time.perf_counter(), time.process_time()
    found = index.resolve(table)
    seconds, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    print(f"{table.num_rows:,} dirty names: {table.num_rows / seconds:,.0f} names/s")
    print(f"  of one core's processor time: {table.num_rows / cpu:,.0f} names/s")
    score(found["entity"].to_pylist(), [*map(str, chosen), *[""] * len(other)])


def score(entities: Sequence[str], meant: Sequence[str]) -> None:
    """Found, missed and wrong."""
    told = Counter(
        "wrong" if entity and entity != right else "found" if entity else "missed" if right else "rightly not found"
        for entity, right in zip(entities, meant, strict=True)
    )
    print("  " + ", ".join(f"{what} {count:,}" for what, count in sorted(told.items())))


def on_records(path: Path) -> None:
    """Share of the pairs of one organisation that are in one block, and pairwise precision, recall, F1."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    table = pa.table({name: [row.get(name) or "" for row in rows] for name in COLUMNS})
    meant = {row["id"]: row["cluster"] for row in rows}
    true = pairs_of(meant)
    connection, _ = group_records(table)
    take_keys(connection)
    blocks = find_blocks(connection, len(rows)).tolist()
    ids = [row[0] for row in connection.sql("SELECT id FROM records ORDER BY n").fetchall()]
    held = pairs_of(dict(zip(ids, blocks, strict=True)))
    said = pairs_of({row["id"]: row["entity"] for row in resolve_records(table).to_pylist()})
    print(f"{path.name}: {len(rows):,} records, {len(true):,} pairs of one organisation")
    if true:
        print(f"  blocking recall {len(true & held) / len(true):.4f}, {len(held):,} pairs in blocks")
    right = len(true & said)
    precision, recall = (right / len(one) if one else 1.0 for one in (said, true))
    print(f"  precision {precision:.4f}, recall {recall:.4f}, F1 {2 * precision * recall / (precision + recall):.4f}")


def pairs_of(groups: dict[str, object]) -> set[tuple[str, str]]:
    """Pairs of ids in one group."""
    members: dict[object, list[str]] = {}
    for one, group in sorted(groups.items()):
        members.setdefault(group, []).append(one)
    return {pair for held in members.values() for pair in combinations(held, 2)}


def main(rows: int = 1_050_000, asked: int = 100_000) -> None:
    """Measure both."""
    in_register(rows, asked)
    known = sorted(GOLD.glob("*.jsonl"))
    for path in known:
        on_records(path)
    if not known:
        print("the records of companies (../shared) are not on this machine")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
