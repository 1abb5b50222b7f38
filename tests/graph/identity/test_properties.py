"""What holds for any records: order, dirt, look-alikes, and blocks resolved by themselves."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.blocks import find_blocks, take_keys
from graph.identity.records import COLUMNS, resolve_records
from graph.identity.resolve import resolve
from ontology.values.names import fold
from tests.graph.identity.told import told
from tests.graph.said import code

PLACES = ["", "杭州", "宁波市", "浙江"]
BRANDS = ["样例", "样利", "中兴达", "第一样例", "第二样例"]
TRADES = ["", "精密机械", "精密仪器", "科技", "科技服务"]
FORMS = ["有限公司", "股份有限公司", "集团有限公司", "厂", "有限公司宁波分公司", "有限公司研究院"]

# Ways of writing that change no name.
DIRT = [
    lambda name: f"（3）{name}",
    lambda name: f"①{name}",
    lambda name: f"{name}（牵头单位）",
    lambda name: f"{name[:2]} {name[2:]}",
    lambda name: f"{name[:3]}\u200b{name[3:]}",
    lambda name: f"“{name}”",
    lambda name: f"{name}；",
    lambda name: name.replace("机", "機").replace("宁", "寧"),
    lambda name: name.replace("第一", "第1").replace("第二", "第２"),
    lambda name: f"{name[:-2]}\n{name[-2:]}",
]

whole_names = st.builds("".join, st.tuples(*map(st.sampled_from, (PLACES, BRANDS, TRADES, FORMS))))


def partition(rows: Sequence[tuple[str, ...]]) -> set[frozenset[str]]:
    """The groups of records (id, name, code, region, context) as sets of ids."""
    table = pa.table(dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True)))
    groups: dict[str, set[str]] = {}
    for row in resolve_records(table).to_pylist():
        groups.setdefault(row["entity"], set()).add(row["id"])
    return set(map(frozenset, groups.values()))


def record(number: int, name: str, known: str = "") -> tuple[str, ...]:
    return (f"r{number:02d}", name, known, "", "")


@settings(max_examples=5, deadline=None)
@given(names=st.lists(whole_names, min_size=1, max_size=8, unique=True), data=st.data())
def test_writing_never_changes_a_group(names: list[str], data: st.DataObject) -> None:
    clean = [record(number, name) for number, name in enumerate(names)]
    soiled = [(row[0], data.draw(st.sampled_from(DIRT))(row[1]), *row[2:]) for row in clean]
    assert partition(soiled) == partition(clean)


@settings(max_examples=5, deadline=None)
@given(names=st.lists(whole_names, min_size=1, max_size=8, unique=True), dirt=st.sampled_from(DIRT))
def test_a_name_and_its_dirty_writing_are_one(names: list[str], dirt: object) -> None:
    assert callable(dirt)
    rows = [record(2 * n, name) for n, name in enumerate(names)] + [
        record(2 * n + 1, dirt(name)) for n, name in enumerate(names)
    ]
    groups = partition(rows)
    for number in range(len(names)):
        assert any({f"r{2 * number:02d}", f"r{2 * number + 1:02d}"} <= group for group in groups)


@settings(max_examples=5, deadline=None)
@given(names=st.lists(st.tuples(whole_names, st.integers(0, 3)), min_size=2, max_size=10))
def test_two_codes_are_never_one_and_the_order_never_matters(names: list[tuple[str, int]]) -> None:
    rows = [record(number, name, code(known) if known else "") for number, (name, known) in enumerate(names)]
    groups = partition(rows)
    known = {row[0]: row[2] for row in rows}
    assert all(len({known[one] for one in group} - {""}) <= 1 for group in groups)
    assert partition(rows[::-1]) == groups


@settings(max_examples=5, deadline=None)
@given(
    places=st.permutations(["杭州", "宁波", "温州"]),
    brands=st.permutations(["样例", "样利", "样例达"]),
    trades=st.permutations(["精密机械", "精密仪器", "机械科技"]),
)
def test_look_alikes_are_never_one(places: list[str], brands: list[str], trades: list[str]) -> None:
    names = {f"{a}{b}{c}有限公司" for a in places[:2] for b in brands[:2] for c in trades[:2]}
    names |= {f"{place}样例第{number}机械厂" for place in places[:2] for number in "一二三"}
    rows = [record(number, name) for number, name in enumerate(sorted(names))]
    assert all(len(group) == 1 for group in partition(rows))


Mentioned = tuple[str, str, str]  # name, code, the name it is stated to go by as well


def resolved(mentions: Sequence[Mentioned]) -> tuple[list[int], list[int]]:
    """Group and block of each mention, as the ledger resolves them."""
    connection = told(("actor", name, known) for name, known, _ in mentions)
    for n, (_, _, alias) in enumerate(mentions):
        if alias:
            connection.execute("INSERT INTO id_statement VALUES (?, '', 'actor', ?, 'alias', false)", [n, fold(alias)])
    groups = resolve(connection).groups
    take_keys(connection)
    return groups.tolist(), find_blocks(connection, len(mentions)).tolist()


SPOKEN = ["样例", "样例精密", "样例机械", "样利科技", "中兴达", "中兴达科技", "样例集团", "样例宁波分公司", "样精机"]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(whole_names, st.sampled_from(SPOKEN)),
            st.sampled_from(["", "", code(1), code(2)]),
            st.sampled_from(["", "", *SPOKEN]),
        ),
        min_size=2,
        max_size=9,
        unique=True,
    )
)
def test_a_block_resolved_alone_gives_what_all_together_give(mentions: list[Mentioned]) -> None:
    groups, blocks = resolved(mentions)
    for block in set(blocks):
        members = np.flatnonzero(np.array(blocks) == block).tolist()
        alone, _ = resolved([mentions[n] for n in members])
        together = [groups[n] for n in members]
        assert [alone.index(one) for one in alone] == [together.index(one) for one in together]
