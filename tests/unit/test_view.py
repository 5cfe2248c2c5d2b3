"""What a sheet shows of the ground: its scale, its middle, and nothing outside the data."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from pyproj import Geod

from karamap.atlas.subjects import REGION
from karamap.render.map.layout import Layout
from karamap.render.map.options import MapOptions
from karamap.render.map.projection import View
from karamap.render.map.sheet import Sheet
from karamap.render.map.snapshot import Drawing, compose

if TYPE_CHECKING:
    from matplotlib.text import Text

    from karamap import Atlas

DAY = date(2020, 12, 1)
# one layer: only the view is looked at
BARE = ("districts",)
SIZES = [(1920, 1080), (794, 1123), (1024, 768), (1440, 480), (480, 1440), (900, 900)]
DATA = (43.5, 38.3, 50.5, 42.0)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_region_is_in_view_and_the_view_in_the_data(size: tuple[int, int]):
    layout = Layout.of(Sheet(*size), lambda _, unit: 100 * unit)
    view = View.fit(layout.map, REGION, DATA)
    sheet = shapely.box(0, 0, *size)
    assert all(sheet.contains(frame.box) for frame in (layout.map, *layout.columns))
    assert layout.map.box.buffer(0.5).contains(view.to_sheet(shapely.box(*REGION)))
    corners = view.to_degrees(shapely.get_coordinates(layout.map.box))
    west, south, east, north = DATA
    assert np.all(
        (corners >= (west - 0.05, south - 0.05)) & (corners <= (east + 0.05, north + 0.05))
    )


def test_scale_is_true(atlas: Atlas):
    view = compose(atlas, DAY, MapOptions(Sheet(800, 600), layers=BARE)).scene.view
    # to degrees and back
    point = view.to_sheet(shapely.Point(46.75, 39.82))
    assert view.to_degrees(shapely.get_coordinates(point))[0] == pytest.approx([46.75, 39.82])
    ellipsoid = Geod(ellps="WGS84")
    for lon, lat in ((45.7, 38.9), (46.75, 39.82), (47.8, 40.7)):
        east = ellipsoid.fwd(lon, lat, 90, 10_000)[:2]
        north = ellipsoid.fwd(lon, lat, 0, 10_000)[:2]
        here, *there = (view.to_sheet(shapely.Point(p)) for p in ((lon, lat), east, north))
        for point in there:
            assert here.distance(point) == pytest.approx(10 * view.pixels_per_km, rel=2e-3)


@pytest.mark.parametrize(("lat", "lon", "zoom"), [(39.8, 46.8, 9), (39.75, 46.75, 12)])
def test_a_view_has_the_scale_and_middle_of_the_page(
    atlas: Atlas, lat: float, lon: float, zoom: float
):
    view = compose(atlas, DAY, MapOptions(view=(lat, lon, zoom), layers=BARE)).scene.view
    frame = view.frame
    middle = ((frame.left + frame.right) / 2, (frame.bottom + frame.top) / 2)
    here = view.to_sheet(shapely.Point(lon, lat))
    assert (here.x, here.y) == pytest.approx(middle, abs=0.01)
    # a web map shows a degree of longitude in 256 x 2^zoom / 360 pixels
    metres = Geod(ellps="WGS84").inv(lon - 0.05, lat, lon + 0.05, lat)[2]
    pixels = 0.1 * 256 * 2**zoom / 360
    assert view.pixels_per_km == pytest.approx(1000 * pixels / metres, rel=0.003)


def test_a_view_never_leaves_the_data(atlas: Atlas):
    for place in ((38.3, 43.5, 9.0), (42.0, 50.5, 7.0), (40.0, 46.8, 7.0)):
        view = compose(atlas, DAY, MapOptions(view=place, layers=BARE)).scene.view
        corners = view.to_degrees(shapely.get_coordinates(view.frame.box))
        land = shapely.total_bounds([item.geometry for item in atlas.layers["countries"]])
        assert (corners >= land[:2] - 0.01).all()
        assert (corners <= land[2:] + 0.01).all()


@pytest.mark.parametrize(
    "look",
    [
        MapOptions(view=(41.5, 46, 9), layers=BARE),
        MapOptions(Sheet.parse("A4-portrait"), layers=BARE),
    ],
    ids=["view", "portrait"],
)
def test_the_scale_bar_is_true_at_the_latitude_of_the_map(atlas: Atlas, look: MapOptions):
    sheet = compose(atlas, DAY, look)
    view = sheet.scene.view
    zero, longest = _bar(sheet)
    km = float(longest.get_text().split()[0])
    middle = (view.frame.bottom + view.frame.top) / 2
    ends = shapely.MultiPoint([(text.get_position()[0], middle) for text in (zero, longest)])
    (west, east) = view.to_degrees(shapely.get_coordinates(ends))
    metres = Geod(ellps="WGS84").inv(*west, *east)[2]
    assert metres == pytest.approx(1000 * km, rel=2e-3)


def _bar(sheet: Drawing) -> tuple[Text, Text]:
    texts = {text.get_text(): text for text in sheet.canvas.texts}
    longest = next(text for words, text in texts.items() if re.fullmatch(r"\d+ km", words))
    return texts["0"], longest
