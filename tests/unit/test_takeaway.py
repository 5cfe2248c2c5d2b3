"""What the app offers to take away: each offer makes the file that its name promises."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from importlib import import_module

import pytest
from PIL import Image
from streamlit.runtime.media_file_manager import MediaFileManager

from karamap.core.layers import LAYERS

takeaway = import_module("karamap.app.takeaway")
downloads = import_module("karamap.app.downloads")
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
    found = offers(atlas)
    assert found.keys() == STARTS.keys()
    for suffix, offer in found.items():
        assert offer.make().startswith(STARTS[suffix])


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ("screen", (1920, 1080)),
        ("slide", (1920, 1080)),
        ("a4", (3508, 2480)),
        ("square", (1080, 1080)),
        ("story", (1080, 1920)),
    ],
)
def test_a_picture_has_the_size_it_is_made_for(atlas, size, pixels):
    content = offers(atlas, size=size, theme="mono", names="hy")["png"].make()
    assert Image.open(io.BytesIO(content)).size == pixels


def test_a_picture_bears_the_readers_own_words(atlas):
    words = (("title", "A title of my own"), ("credit", "Drawn by class 9b"))
    content = offers(atlas, size="square", words=words)["svg"].make().decode()
    assert "A title of my own" in content
    assert "Drawn by class 9b" in content


def test_the_package_is_whole(atlas):
    with zipfile.ZipFile(io.BytesIO(offers(atlas)["zip"].make())) as package:
        assert package.testzip() is None
        assert "datapackage.json" in package.namelist()


def test_files_made_for_a_reader_outlive_the_moves_of_others(monkeypatch):
    swept, clock = [], [0.0]
    monkeypatch.setattr(MediaFileManager, "remove_orphaned_files", swept.append)
    monkeypatch.setattr(downloads.time, "monotonic", lambda: clock[0])
    downloads.keep(seconds=60)
    manager = object()
    for clock[0] in (1, 59, 60, 61, 119, 120):
        MediaFileManager.remove_orphaned_files(manager)
    assert len(swept) == 2
