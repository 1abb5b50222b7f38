from pathlib import Path

import duckdb
import pytest

from graph.ledger.connection import connect

_COMPRESSION = "SELECT DISTINCT compression FROM pragma_storage_info('evidence') WHERE column_path = '[2]'"


@pytest.mark.parametrize(("version", "is_zstd"), [("v1.0.0", False), ("latest", True)])
def test_sentences_are_kept_small_where_the_file_can_keep_them_so(
    tmp_path: Path, version: str, *, is_zstd: bool
) -> None:
    path = tmp_path / "ledger.duckdb"
    duckdb.connect().execute(f"ATTACH '{path}' AS made (STORAGE_VERSION '{version}')").close()
    with connect(path) as connection:
        connection.execute("INSERT INTO evidence (id, sentence) SELECT range, '样例' || range FROM range(1000)")
        connection.execute("CHECKPOINT")
        assert (connection.execute(_COMPRESSION).fetchall() == [("ZSTD",)]) is is_zstd
