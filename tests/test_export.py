"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from karamap import OutputError, UsageError, export


def test_text_and_bytes_are_written(tmp_path):
    export.write(tmp_path / "a.txt", "Şuşa")
    export.write(tmp_path / "b.bin", b"\x00\x01")
    assert (tmp_path / "a.txt").read_text("utf-8") == "Şuşa"
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\x01"
    assert len(list(tmp_path.iterdir())) == 2


def test_the_file_is_as_readable_as_any_other(tmp_path):
    mask = os.umask(0o022)
    try:
        export.write(tmp_path / "a.txt", "x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o644


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(OutputError, match="no such file or directory"):
        export.write(tmp_path / "nowhere" / "a.txt", "x")


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OutputError, match="no space left"):
        export.write(path, "after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["map", "map.doc", "map.png.txt"])
def test_an_unknown_ending_is_refused(tmp_path, name):
    with pytest.raises(UsageError, match=r"expected a name in \.png, \.svg"):
        export.require_suffix(tmp_path / name, ("png", "svg"))


def test_the_ending_may_be_in_capitals(tmp_path):
    assert export.require_suffix(tmp_path / "MAP.PNG", ("png",)) == "png"
