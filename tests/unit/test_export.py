"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from unittest.mock import Mock

import pytest

from karamap import OutputError, UsageError, export


def test_text_and_bytes_are_written_as_readable_as_any_other_file(tmp_path):
    mask = os.umask(0o022)
    try:
        export.write(tmp_path / "a.txt", "Şuşa")
    finally:
        os.umask(mask)
    export.write(tmp_path / "b.bin", b"\x00\x01")
    assert (tmp_path / "a.txt").read_text("utf-8") == "Şuşa"
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\x01"
    assert len(list(tmp_path.iterdir())) == 2
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o644
    with pytest.raises(OutputError, match="no such file or directory"):
        export.write(tmp_path / "nowhere" / "a.txt", "x")


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("before")
    full = Mock(side_effect=OSError(28, "No space left on device"))
    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OutputError, match="no space left"):
        export.write(path, "after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_only_a_known_ending_is_taken_in_any_case(tmp_path):
    assert export.require_suffix(tmp_path / "MAP.PNG", ("png",)) == "png"
    for name in ("map", "map.doc", "map.png.txt"):
        with pytest.raises(UsageError, match=r"expected a name in \.png, \.svg"):
            export.require_suffix(tmp_path / name, ("png", "svg"))


def test_a_library_that_writes_itself_leaves_only_its_file(tmp_path):
    with export.replacing(tmp_path / "a.db") as path:
        path.write_text("x")
        path.with_name("a.db-journal").write_text("unfinished")
    assert [item.name for item in tmp_path.iterdir()] == ["a.db"]


def fill(path, text, meanwhile=lambda: None):
    with export.fresh_folder(path) as folder:
        (folder / "index.html").write_text(text)
        meanwhile()


def test_a_folder_is_made_and_made_again_whole(tmp_path):
    site = tmp_path / "site"
    fill(site, "first")
    (site / "left-over.html").write_text("of an older version")
    fill(site, "second")
    assert {item.name for item in site.iterdir()} == {"index.html", export.MARKER}
    assert (site / "index.html").read_text() == "second"
    assert list(tmp_path.iterdir()) == [site]


def test_an_empty_folder_may_be_filled_and_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    fill(tmp_path / "link", "x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "index.html").read_text() == "x"


def test_a_folder_of_others_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="not karamap's"):
        fill(tmp_path, "x")
    with pytest.raises(UsageError, match="is a file"):
        fill(tmp_path / "thesis.txt", "x")
    with pytest.raises(OutputError, match="no such file or directory"):
        fill(tmp_path / "nowhere" / "site", "x")
    assert [item.name for item in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_that_became_that_of_others_meanwhile_is_refused(tmp_path):
    site = tmp_path / "site"

    def somebody_else():
        site.mkdir()
        (site / "thesis.txt").write_text("mine")

    with pytest.raises(UsageError, match="not karamap's"):
        fill(site, "x", somebody_else)
    assert [item.name for item in site.iterdir()] == ["thesis.txt"]
    assert list(tmp_path.iterdir()) == [site]


@pytest.mark.parametrize("reason", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_folder_given_up_leaves_the_old_one(tmp_path, reason):
    site = tmp_path / "site"
    fill(site, "before")
    with pytest.raises((KeyboardInterrupt, OutputError)):
        fill(site, "half", Mock(side_effect=reason))
    assert (site / "index.html").read_text() == "before"
    assert list(tmp_path.iterdir()) == [site]


def test_a_swap_that_fails_brings_the_old_folder_back(tmp_path, monkeypatch):
    site = tmp_path / "site"
    fill(site, "before")
    rename = type(site).rename

    def failing(self, target):
        if self.name == "site" and self.parent != tmp_path:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr("pathlib.Path.rename", failing)
    with pytest.raises(OutputError, match="input/output error"):
        fill(site, "after")
    assert (site / "index.html").read_text() == "before"
    assert list(tmp_path.iterdir()) == [site]
