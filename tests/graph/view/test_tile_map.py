"""Provinces as tiles, and a user's own outlines."""

from graph.view.tile_map import Tile, outline_map, shades_of, tile_map
from ontology.values.regions import regions

PROVINCES = [one for one in regions() if one.level == "province"]


def test_every_province_has_a_place_of_its_own() -> None:
    svg = tile_map([Tile(one.code, one.short, 1.0, "1") for one in PROVINCES], "图")
    corners = [part.split('" width', 1)[0] for part in svg.split("<rect ")[1:]]
    assert len(set(corners)) == len(PROVINCES)


def test_what_is_not_known_is_not_shaded_and_nothing_is_the_lightest() -> None:
    assert shades_of([None, 0.0, 1.0, 5.0, 5.0, 1000.0]) == [-1, 0, 1, 3, 3, 6]


def test_a_name_cannot_end_the_picture() -> None:
    assert "<script" not in tile_map([Tile("330000", "<script>", 1.0, "1")], "图")


def test_outlines_are_drawn_for_the_regions_that_are_known() -> None:
    ring = [[120.0, 30.0], [121.0, 30.0], [121.0, 31.0], [120.0, 30.0]]
    shapes = {
        "features": [
            {"properties": {"name": "浙江省"}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
            {"properties": {"name": "别处"}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
        ]
    }
    svg = outline_map(shapes, {"浙江省": Tile("330000", "浙江", 3.0, "3")}, "图")
    assert svg.count("<path") == 1
    assert "浙江：3" in svg


def test_outlines_without_a_known_region_are_tiles() -> None:
    assert "<rect" in outline_map({"features": []}, {"浙江省": Tile("330000", "浙江", 3.0, "3")}, "图")
