"""Provinces as tiles of one size, each where one would look for it; and a user's own outlines from GeoJSON.

A tile map claims no border and shows a small province as well as a large one; figures stand in the tiles.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self
from xml.sax.saxutils import escape, quoteattr

FONT: Final = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_TILE: Final = 68  # pixels a side
_GAP: Final = 6
_EDGE: Final = 8
_COLUMNS: Final = 8  # of a grid without places of its own, as of cities
# column and row of each province by the first two digits of its code
_PLACES: Final[Mapping[str, tuple[int, int]]] = {
    "65": (0, 1), "15": (5, 0), "23": (8, 0), "22": (8, 1), "21": (8, 2), "62": (3, 2), "64": (4, 2), "14": (5, 2),
    "13": (6, 2), "11": (6, 1), "12": (7, 2), "63": (2, 2), "61": (4, 3), "41": (5, 3), "37": (7, 3), "32": (7, 4),
    "54": (1, 3), "51": (3, 4), "50": (4, 4), "42": (5, 4), "34": (6, 4), "31": (8, 4), "53": (2, 5), "52": (3, 5),
    "43": (4, 5), "36": (5, 5), "33": (7, 5), "35": (6, 6), "45": (4, 6), "44": (5, 6), "71": (8, 6), "81": (6, 7),
    "82": (5, 7), "46": (4, 7),
}  # fmt: skip
# one hue from light to dark, readable in print; ink turns white on the dark half
_RAMP: Final = ("#f3f6f8", "#d6e6ea", "#aed0d8", "#7fb5c2", "#4e95a7", "#2a7389", "#0f4c5c")
_UNKNOWN: Final = "#ffffff"
_SQUEEZE: Final = 1.25  # a degree of latitude against one of longitude at 36° north, the middle of the country


@dataclass(frozen=True, slots=True)
class Tile:
    """A region with its figure; None where it is not known."""

    code: str  # six digits
    name: str
    value: float | None
    text: str  # the figure as it is written
    href: str = ""
    chosen: bool = False


def tile_map(tiles: Sequence[Tile], title: str) -> str:
    """SVG of provinces in their places; of other regions, as cities, in rows of eight."""
    spots = [_PLACES.get(tile.code[:2]) if tile.code.endswith("0000") else None for tile in tiles]
    placed = [spot or divmod(number, _COLUMNS)[::-1] for number, spot in enumerate(spots)]
    shades = shades_of([tile.value for tile in tiles])
    step = _TILE + _GAP
    role = "group" if any(tile.href for tile in tiles) else "img"  # one with links is no single image
    width = 2 * _EDGE + step * (max((x for x, _ in placed), default=0) + 1)
    height = 2 * _EDGE + step * (max((y for _, y in placed), default=0) + 1)
    body = (
        _tile(tile, _EDGE + x * step, _EDGE + y * step, shade)
        for tile, (x, y), shade in zip(tiles, placed, shades, strict=True)
    )
    return _svg((width, height), title, "".join(body), look=f'role="{role}" font-family="{FONT}"')


def shades_of(values: Sequence[float | None]) -> list[int]:
    """Step of the ramp of each value by its rank, so that one large value does not make all others pale; -1 for None.

    A value of 0 has the first step, equal values have the same one.
    """
    ordered = sorted({value for value in values if value})
    steps = len(_RAMP) - 1
    place = {value: 1 + number * (steps - 1) // max(len(ordered) - 1, 1) for number, value in enumerate(ordered)}
    return [-1 if value is None else place.get(value, 0) for value in values]


def _tile(tile: Tile, x: int, y: int, shade: int) -> str:
    fill, ink = (_UNKNOWN, "#5f6b7a") if shade < 0 else (_RAMP[shade], "#ffffff" if shade > 3 else "#111827")
    line, width = ("#b45309", 3) if tile.chosen else ("#9db4bd", 1)
    body = (
        f"<title>{escape(tile.name)}：{escape(tile.text)}</title>"
        f'<rect x="{x}" y="{y}" width="{_TILE}" height="{_TILE}" rx="7" fill="{fill}" stroke="{line}" '
        f'stroke-width="{width}"/>'
        f'<text x="{x + _TILE / 2}" y="{y + 29}" text-anchor="middle" fill="{ink}" font-size="13">'
        f"{escape(_short(tile.name))}</text>"
        f'<text x="{x + _TILE / 2}" y="{y + 50}" text-anchor="middle" fill="{ink}" font-size="14" '
        f'font-weight="600">{escape(tile.text)}</text>'
    )
    return f"<a href={quoteattr(tile.href)}>{body}</a>" if tile.href else f"<g>{body}</g>"


def _short(name: str) -> str:
    return name if len(name) <= 4 else name[:3] + "…"


def outline_map(shapes: Mapping[str, Any], tiles: Mapping[str, Tile], title: str, width: int = 900) -> str:
    """SVG of a GeoJSON FeatureCollection; a feature is known by `adcode` or `code`, else by `name`.

    Args:
        shapes: features with Polygon or MultiPolygon in degrees; others are left out.
        tiles: regions by code and by name.
        title: for readers of the screen.
        width: pixels.
    """
    features = [
        (tile, list(_rings(feature["geometry"])))
        for feature in shapes["features"]
        if (tile := _tile_of(feature, tiles)) is not None and feature.get("geometry")
    ]
    points = [point for _, rings in features for ring in rings for point in ring]
    if not points:
        return tile_map(list({tile.code: tile for tile in tiles.values()}.values()), title)
    ground = _Ground.of(points, width)
    shades = shades_of([tile.value for tile, _ in features])
    body = "".join(
        f"<a href={quoteattr(tile.href)}><title>{escape(tile.name)}：{escape(tile.text)}</title>"
        f'<path d="{ground.path(rings)}" fill="{_UNKNOWN if shade < 0 else _RAMP[shade]}" stroke="#5f7b84"/></a>'
        for (tile, rings), shade in zip(features, shades, strict=True)
    )
    return _svg((width, ground.height), title, body, look='role="group"')


def _svg(size: tuple[int, int], title: str, body: str, *, look: str) -> str:
    """The picture of this width and height in pixels; `look` is further attributes of it."""
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f"{look} aria-label={quoteattr(title)}><title>{escape(title)}</title>{body}</svg>"
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where degrees stand in the picture."""

    west: float
    north: float
    scale: float  # pixels a degree of longitude
    height: int  # pixels

    @classmethod
    def of(cls, points: Sequence[Sequence[float]], width: int) -> Self:
        """The smallest that holds the points, of this width."""
        west, east = min(point[0] for point in points), max(point[0] for point in points)
        south, north = min(point[1] for point in points), max(point[1] for point in points)
        scale = width / max(east - west, 1e-9)
        return cls(west, north, scale, round((north - south) * scale * _SQUEEZE))

    def path(self, rings: Sequence[Sequence[Sequence[float]]]) -> str:
        """The outline of what lies within the rings."""
        return "".join("M" + "L".join(self._spot(x, y) for x, y, *_ in ring) + "Z" for ring in rings)

    def _spot(self, x: float, y: float) -> str:
        return f"{(x - self.west) * self.scale:.1f} {(self.north - y) * self.scale * _SQUEEZE:.1f}"


def _tile_of(feature: Mapping[str, Any], tiles: Mapping[str, Tile]) -> Tile | None:
    given = feature.get("properties") or {}
    keys = (str(given.get(name, "")) for name in ("adcode", "code", "name"))
    return next((tiles[key] for key in keys if key in tiles), None)


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    if geometry["type"] == "Polygon":
        yield from geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        for part in geometry["coordinates"]:
            yield from part
