"""Answers kept on disk, by model, instructions and question: what was asked once is not paid for again."""

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile


@dataclass(frozen=True, slots=True)
class Cache:
    """One file an answer below `folder`."""

    folder: Path

    def read(self, *asked: str) -> str | None:
        """The answer to what was asked; None where there is none, or a file that cannot be read."""
        try:
            kept = json.loads(self._path(asked).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return kept["answer"] if isinstance(kept, dict) and isinstance(kept.get("answer"), str) else None

    def write(self, answer: str, *asked: str) -> None:
        """Keep an answer; a process that dies in the middle leaves no half file."""
        path = self._path(asked)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as file:
            json.dump({"answer": answer}, file, ensure_ascii=False)
        os.replace(file.name, path)  # noqa: PTH105 — the name is a string

    def _path(self, asked: tuple[str, ...]) -> Path:
        key = sha256("\x1f".join(asked).encode()).hexdigest()
        return self.folder / key[:2] / f"{key}.json"
