"""A build on other versions of the libraries is not taken for another map, a change is."""

from __future__ import annotations

import pytest
import shapely

from karamap.build.build import settled
from karamap.core import geojson
from karamap.core.geojson import feature

DIGIT = 10**-geojson.DECIMALS


@pytest.fixture
def layer(tmp_path):
    path = tmp_path / "control.geojson"
    path.write_text(geojson.dumps([ground()]), "utf-8")
    return path


def ground(east=47.0, begin=0, **properties):
    ring = [(46.0, 39.0), (east, 39.0), (east, 40.0), (46.0, 40.0)]
    return feature(shapely.Polygon(ring[begin:] + ring[:begin]), id="a", **properties)


@pytest.mark.parametrize("new", [ground(), ground(47.0 + DIGIT), ground(begin=2)])
def test_the_last_digit_and_the_start_of_a_ring_are_no_change(layer, new):
    assert settled(layer, [new]) == layer.read_text("utf-8")


@pytest.mark.parametrize(
    "new",
    [
        [ground(47.0 + 2 * DIGIT)],
        [ground(controller="azerbaijan")],
        [],
        [ground(), ground()],
        [feature(None, id="a")],
        [feature(shapely.Point(46.0, 39.0), id="a")],
    ],
)
def test_all_else_is(layer, new):
    assert settled(layer, new) == geojson.dumps(new)


@pytest.mark.parametrize("text", ["", "{", '{"type": "FeatureCollection"}', "\ud800"])
def test_a_damaged_or_missing_file_is_replaced(layer, text):
    layer.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert settled(layer, [ground()]) == geojson.dumps([ground()])
    layer.unlink()
    assert settled(layer, [ground()]) == geojson.dumps([ground()])
