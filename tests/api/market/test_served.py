"""What counts as shown: a list once, however often its page is loaded."""

from datetime import date
from pathlib import Path

import httpx

from api.market.served import Once
from tests.api.spaces import served


def test_a_list_counts_once_a_day() -> None:
    once = Once()
    first, second = date(2026, 11, 1), date(2026, 11, 2)
    assert [once.is_first("甲", today=first), once.is_first("甲", today=first)] == [True, False]
    assert once.is_first("乙", today=first)
    assert once.is_first("甲", today=second)


def test_a_page_that_is_loaded_again_is_no_new_showing(small_copy: Path) -> None:
    need = {"text": "需要编码器"}
    with served(small_copy) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        for _ in range(2):
            client.get("/match", params=need).raise_for_status()
        client.get("/match", params={**need, "region": "浙江"}).raise_for_status()
        client.post("/v1/match", json=need).raise_for_status()
    (file,) = (small_copy / "served").iterdir()
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3
