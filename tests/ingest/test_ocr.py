import io

import numpy as np
import pytest

from ingest import ocr
from ingest.files import read_content
from ontology.errors import Unreadable

_PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)


def test_a_picture_without_recognition_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(Unreadable, match="扫描图像") as caught:
        read_content(_PNG, "a.png")
    assert "liantu[ocr]" in caught.value.hint


def test_recognised_lines_are_characters_at_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        ([[100, 50], [300, 50], [300, 90], [100, 90]], "链主企业,", 0.9),
        ([[310, 52], [510, 52], [510, 95], [310, 95]], "带动配套", 0.9),
        ([[0, 0], [9, 0], [9, 9], [0, 9]], "章", 0.1),
    ]
    monkeypatch.setattr(ocr, "_engine", lambda: lambda image: (lines, 0.0))
    page = ocr.recognised(np.zeros((200, 600, 3), dtype=np.uint8), (300.0, 100.0), 1)
    assert page.chars.text == "链主企业，带动配套"
    assert page.chars.x0[0] == 50.0
    assert page.chars.x1[4] == page.chars.x0[5] == 155.0


def test_a_picture_is_read_by_recognition() -> None:
    pytest.importorskip("rapidocr_onnxruntime", reason="the extra [ocr] is not installed")
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (400, 120), "white")
    ImageDraw.Draw(picture).text((40, 40), "GB 2025", "black", font_size=40)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    (part,) = read_content(stream.getvalue(), "a.png").parts
    assert part.recognised
    assert "2025" in part.text
