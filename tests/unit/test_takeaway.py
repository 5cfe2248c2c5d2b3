"""What the app offers to take away: each offer makes the file that its name promises."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from importlib import import_module
from urllib.parse import parse_qsl, urlsplit

import pytest
from PIL import Image

from karamap import UsageError
from karamap.core.layers import LAYERS

takeaway = import_module("karamap.app.takeaway")
Shown = import_module("karamap.app.state").Shown

DAY = date(2020, 11, 10)
LAYER_IDS = tuple(layer.id for layer in LAYERS if layer.shown)
STARTS = {
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "pdf": b"%PDF",
    "html": b"<!DOCTYPE html>",
    "geojson": b'{"type":"FeatureCollection"',
    "zip": b"PK",
}


def offers(atlas, **choice):
    shown = Shown(DAY, LAYER_IDS, (39.7, 46.7, 10.0), None, "en")
    made = takeaway.offers(atlas, shown, takeaway.Choice(**choice))
    return {offer.file_name.rpartition(".")[2]: offer for offer in made}


def test_every_offer_makes_the_file_its_name_promises(atlas):
    words = (("title", "A title of my own"), ("credit", "Drawn by class 9b"))
    found = offers(atlas, size="square", words=words)
    assert found.keys() == STARTS.keys()
    made = {suffix: offer.make() for suffix, offer in found.items()}
    for suffix, content in made.items():
        assert content.startswith(STARTS[suffix])
    # a picture bears the reader's own words
    for _, own in words:
        assert own in made["svg"].decode()
    with zipfile.ZipFile(io.BytesIO(made["zip"])) as package:
        assert package.testzip() is None
        assert "datapackage.json" in package.namelist()


def test_a_picture_has_the_size_it_is_made_for(atlas):
    for size, pixels in (("screen", (1920, 1080)), ("a4", (3508, 2480)), ("story", (1080, 1920))):
        content = offers(atlas, size=size, theme="mono", names="hy")["png"].make()
        assert Image.open(io.BytesIO(content)).size == pixels


@pytest.mark.parametrize("base", ["", "/maps/karabakh"])
def test_a_link_says_all_there_is_to_know_of_a_file(atlas, base):
    words = (("title", "Ours & <theirs>"), ("note", "50 %"))
    choice = takeaway.Choice("square", "mono", "hy", words)
    shown = Shown(DAY, ("control", "places"), (39.7, 46.7, 10.0), date(1994, 5, 12), "ru")
    for offer in takeaway.offers(atlas, shown, choice):
        link = urlsplit(takeaway.address(offer, shown, choice, base))
        assert link.path.startswith(f"{base}/take/")
        name = link.path.rpartition("/")[2]
        again = takeaway.asked(atlas, name, parse_qsl(link.query, keep_blank_values=True))
        assert (again.file_name, again.mime) == (offer.file_name, offer.mime)
        asked, made = again.make.args, offer.make.args
        assert [asked[1].day, *asked[2:]] == [made[1].day, *made[2:]]
        assert set(asked[1].layers) == {"control", "places", "countries", "lakes", "rivers"}
        assert (asked[1].view, asked[1].compare) == (shown.view, shown.compare)
        assert asked[1].language == "ru"


def test_a_link_to_what_cannot_be_had_is_told(atlas):
    for name, query, told in (
        ("map.exe", "", "there is no file 'map.exe'"),
        ("map.png", "date=soon", "date"),
        ("map.png", "size=huge", "size 'huge': expected one of screen"),
        ("map.png", "look=neon", "look 'neon': expected one of screen, print, mono"),
    ):
        with pytest.raises(UsageError, match=told):
            takeaway.asked(atlas, name, parse_qsl(query))
