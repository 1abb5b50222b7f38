"""Which form of an answer a client would rather have (RFC 9110, section 12.5.1)."""

from collections.abc import Iterator, Mapping
from typing import Final

_ALSO: Final = {"application/json": "json"}  # what a client that wants JSON rather says


def best_of(accept: str | None, offered: Mapping[str, str]) -> str:
    """Short name of the form that fits best; the first one where nothing fits.

    Args:
        accept: the header, None where there is none.
        offered: short name → media type, the usual form first.
    """
    ranges = dict(_ranges(accept or "*/*"))
    first = next(iter(offered))
    ranked = {name: max(_weight(ranges, kind), _weight(ranges, _plain(name))) for name, kind in offered.items()}
    best = max(ranked, key=lambda name: ranked[name])
    return best if ranked[best] > 0 else first


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        given = [piece[2:] for piece in parameters if piece.startswith("q=")]
        yield kind, _number(given[0]) if given else 1.0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _weight(ranges: Mapping[str, float], kind: str) -> float:
    """Weight of a media type: of the range that names it, else of `type/*`, else of `*/*`."""
    if not kind:
        return 0.0
    for one in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        if one in ranges:
            return ranges[one]
    return 0.0


def _plain(name: str) -> str:
    return next((kind for kind, short in _ALSO.items() if short == name), "")
