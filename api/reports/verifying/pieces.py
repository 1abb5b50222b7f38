"""What a reader sees of a file: pieces of text with their places, and the evidence pack that it carries."""

from dataclasses import dataclass
from typing import Final

IMAGE: Final = "图片"
ATTRIBUTES: Final = "属性"  # of an element of a page: compared too, since they can change what is seen
UNSEEN: Final = frozenset({IMAGE, ATTRIBUTES})  # their digits are no numbers of a report


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a cell, a note, a caption; or a picture by its hash."""

    part: str  # 正文, 脚注, 页脚, a sheet …: pieces are compared part by part
    place: str  # within the part, for people: 第 12 段, B7, 表 2 第 3 行第 4 列
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was read."""

    pieces: tuple[Piece, ...]
    pack: bytes
