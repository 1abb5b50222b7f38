"""Matching over a million providers: making the indexes, and answering needs, beside bm25s and SQLite FTS5.

Requests a second are those of one thread, of two threads of one process, as a service has them, and of two processes
that read the same, as two services beside one writer do.

Providers are made up: products are kinds of the thesaurus' names, each firm makes one to four, in real regions. The
text of a provider is its name and its products. Needs name a product by its standard name or another one, as buyers do.
Our answers rest on facts, on names and on the text; the peers rank texts alone, by the same character pairs.
"""

import gc
import importlib.util
import multiprocessing
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from graph.analysis.matching.candidates import Known, pool_of
from graph.analysis.matching.dictionary import dictionary_of
from graph.analysis.matching.match import best_of, find_providers
from graph.analysis.matching.thesaurus import Sense, bundled_thesaurus
from graph.analysis.matching.understanding import understood
from graph.search.grams import pairs
from graph.search.texts import TextIndex, provider_texts
from graph.snapshot import Edges, Snapshot
from graph.store import EDGE_COLUMNS, NODE_COLUMNS
from ontology.schema import Relation
from ontology.values.regions import regions

PROVIDERS, PRODUCTS, NEEDS, SEED, TOP = 1_000_000, 12_000, 300, 11, 10
ASKERS = 2  # at the same time
_SORTS = (
    "高速",
    "精密",
    "小型",
    "重载",
    "节能",
    "智能",
    "防爆",
    "耐磨",
    "微型",
    "大型",
    "低温",
    "高温",
    "特种",
    "环保",
)
_SYLLABLES = "安邦博川达德鼎方飞富港高光广国海瀚豪恒宏华汇佳建江杰金锦晶景凯科蓝朗力利良林龙隆明铭诺鹏"
_ASKING = ("想找{}的厂家", "求购{}一批", "我们厂急需采购{}，谁家能供", "需要{}两百套，交期一个月", "推荐几家做{}的")


def main(providers: int = PROVIDERS) -> None:
    """Measure all and print the table."""
    random = np.random.default_rng(SEED)
    senses = [sense for sense in bundled_thesaurus().senses if len(sense.title) > 1]
    snapshot = world(random, senses, providers)
    needs = needs_for(random, senses)
    ours(snapshot, needs)
    texts = [text for part in provider_texts(snapshot) for text in part["text"].to_pylist()]
    del snapshot
    gc.collect()
    fts5(texts, needs)
    bm25s(texts, needs)


def ours(snapshot: Snapshot, needs: Sequence[str]) -> None:
    """Making, finding, explaining."""
    with tempfile.TemporaryDirectory() as folder:
        known = ours_made(snapshot, Path(folder))
        served = sum(bool(find_providers(snapshot, known, text, top=1).results) for text in needs)
        print(f"ours: somebody found for {served} of {len(needs)} needs", flush=True)
        report("ours: found and ranked", needs, lambda text: found(snapshot, known, text))
        report("ours: with explanation", needs, lambda text: find_providers(snapshot, known, text, top=TOP))
        together("ours: found and ranked", needs, lambda text: found(snapshot, known, text))


def world(random: np.random.Generator, senses: Sequence[Sense], count: int) -> Snapshot:
    """Firms, products and who makes what."""
    names = [name for sense in senses for name in sense.names]
    products = sorted({f"{random.choice(_SORTS)}{random.choice(names)}" for _ in range(2 * PRODUCTS)} | set(names))[
        :PRODUCTS
    ]
    homes = [region.id for region in regions() if region.level == "city"]
    syllables = np.array(list(_SYLLABLES))
    brands = ["".join(row) for row in syllables[random.integers(0, syllables.size, (count, 3))]]
    trades = random.choice(names, count)
    firms = [f"{brand}{trade}有限公司" for brand, trade in zip(brands, trades, strict=True)]
    keys = [f"ent:{at:08d}" for at in range(count)] + [f"tec:{at:08d}" for at in range(len(products))]
    nodes = pa.table(
        {
            "id": keys, "name": [*firms, *products], "aliases": pa.array([[]] * len(keys), pa.list_(pa.string())),
            "region": [*random.choice(homes, count).tolist(), *[""] * len(products)], "code": [""] * len(keys),
            "properties": ["{}"] * len(keys), "marked": np.zeros(len(keys), np.bool_),
        }, schema=NODE_COLUMNS,
    ).append_column("class", pa.array(["Enterprise"] * count + ["Technology"] * len(products)))  # fmt: skip
    return Snapshot("bench", nodes, {Relation.PRODUCES: made(random, count, len(products))}, "2026-06-01")


def made(random: np.random.Generator, firms: int, products: int) -> Edges:
    """One to four products a firm; few products are made by many."""
    subject = np.repeat(np.arange(firms), random.integers(1, 5, firms))
    chance = 1 / np.arange(1, products + 1) ** 0.6
    target = random.choice(products, subject.size, p=chance / chance.sum()) + firms
    shares = random.uniform(0.01, 1, subject.size).round(4)
    table = pa.table(
        {
            "subject": pa.nulls(subject.size, pa.string()), "object": pa.nulls(subject.size, pa.string()),
            "confidence": np.full(subject.size, 0.95), "sources": np.ones(subject.size, np.int64),
            "source_ids": pa.nulls(subject.size, pa.list_(pa.string())), "status": ["stated"] * subject.size,
            "first_seen": pa.nulls(subject.size, pa.date32()), "last_seen": pa.nulls(subject.size, pa.date32()),
            "evidence": pa.nulls(subject.size, pa.list_(pa.string())),
            "properties": [f'{{"share": {share}}}' for share in shares],
            "marked": np.zeros(subject.size, np.bool_),
        }, schema=EDGE_COLUMNS,
    )  # fmt: skip
    return Edges(subject, target, table)


def needs_for(random: np.random.Generator, senses: Sequence[Sense]) -> list[str]:
    """Needs in the words of buyers, half of them by another name than the standard one."""
    chosen = [senses[at] for at in random.choice(len(senses), NEEDS)]
    words = [random.choice(one.others) if one.others and random.random() < 0.5 else one.title for one in chosen]
    return [str(random.choice(_ASKING)).format(word) for word in words]


def ours_made(snapshot: Snapshot, folder: Path) -> Known:
    """Dictionary and text index, with what making them takes."""
    before, begun, used = _memory(), time.perf_counter(), time.process_time()
    dictionary = dictionary_of(snapshot)
    texts = TextIndex.build(snapshot, folder / "texts")
    known = Known(dictionary, texts)
    find_providers(snapshot, known, "水泵")  # what is made when first asked for counts as making
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    spent = f"{time.perf_counter() - begun:.0f} s, {time.process_time() - used:.0f} CPU s"
    print(
        f"ours: made in {spent}, {_memory() - before:.0f} MB of memory at most, {disk / 1e6:.0f} MB on disk", flush=True
    )
    return known


def found(snapshot: Snapshot, known: Known, text: str) -> object:
    """Understood, found and ranked, nothing explained."""
    asked = understood(snapshot, known.dictionary, text)
    return best_of(known.ranking, pool_of(snapshot, known, asked), TOP)


def fts5(texts: Sequence[str], needs: Sequence[str]) -> None:
    """SQLite's full-text index over pairs of characters, its own bm25()."""
    begun, used = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "fts.db")
        base.execute("CREATE VIRTUAL TABLE t USING fts5(grams, content='', columnsize=1)")
        rows = ((at, " ".join(pairs(text))) for at, text in enumerate(texts))
        base.executemany("INSERT INTO t(rowid, grams) VALUES (?, ?)", rows)
        base.commit()
        _made("SQLite FTS5", begun, used)
        query = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 10"
        report("SQLite FTS5", needs[:60], lambda text: base.execute(query, [_any_of(text)]).fetchall())
        base.close()


def _any_of(text: str) -> str:
    return " OR ".join(f'"{pair}"' for pair in pairs(text))


def bm25s(texts: Sequence[str], needs: Sequence[str]) -> None:
    """bm25s over the same pairs, where it is installed."""
    if importlib.util.find_spec("bm25s") is None:
        print("bm25s: not installed (pip install bm25s)")
        return
    import bm25s as peer  # type: ignore[import-untyped]  # a peer, in the extra dev

    begun, used = time.perf_counter(), time.process_time()
    index = peer.BM25()
    index.index([list(pairs(text)) for text in texts], show_progress=False)
    _made("bm25s", begun, used)
    report("bm25s", needs, lambda text: index.retrieve([list(pairs(text))], k=TOP, show_progress=False))


def report(name: str, needs: Sequence[str], answer: Callable[[str], object]) -> None:
    """Wall and processor milliseconds a query, median and 95th of a hundred, and queries a second."""
    answer(needs[0])
    walls, works = [], []
    for text in needs:
        begun, used = time.perf_counter(), time.process_time()
        answer(text)
        walls.append(1000 * (time.perf_counter() - begun))
        works.append(1000 * (time.process_time() - used))
    wall, work = (np.quantile(times, (0.5, 0.95)) for times in (walls, works))
    rate = 1000 * len(needs) / sum(walls)
    print(
        f"{name}: p50 {wall[0]:.1f} ms, p95 {wall[1]:.1f} ms (CPU {work[0]:.1f}, {work[1]:.1f}), {rate:.0f} queries/s",
        flush=True,
    )


def together(name: str, needs: Sequence[str], answer: Callable[[str], object]) -> None:
    """Queries a second of two that ask at the same time, all needs each. Raises RuntimeError where one breaks off."""
    processes = multiprocessing.get_context("fork")
    answered = processes.Value("q", 0)

    def ask() -> None:
        for text in needs:
            answer(text)
        with answered:
            answered.value += len(needs)

    gc.freeze()  # what is held is not looked through, and so not copied, by the second process
    for kind, one in (("threads", threading.Thread), ("processes", processes.Process)):
        answered.value = 0
        asking = [one(target=ask) for _ in range(ASKERS)]
        begun = time.perf_counter()
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        rate = answered.value / (time.perf_counter() - begun)
        if answered.value != ASKERS * len(needs):
            raise RuntimeError(f"{kind}: {answered.value} answers of {ASKERS * len(needs)}")
        print(f"{name}: {rate:.0f} queries/s from {ASKERS} {kind}", flush=True)


def _made(name: str, begun: float, used: float) -> None:
    print(f"{name}: made in {time.perf_counter() - begun:.0f} s, {time.process_time() - used:.0f} CPU s", flush=True)


def _memory() -> float:
    """Most memory this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
