"""The map in motion: which days it shows and for how long, and that nothing flickers."""

from __future__ import annotations

import io
import sys
import time
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING
from unittest.mock import Mock

import imageio_ffmpeg
import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from karamap import Atlas, UsageError
from karamap.cli import main
from karamap.core.layers import CONTROLLERS
from karamap.core.style import THEMES
from karamap.render.map import film as film_module
from karamap.render.map.film import Film, animate
from karamap.render.map.frames import KEY_KM2, Frame, frames
from karamap.render.map.options import MapOptions
from karamap.render.map.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path

SINCE, UNTIL = date(2020, 9, 26), date(2020, 12, 15)
SMALL = MapOptions(Sheet.parse("640x480"), whole=True)


@pytest.fixture(scope="module")
def autumn(atlas: Atlas) -> list[Frame]:
    return frames(atlas, SINCE, UNTIL)


# --- days --------------------------------------------------------------------------------


def test_a_picture_for_each_change(atlas: Atlas, autumn: list[Frame]):
    days = [frame.day for frame in autumn]
    between = [day for day in atlas.change_dates if SINCE < day < UNTIL]
    assert days == [SINCE, *between, UNTIL]


def test_a_picture_for_each_year_or_month(atlas: Atlas):
    years = frames(atlas, date(1918, 1, 1), date(1921, 12, 31), "year")
    assert [frame.day.isoformat() for frame in years] == [
        "1918-01-01", "1918-12-31", "1919-12-31", "1920-12-31", "1921-12-31",
    ]  # fmt: skip
    months = frames(atlas, date(2020, 1, 15), date(2020, 4, 2), "month")
    assert [frame.day.isoformat() for frame in months] == [
        "2020-01-15", "2020-01-31", "2020-02-29", "2020-03-31", "2020-04-02",
    ]  # fmt: skip


def test_key_dates_are_held(atlas: Atlas, autumn: list[Frame]):
    by_day = {frame.day: frame for frame in autumn}
    # the trilateral statement, told in the article; two districts handed over
    for day in ("2020-11-10", "2020-11-20", "2020-11-25"):
        assert by_day[date.fromisoformat(day)].ms == 2000
    # nothing in the article, but 43 km2 that the picture marks
    assert by_day[date(2020, 10, 16)].ms == 2000
    for before, frame in pairwise(autumn):
        moved = sum(move["km2"] for move in atlas.changes(before.day, frame.day).moves)
        assert frame.key or moved < KEY_KM2
    assert autumn[-1].ms == 4000


def test_pace(atlas: Atlas):
    found = frames(atlas, SINCE, UNTIL, fps=5, hold=1.5)
    assert {frame.ms for frame in found[:-1]} == {200, 1500}


@pytest.mark.parametrize(
    ("since", "until", "options", "message"),
    [
        (UNTIL, SINCE, {}, "must come before"),
        (SINCE, SINCE, {}, "must come before"),
        (SINCE, UNTIL, {"step": "week"}, "'week' is no step: expected one of change, year, month"),
        (SINCE, UNTIL, {"fps": 0}, "0 pictures a second"),
        (SINCE, UNTIL, {"fps": float("nan")}, "pictures a second"),
        (SINCE, UNTIL, {"hold": 1000}, "1000 seconds on a key date"),
        (date(1918, 1, 1), UNTIL, {"step": "month"}, "pictures are too many"),
    ],
)
def test_bad_days_are_told(
    atlas: Atlas, since: date, until: date, options: dict[str, float], message: str
):
    with pytest.raises(UsageError, match=message):
        frames(atlas, since, until, **options)  # type: ignore[arg-type]


# --- pictures ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def last(autumn: list[Frame]) -> list[Frame]:
    return autumn[-5:]


@pytest.fixture(scope="module")
def timed(atlas: Atlas, last: list[Frame]) -> tuple[bytes, float]:
    """A film of some pictures, and how long it took the processor."""
    # which other work on the machine does not lengthen much
    before = time.process_time()
    film = animate(atlas, last, "gif", MapOptions(Sheet.parse("1280x720")))
    return film, time.process_time() - before


@pytest.fixture(scope="module")
def gif(timed: tuple[bytes, float]) -> bytes:
    return timed[0]


def test_a_gif_has_its_pictures_and_times(last: list[Frame], gif: bytes):
    with Image.open(io.BytesIO(gif)) as film:
        assert film.format == "GIF"
        assert film.size == (1280, 720)
        assert film.n_frames == len(last)
        assert film.info["loop"] == 0
        times = []
        for index in range(film.n_frames):
            film.seek(index)
            times.append(film.info["duration"])
    assert times == [frame.ms for frame in last]


@pytest.fixture(scope="module")
def october(atlas: Atlas) -> tuple[list[Frame], list[Image.Image], list[int]]:
    """Days of a film, its pictures, and how often names had been set at each."""
    days = frames(atlas, date(2020, 10, 2), date(2020, 10, 4))
    settings = []
    with pytest.MonkeyPatch.context() as patch:
        draw = Mock(wraps=film_module.draw_reference)
        patch.setattr(film_module, "draw_reference", draw)
        pictures = []
        for picture in Film(atlas, days, SMALL).pictures():
            pictures.append(picture)
            settings.append(draw.call_count)
    return days, pictures, settings


def test_same_film_same_bytes(atlas: Atlas, october, monkeypatch: pytest.MonkeyPatch):
    days, pictures, _ = october
    again = [*Film(atlas, days, SMALL).pictures()]
    for kind in ("gif", "webp"):
        films = []
        for drawn in (pictures, again):
            monkeypatch.setattr(Film, "pictures", lambda _, drawn=drawn: drawn)
            films.append(animate(atlas, days, kind, SMALL))
        assert films[0] == films[1]
        with Image.open(io.BytesIO(films[0])) as film:
            assert (film.format, film.n_frames) == (kind.upper(), len(days))


def test_names_are_set_once_until_one_changes(october):
    # Mataghis bears another name first from 3 October on
    assert october[2] == [1, 2, 2]


def test_an_mp4_plays_for_as_long_as_its_pictures_stay(
    atlas: Atlas, october, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    days, pictures, _ = october
    monkeypatch.setattr(Film, "pictures", lambda _: pictures)
    path = tmp_path / "film.mp4"
    path.write_bytes(animate(atlas, days, "mp4", SMALL))
    frames_read, seconds = imageio_ffmpeg.count_frames_and_secs(str(path))
    assert seconds == pytest.approx(sum(frame.ms for frame in days) / 1000, abs=0.2)
    assert frames_read == round(10 * seconds)


def test_an_mp4_without_ffmpeg_is_told(
    atlas: Atlas, autumn: list[Frame], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(UsageError, match=r"an mp4 needs ffmpeg: expected `pip install"):
        animate(atlas, autumn[:2], "mp4", SMALL)


def test_ground_gained_is_marked_on_each_day_of_war(atlas: Atlas, autumn: list[Frame]):
    film = Film(atlas, autumn, SMALL)
    for before, scene in pairwise(film._scenes):
        moved = atlas.changes(before.day, scene.day).moves
        gained = any(move["from"] is not None for move in moved)
        assert any(not scene.went_to(holder).is_empty for holder in CONTROLLERS) == gained


def test_nothing_moves_where_nothing_changes(atlas: Atlas, autumn: list[Frame]):
    """Far from the front the ground and every name stay as they are."""
    film = Film(atlas, autumn[::15], SMALL)
    pictures = np.stack([np.asarray(picture).astype(int) for picture in film.pictures()])
    # edges of united areas may differ by a trace
    still = np.ptp(pictures, axis=0).max(axis=2) <= 3
    frame = film.layout.map
    left, right = int(frame.left) + 3, int(frame.right) - 3
    top, bottom = int(480 - frame.top) + 3, int(480 - frame.bottom) - 3
    wide = right - left
    # Armenia and Lake Sevan at the left of the map; the lowland at its right
    assert still[top:bottom, left : left + wide // 16].all()
    assert still[top:bottom, right - wide // 4 : right].all()
    assert not still[top:bottom].all()


def test_lines_keep_their_colour_in_a_gif(gif: bytes):
    with Image.open(io.BytesIO(gif)) as film:
        film.seek(0)
        colours = {colour for _, colour in film.convert("RGB").getcolors(2**24) or ()}
    front = THEMES["screen"].line("front_lines_2020").removeprefix("#")
    assert tuple(bytes.fromhex(front)) in colours


def test_a_film_is_made_in_time_and_small(last: list[Frame], timed: tuple[bytes, float]):
    film, seconds = timed
    assert seconds < 1.2 * len(last)
    assert len(film) < 100_000 * len(last)


# --- command -----------------------------------------------------------------------------


def test_animate_writes_a_film(tmp_path: Path):
    target = tmp_path / "film.gif"
    options = ["--from", "2020-11-19", "--to", "2020-11-20", "--size", "640x480", "--theme", "mono"]
    result = CliRunner().invoke(main, ["animate", *options, "--names", "az", "-o", str(target)])
    assert result.exit_code == 0, result.output
    assert result.output == ""
    with Image.open(target) as film:
        assert film.n_frames == 2
