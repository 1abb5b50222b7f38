import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from api.selfcheck.writing import file_of


def test_the_content_comes_out_as_it_went_in(content: dict[str, Any], file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    (embedded,) = re.findall(r'<script type="application/json" id="content">(.*?)</script>', text, re.DOTALL)
    assert json.loads(embedded) == content


def test_no_text_can_end_the_content_or_become_markup(content: dict[str, Any]) -> None:
    hostile = "</script><script>alert(1)</script><img src=x>&"
    text = file_of(content | {"coverage": hostile, "chain": "<b>链</b>"})
    assert "alert(1)</script>" not in text
    assert "<img" not in text
    assert "<b>链" not in text
    assert text.count("<script") == 2


def test_the_seal_names_the_script_and_the_style_that_are_there(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    for kind, pattern in (("script", r"<script>(.*?)</script>"), ("style", r"<style>(.*?)</style>")):
        (inside,) = re.findall(pattern, text, re.DOTALL)
        assert f"{kind}-src 'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'" in policy[1]


def test_nothing_in_the_file_points_at_another_place(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    page = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
    assert not re.search(r"https?://|src=|@import|url\(|fetch\(|XMLHttpRequest|localStorage", page)


def test_the_file_fits_on_a_phone(file: Path) -> None:
    assert file.stat().st_size < 1_000_000
