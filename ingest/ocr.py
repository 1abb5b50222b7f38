"""Text of pictures, by RapidOCR where the extra `[ocr]` is installed: models lie in its wheel, nothing is downloaded.

A recognised line is handed on as characters with places, so that columns, paragraphs and tables are found in a scan as
in any other page. Licence of library and models: Apache 2.0 (PaddleOCR's PP-OCRv4).
"""

import io
import re
import resource
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ingest import limits
from ingest.layout.blanks import is_wide
from ingest.pdf_page import Floats, PageChars, PageContent
from ingest.reasons import DAMAGED, SCANNED, too_large, unreadable

RESOLUTION: Final = 150  # dots an inch at which a page is drawn; 200 reads no better and takes 1.6 times as long
_SURE: Final = 0.5  # confidence of a line; below it are stamps, logos and folds of the paper
_ALIKE: Final = 0.3  # by which heights of lines in one size of letters differ
_ROOM: Final = 1.2  # heights of a line that a punctuation mark leaves empty; columns stand further apart
_HALF_COMMA: Final = re.compile(r"(?<=[\u4e00-\u9fff\d%）]),(?=[\u4e00-\u9fff]|$)")  # read so for the full-width one
_PICTURED: Final = 1.0


def is_installed() -> bool:
    """Whether pictures can be read here."""
    return find_spec("rapidocr_onnxruntime") is not None


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)


def recognised(image: NDArray[np.uint8], size: tuple[float, float], number: int) -> PageContent:
    """A picture's text as a page.

    Args:
        image: height x width x 3, blue, green, red.
        size: width and height of the page in points.
        number: of the page, from 1.
    """
    _take_more_time()
    lines, _ = _engine()(image)
    scale = size[0] / image.shape[1]
    found = [(_box(corners) * scale, text) for corners, text, sure in lines or () if float(sure) >= _SURE]
    pieces = [piece for box, text in _closed_up(_of_one_height(found)) for piece in _placed(box, text)]
    signs = "".join(sign for sign, _, _ in pieces)
    boxes = np.array([box for _, box, _ in pieces], dtype=np.float64).reshape(-1, 4)
    blank = np.array([before for _, _, before in pieces], dtype=np.bool_)
    x0, top, x1, bottom = boxes.T
    chars = PageChars(signs, x0, x1, top, bottom, bottom - top, blank)
    none = np.zeros((0, 4))
    return PageContent(number, *size, chars, none, none, _PICTURED, 0, recognised=True)


def _take_more_time() -> None:
    """A page takes seconds to recognise: a process whose time is bound gets so much more of it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_CPU, (soft + limits.OCR_SECONDS, hard))


def _box(corners: Any) -> Floats:
    """x0, top, x1, bottom around four corners."""
    points = np.array(corners, dtype=np.float64)
    return np.concatenate([points.min(axis=0), points.max(axis=0)])


def _of_one_height(lines: list[tuple[Floats, str]]) -> list[tuple[Floats, str]]:
    """Lines of nearly the usual height as of that height: a box is as high as the signs that happen to stand in it."""
    usual = float(np.median([box[3] - box[1] for box, _ in lines])) if lines else 0.0
    return [(_with_height(box, usual), text) for box, text in lines]


def _with_height(box: Floats, usual: float) -> Floats:
    if abs(box[3] - box[1] - usual) >= _ALIKE * usual:
        return box
    middle = (box[1] + box[3]) / 2
    return np.array([box[0], middle - usual / 2, box[2], middle + usual / 2])


def _closed_up(lines: list[tuple[Floats, str]]) -> Iterator[tuple[Floats, str]]:
    """Pieces of one line that the recogniser cut at a punctuation mark reach up to each other again."""
    for box, text in lines:
        middle, height = (box[1] + box[3]) / 2, box[3] - box[1]
        nexts = [b[0] for b, _ in lines if b[1] < middle < b[3] and box[0] < b[0] < box[2] + _ROOM * height]
        yield np.array([box[0], box[1], min(nexts), box[3]]) if nexts else box, text


def _placed(box: Floats, text: str) -> Iterator[tuple[str, Floats, bool]]:
    """Characters of a line with their boxes in points: each takes room by its kind, wide or narrow."""
    x0, top, x1, bottom = box.tolist()
    text = _HALF_COMMA.sub("，", text)
    shares = np.cumsum([0.0, *(2.0 if is_wide(sign) else 1.0 for sign in text)])
    places = x0 + (x1 - x0) * shares / max(1.0, shares[-1])
    before = False
    for i, sign in enumerate(text):
        if not sign.isspace():
            yield sign, np.array([places[i], top, places[i + 1], bottom]), before
        before = sign.isspace()


def read_pictures(content: bytes) -> Iterator[PageContent]:
    """The pages of an image file; a TIFF may hold several.

    Raises:
        Unreadable: recognition is not installed, the file is damaged, or larger than the bounds.
    """
    if not is_installed():
        raise unreadable(SCANNED, "尚不支持直接读图像 · an image, not supported without text recognition")
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as image:
            for number in range(1, min(getattr(image, "n_frames", 1), limits.OCR_PAGES) + 1):
                image.seek(number - 1)
                if image.width * image.height > limits.OCR_PIXELS:
                    raise too_large("图像 · image", f"{limits.OCR_PIXELS} pixels")
                pixels = np.asarray(image.convert("RGB"), dtype=np.uint8)[:, :, ::-1]
                points = 72.0 / RESOLUTION
                yield recognised(pixels, (image.width * points, image.height * points), number)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise unreadable(DAMAGED, str(error)) from error
