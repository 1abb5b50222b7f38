from pathlib import Path

from api.dry_run import DRAFTED, dry_run
from tests.api.conftest import Command

CARD = """
source: {name: 名录, kind: registry}
tables:
  - file: firms.csv
    things:
      firm: {class: Enterprise, name: 企业名称, code: 代码, properties: {founded: {column: 成立, as: date}}}
      product: {class: Technology, name: {column: 产品, as: list}}
    facts:
      - {subject: firm, relation: produces, object: product}
"""
TABLE = """企业名称,代码,成立,产品
甲机电有限公司,91610113073429430M,2014-03-12,减速器、电机
乙轴承有限公司,91610113073429431M,不久前,轴承
乙轴承有限公司,91610113073429431M,不久前,轴承
丙公司,,,
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_dry_run_counts_what_an_ingest_would_take(tmp_path: Path) -> None:
    (table,) = dry_run([write(tmp_path, firms_csv=TABLE, firms_card_yaml=CARD)]).tables
    assert (table.rows, table.duplicates, dict(table.facts)) == (4, 1, {"produces": 3})
    assert table.things["Enterprise"] == 3
    assert sum(table.rejects.values()) == 6  # two codes, two dates, a duplicate, a missing code


def test_a_column_is_told_by_its_use_its_gaps_and_its_bad_cells_with_their_rows(tmp_path: Path) -> None:
    (table,) = dry_run([write(tmp_path, firms_csv=TABLE, firms_card_yaml=CARD)]).tables
    founded = next(column for column in table.columns if column.name == "成立")
    assert (founded.used, founded.kind, founded.empty, round(founded.bad, 2)) == (("things.firm",), "date", 0.25, 0.67)
    assert [(cell.row, cell.value) for cell in founded.examples] == [(2, "不久前"), (3, "不久前")]


def test_a_table_without_a_card_is_shown_as_a_draft_would_read_it(tmp_path: Path) -> None:
    found = dry_run([write(tmp_path, firms_csv=TABLE, note_txt="甲公司生产减速器。")])
    assert [(table.card, table.facts) for table in found.tables] == [(DRAFTED, {"produces": 3})]
    assert [Path(name).name for name in found.documents] == ["note.txt"]
    assert len(found.rejects) == 1


def test_a_dry_run_writes_nothing(tmp_path: Path, liantu: Command) -> None:
    (tmp_path / "in").mkdir()
    folder, space = write(tmp_path / "in", firms_csv=TABLE, firms_card_yaml=CARD), tmp_path / "workspace"
    told = liantu("--workspace", space, "ingest", folder, "--dry-run", "--json").json
    assert told["tables"][0]["rows"] == 4
    assert "没有写入任何内容" in liantu("--workspace", space, "ingest", folder, "--dry-run").out
    assert not space.exists()
