"""The layer catalogue: which layers there are, what they hold and in which order they lie.

Everything that lists layers (build, validate, atlas, page, figure, app) reads this table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from karamap.core.dates import shorten
from karamap.core.errors import UsageError
from karamap.core.numerals import BLANKS

Kind = Literal["area", "line", "point", "mixed"]

CONTROLLERS = ("azerbaijan", "armenian_forces", "contested")
CONFIDENCES = ("high", "medium", "low")
BASES = ("public_data", "registered", "digitised", "derived", "computed", "recorded")
LINE_STAGES = ("war_1991_1994", "ceasefire_1994", "after_2020")
FRONT_STAGES = ("war_2020", "handover_2020")
RING_MODELS = ("ring_15km", "ring_20km", "d30_range")
OBLAST_STATUSES = ("in_force", "former")
# days of the war of 2020 whose fronts are shown together: turns at which they had moved far
FRONT_DAYS = (
    "2020-09-27", "2020-10-04", "2020-10-09", "2020-10-17", "2020-10-20", "2020-10-25",
    "2020-11-10",
)  # fmt: skip
OUTCOMES = ("taken", "handed_over", "kept")
PEOPLES = ("armenians", "azerbaijanis")
LANGUAGES = ("en", "az", "hy", "ru")

NAMES = tuple(f"name_{language}" for language in LANGUAGES)
COMMON = (
    "id", *NAMES, "start_date", "end_date", "start_date:edtf", "end_date:edtf", "basis",
    "accuracy_m", "confidence", "sources",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: its stable id, the shape of its features, and what they carry.

    ``properties`` come on top of :data:`COMMON`, ``optional`` ones are there where there is
    something to say; ``values`` lists the only values a property may have. ``shown`` tells
    whether the layer is on when the map opens; ``choice`` whether
    users may switch it.
    """

    id: str
    kind: Kind
    properties: tuple[str, ...] = ()
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    optional: tuple[str, ...] = ()
    shown: bool = True
    choice: bool = True


# from the bottom of the map to its top
LAYERS: tuple[Layer, ...] = (
    Layer(
        "countries",
        "area",
        ("iso", "part"),
        (("part", ("main", "exclave", "autonomous_republic")),),
        optional=("names",),
        choice=False,
    ),
    Layer("lakes", "area", ("water",), (("water", ("lake", "sea", "reservoir")),), choice=False),
    Layer("rivers", "line", ("rank",), choice=False),
    Layer(
        "control",
        "area",
        ("controller", "block", "unit"),
        (("controller", CONTROLLERS),),
        optional=("names",),
    ),
    Layer("differing_accounts", "area", ("place", "account", "accounts")),
    Layer(
        "buffer_zone",
        "area",
        ("model", "unit"),
        (("model", ("held_outside_oblast",)),),
        optional=("names",),
    ),
    Layer("buffer_rings", "area", ("model",), (("model", RING_MODELS),), shown=False),
    Layer("outcome_2020", "area", ("outcome",), (("outcome", OUTCOMES),), shown=False),
    Layer("peacekeeping_zone", "area", ("phase",), (("phase", ("deployment", "withdrawal")),)),
    Layer("roads", "line", ("note",), shown=False),
    Layer(
        "lachin_corridor",
        "mixed",
        ("route", "part"),
        (("route", ("old", "new")), ("part", ("strip", "road", "blockade", "checkpoint"))),
    ),
    Layer(
        "districts",
        "area",
        ("unit", "group"),
        (("group", ("oblast", "surrounding", "neighbour")),),
        optional=("names", "note"),
    ),
    Layer(
        "people_moved",
        "area",
        ("people", "min", "max", "part_of", "way"),
        (("people", PEOPLES),),
        shown=False,
    ),
    Layer("autonomous_oblast", "area", ("status",), (("status", OBLAST_STATUSES),)),
    Layer("line_of_contact", "line", ("stage",), (("stage", LINE_STAGES),)),
    Layer("fronts_by_day", "line", ("day",), (("day", FRONT_DAYS),), shown=False),
    Layer("front_lines_2020", "line", ("stage",), (("stage", FRONT_STAGES),)),
    Layer(
        "places",
        "point",
        ("kind", "rank", "country", "district"),
        optional=("names", "alt_names", "control", "accounts"),
    ),
    Layer(
        "events",
        "point",
        (
            *("kind", "title", "in_article", "places", "counts"),
            *("summary", "summary_az", "summary_hy", "summary_ru"),
        ),
        optional=("article_section",),
    ),
)
BY_ID = {layer.id: layer for layer in LAYERS}
LAYER_IDS = tuple(BY_ID)
# layers that explain the map of a day and are no part of it: nothing changes when they do
COMMENTARY = ("outcome_2020", "roads", "people_moved", "fronts_by_day")


def layer(layer_id: str) -> Layer:
    """Return the layer called ``layer_id``; a UsageError lists those there are."""
    if layer_id not in BY_ID:
        known = ", ".join(LAYER_IDS)
        raise UsageError(f"there is no layer {shorten(layer_id)!r}: expected one of {known}")
    return BY_ID[layer_id]


def parse_layers(text: str | Iterable[str]) -> tuple[str, ...]:
    """Return the layer ids in a comma-separated text, in map order; a UsageError if one is none.

    >>> parse_layers("places,control")
    ('control', 'places')
    """
    if not isinstance(text, str) and not all(isinstance(each, str) for each in text):
        raise UsageError(f"{shorten(text)} are no layers: expected their ids")
    wanted = text.split(",") if isinstance(text, str) else list(text)
    chosen = {layer(name).id for each in wanted if (name := each.strip(BLANKS))}
    return tuple(layer_id for layer_id in LAYER_IDS if layer_id in chosen)
