from datetime import date
from pathlib import Path

import pytest

from api.intake import NoSuchPath, load_source, plan, source_above
from ontology.errors import BadInput, MissingTable, UnknownWord
from ontology.schema import SourceKind

CARD = """
source: {name: 名录, kind: registry}
tables:
  - file: firms.csv
    things:
      firm: {class: Enterprise, name: 名字}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_card_is_found_beside_its_table_and_the_table_is_no_document(tmp_path: Path) -> None:
    write(tmp_path, "deep/firms.csv", "名字\n甲公司\n")
    write(tmp_path, "deep/firms.card.yaml", CARD)
    found = plan([tmp_path])
    assert [file.path.name for one in found.tables for file in one.files] == ["firms.csv"]
    assert (found.documents, found.rejects) == ((), ())


def test_a_card_elsewhere_is_named_and_looks_for_its_table_in_the_paths(tmp_path: Path) -> None:
    table = write(tmp_path, "data/firms.csv", "名字\n甲公司\n")
    card = write(tmp_path, "cards/own.yaml", CARD)
    found = plan([table.parent], card)
    assert [file.path for one in found.tables for file in one.files] == [table]


def test_a_card_whose_table_is_missing_stops_the_whole_plan(tmp_path: Path) -> None:
    write(tmp_path, "firms.card.yaml", CARD)
    with pytest.raises(MissingTable, match=r"firms\.csv"):
        plan([tmp_path])


def test_a_column_that_the_table_lacks_is_named_with_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, "firms.csv", "名字全称\n甲公司\n")
    write(tmp_path, "firms.card.yaml", CARD)
    with pytest.raises(UnknownWord, match="名字"):
        plan([tmp_path])


def test_rows_that_no_card_explains_are_rejected_with_the_way_out(tmp_path: Path) -> None:
    write(tmp_path, "figures.csv", "a,b\n1,2\n")
    found = plan([tmp_path])
    assert found.documents == ()
    assert [Path(reject.where).name for reject in found.rejects] == ["figures.csv"]
    assert "liantu cards draft" in found.rejects[0].reason


def test_a_table_with_the_usual_columns_needs_no_card(tmp_path: Path) -> None:
    columns = "企业名称,统一社会信用代码,注册地址,成立日期,登记状态"
    write(tmp_path, "list.csv", f"{columns}\n甲公司,,浙江省杭州市,2020-01-01,存续\n")
    found = plan([tmp_path])
    assert (len(found.tables), found.rejects) == (1, ())


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPath, match="nowhere"):
        plan([tmp_path / "nowhere"])


def test_a_source_note_holds_for_its_folder_and_those_below(tmp_path: Path) -> None:
    write(tmp_path, "source.yaml", "{name: 某市工信局, kind: official, published: 2026-06-30}")
    write(tmp_path, "deep/deeper/paper.txt", "正文")
    (document,) = plan([tmp_path]).documents
    assert document.source is not None
    assert (document.source.name, document.source.kind) == ("某市工信局", SourceKind.OFFICIAL)
    assert document.source.published == date(2026, 6, 30)


def test_the_nearest_source_note_wins(tmp_path: Path) -> None:
    write(tmp_path, "source.yaml", "name: 远")
    write(tmp_path, "deep/source.yaml", "name: 近")
    found = source_above(write(tmp_path, "deep/paper.txt", "正文"), [tmp_path])
    assert found is not None
    assert found.name == "近"


def test_a_source_note_above_the_given_folder_is_not_looked_for(tmp_path: Path) -> None:
    write(tmp_path, "source.yaml", "name: 外")
    paper = write(tmp_path, "given/paper.txt", "正文")
    assert source_above(paper, [paper.parent]) is None


def test_of_a_file_given_alone_only_its_own_folder_is_looked_in(tmp_path: Path) -> None:
    write(tmp_path, "source.yaml", "name: 外")
    paper = write(tmp_path, "given/paper.txt", "正文")
    assert source_above(paper, [paper]) is None
    write(tmp_path, "given/source.yaml", "name: 近")
    found = source_above(paper, [paper])
    assert found is not None
    assert found.name == "近"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{name: 甲, publishr: 乙}", "publishr"),
        ("{name: 甲, kind: officiel}", "official"),
        ("{kind: official}", "name"),
        ("{name: 甲, published: 去年}", "去年"),
        ("{name: 甲, published: 2026-06-30 08:00:00}", "published"),
        ("- 甲", "mapping"),
        ("{name: 甲", "YAML"),
    ],
)
def test_a_source_note_with_a_fault_says_which(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        load_source(write(tmp_path, "source.yaml", text))


def test_a_table_given_by_itself_is_read_by_the_card_of_its_name_beside_it(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("企业名称\n甲机电有限公司\n", encoding="utf-8")
    (tmp_path / "a.card.yaml").write_text(
        "source: {name: 名录, publisher: 某局, licence: 内部, kind: registry}\n"
        "tables:\n"
        "  - {file: a.csv, things: {firm: {class: Enterprise, name: 企业名称}}}\n"
        "  - {file: b.csv, things: {firm: {class: Enterprise, name: 企业名称}}}\n",
        encoding="utf-8",
    )
    for given in ([tmp_path / "a.csv"], [tmp_path / "a.csv", tmp_path / "a.card.yaml"]):
        files = [file.path.name for opened in plan(given).tables for file in opened.files]
        assert files == (["a.csv"] if len(given) == 1 else ["a.csv", "b.csv"])
