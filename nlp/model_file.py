"""The learned part of extraction as one file: named arrays by part, and a card that says what they were made from.

A zip without times, so that the same arrays give the same bytes: `card.json` and `<part>/<array>.npy`.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from ontology.errors import BadModel

FORMAT: Final = "liantu-extraction/1"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
# what reading a damaged file raises; RuntimeError where it seems to be locked, or packed in a way we do not know
_DAMAGE: Final = (
    OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, zipfile.BadZipFile, zlib.error
)  # fmt: skip
Arrays = Mapping[str, NDArray[np.generic]]
Made = TypeVar("Made")


@dataclass(frozen=True)
class Model:
    """What was learned, by part: `clusters`, `names`, `relations`, `quantities`; without one the rules decide."""

    parts: Mapping[str, Arrays]
    card: Mapping[str, Any]  # format, seed, data, scores
    version: str = ""  # of its bytes; empty where it is no file
    name: str = ""  # of its file

    def part(self, name: str) -> Arrays | None:
        """The arrays of a part, None where the model has no such part."""
        return self.parts.get(name)

    def made(self, part: str, make: Callable[[Arrays], Made]) -> Made | None:
        """What `make` makes of the arrays of a part, None where the model has no such part.

        Raises:
            BadModel: an array is missing, or of another form.
        """
        arrays = self.part(part)
        try:
            return None if arrays is None else make(arrays)
        except (KeyError, ValueError, IndexError, TypeError) as problem:
            raise BadModel(self.name, f"{part}: {problem}") from problem


NO_MODEL: Final = Model(MappingProxyType({}), MappingProxyType({}))


def write_model(path: Path, model: Model) -> None:
    """Write `model` to `path`; equal models give equal bytes."""
    card = json.dumps({"format": FORMAT, **model.card}, ensure_ascii=False, indent=1, sort_keys=True)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        _add(target, "card.json", card.encode())
        for part, arrays in sorted(model.parts.items()):
            for name, array in sorted(arrays.items()):
                _add(target, f"{part}/{name}.npy", _npy(array))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.getvalue())


def read_model(path: Path) -> Model:
    """Read a model file.

    Raises:
        BadModel: the file is no model, or one of another format.
    """
    try:
        return _read(path.read_bytes(), path.name)
    except _DAMAGE as problem:
        raise BadModel(path.name, str(problem)) from problem


@cache
def bundled_model() -> Model:
    """The model that comes with the package, or `NO_MODEL`."""
    found = files("nlp").joinpath("model", "extraction.model")
    return _read(found.read_bytes(), found.name) if found.is_file() else NO_MODEL


def _read(content: bytes, name: str) -> Model:
    parts: dict[str, dict[str, NDArray[np.generic]]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        card = json.loads(source.read("card.json"))
        if card.pop("format", None) != FORMAT:
            raise ValueError(f"it is not of the format {FORMAT}")
        for entry in source.namelist():
            part, _, array = entry.partition("/")
            if array:
                parts.setdefault(part, {})[array.removesuffix(".npy")] = np.load(
                    io.BytesIO(source.read(entry)), allow_pickle=False
                )
    return Model(parts, card, sha256(content).hexdigest()[:12], name)


def _add(target: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    target.writestr(entry, content, compresslevel=9)


def _npy(array: NDArray[np.generic]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()
