"""The benchmark's own arithmetic; what it measures is asserted nowhere."""

from __future__ import annotations

from collections import Counter

import pytest

from bench import assets, features, growth, report, stranger
from karamap.web.embedding import embedded
from karamap.web.packing import packed
from karamap.web.payload import payload


@pytest.fixture(scope="module")
def data(atlas):
    return payload(atlas)


def spans(items) -> list[tuple[str, str | None]]:
    return [(item["start"], item["end"]) for item in items]


@pytest.mark.parametrize("together", [True, False])
def test_grown_data_have_as_many_features_elsewhere(data, together):
    more = growth.grown(data, 3, together=together)
    for layer, items in data["features"].items():
        assert len(more["features"][layer]) == 3 * len(items)
        ids = [item["id"] for item in more["features"][layer]]
        assert len(set(ids)) == len(ids)
    assert len(more["geometries"]) == 3 * len(data["geometries"])
    arcs = len(data["arcs"])
    first, copy = (more["geometries"][index] for index in (0, len(data["geometries"])))
    assert copy == [[[at - arcs if at < 0 else at + arcs for at in r] for r in p] for p in first]
    assert more["arcs"][0][:2] != more["arcs"][arcs][:2]
    assert more["arcs"][0][2:] == more["arcs"][arcs][2:]


def test_copies_on_the_same_days_change_together(data):
    more = growth.grown(data, 3, together=True)
    real, grown = (Counter(spans(each["features"]["control"])) for each in (data, more))
    assert grown == Counter({span: 3 * count for span, count in real.items()})
    assert more["changes"] == data["changes"]


def test_copies_on_days_of_their_own_last_as_long_and_follow_each_other(data):
    more = growth.grown(data, 3, together=False)["features"]["control"]
    real = data["features"]["control"]
    for copy in (more[len(real) : 2 * len(real)], more[2 * len(real) :]):
        assert copy != real
        for was, now in zip(real, copy, strict=True):
            assert (now["end"] is None) == (was["end"] is None)
            assert now["end"] is None or now["start"] <= now["end"]
        ends = {(item["block"], item["end"]) for item in copy if item["end"]}
        assert ends <= {(item["block"], item["start"]) for item in copy}


def test_about_as_much_changes_on_a_day_as_in_the_real_data(data):
    more = growth.grown(data, 10, together=False)

    def most_at_once(each):
        return max(
            Counter(
                start for start, _ in spans(each["features"]["control"]) if start > "1918-01-01"
            ).values()
        )

    assert most_at_once(more) <= 1.5 * most_at_once(data)
    assert len(more["changes"]) > 5 * len(data["changes"])


def test_a_grown_page_holds_the_grown_data(data):
    more = growth.grown(data, 2, together=True)
    script = '<script type="application/json" id="karamap-data">{}</script>'
    page = growth.with_data(f"<p>before</p>{script}<p>after</p>", more)
    holds = embedded(packed(more))
    assert page == f"<p>before</p>{script.format(holds)}<p>after</p>"


def test_peers_show_what_the_atlas_has_on_a_day(atlas):
    shown = features.shown(atlas)
    day = atlas.change_dates[40]
    ids = {item["properties"]["id"] for item in (*shown.lasting, *shown.on(day)["features"])}
    for layer in ("control", "places", "front_lines_2020"):
        assert {item["id"] for item in atlas.features(layer, day)} <= ids
    assert not ids & {item["id"] for item in atlas.layers["events"]}


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("https://a.example/npm/leaflet@1.9.3/dist/leaflet.js", "leaflet/dist/leaflet.js"),
        ("https://a.example/npm/@x/y@6.2.0/css/all.min.css", "@x/y/css/all.min.css"),
        ("https://a.example/jquery-3.7.1.min.js", "jquery/dist/jquery.min.js"),
        ("https://a.example/x/moment.js/2.18.1/moment.min.js", "moment/min/moment.min.js"),
    ],
)
def test_what_folium_loads_is_found_in_packages(tmp_path, address: str, inside: str):
    assert assets.locate(address, tmp_path) is None
    file = tmp_path / "node_modules" / inside
    file.parent.mkdir(parents=True)
    file.write_text("")
    assert assets.locate(address, tmp_path) == file


def test_the_tables_count_right():
    assert report.percentile([4, 1, 3, 2], 50) == 2
    assert report.percentile(range(1, 101), 95) == 95
    assert report.table(("a", "b"), [("x", "1")]) == "| a | b |\n| --- | ---: |\n| x | 1 |"


def test_a_strangers_features_are_the_same_every_time_and_change_at_each_stop():
    items = stranger.made()
    assert items == stranger.made()
    assert len(items) == stranger.COUNT == 1000
    stops = stranger.stops(items)
    assert stops[0] > str(stranger.STARTS_ON)
    # of the steps that are measured by default, each has seven that come and seven that go
    for day in stops[:60]:
        assert stranger.there(items, day) == 7 * stranger.LASTS.days
        assert sum(each["properties"]["start"] == day for each in items) == 7


def test_each_way_has_a_page_with_all_of_a_strangers_features():
    items = stranger.made(7)
    for shown in stranger.ALL:
        page = shown.page(items)
        assert page.count('"Polygon"') == 7
        assert "chart" in page
