"""The colours of the four themes, by their part in the map."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme by their part; those of names and lines stand out from ``paper``."""

    ink: str = "#2b2a33"
    paper: str = "#f6f2e9"
    halo: str = "#fffdf7"
    water: str = "#b9cfd6"
    water_line: str = "#8fb0bb"
    # notes and figures beside the map, second names on it, and the names of ground and water
    muted: str = "#5f5b66"
    second: str = "#4d4a54"
    country_name: str = "#5c564d"
    district_name: str = "#574f45"
    water_name: str = "#336675"
    # fills of the holders
    azerbaijan: str = "#e8bc63"
    armenian_forces: str = "#7a63b0"
    contested: str = "#cfcac2"
    # stripes over ground that became theirs
    to_azerbaijan: str = "#f0b429"
    to_armenian_forces: str = "#5a3fa0"
    to_contested: str = "#4d4a54"
    # lines and signs
    border: str = "#6f6a63"
    district: str = "#857d72"
    oblast: str = "#3d3326"
    differing: str = "#3f3a45"
    buffer: str = "#5b4632"
    ring: str = "#3a2413"
    peacekeeping: str = "#0b6262"
    corridor: str = "#0d5c7a"
    front: str = "#93194f"
    # signs of events by kind, none in the colour of the front
    military: str = "#2b2a33"
    political: str = "#1c4f86"
    humanitarian: str = "#a03c0a"
    agreement: str = "#27662f"
    # the locator, and the edge of a sign in the legend
    land: str = "#ece6d9"
    own_land: str = "#d8cfba"
    edge: str = "#8d877c"


ON_PAGE = Palette()
ON_WHITE = Palette(
    ink="#1d1c22",
    paper="#ffffff",
    halo="#ffffff",
    water="#d3e4ea",
    water_line="#7ba3b1",
    land="#ffffff",
    own_land="#e9e5db",
    azerbaijan="#eebf5f",
    armenian_forces="#6f57a8",
    contested="#e3e0da",
    to_armenian_forces="#4b3192",
)
# what is not named here is black
IN_BLACK = replace(
    Palette(**dict.fromkeys(Palette.__dataclass_fields__, "#000000")),
    paper="#ffffff",
    halo="#ffffff",
    water="#e4e4e4",
    water_line="#8a8a8a",
    muted="#3c3c3c",
    second="#2a2a2a",
    country_name="#3c3c3c",
    district_name="#3c3c3c",
    water_name="#3c3c3c",
    azerbaijan="#e9e9e9",
    armenian_forces="#b4b4b4",
    contested="#ffffff",
    border="#333333",
    district="#6a6a6a",
    land="#ffffff",
    own_land="#e2e2e2",
    edge="#555555",
)

IN_STRONG = Palette(
    ink="#000000",
    paper="#ffffff",
    halo="#ffffff",
    water="#8fc7e6",
    water_line="#2b7aa6",
    muted="#2e2c34",
    second="#1f1d24",
    country_name="#2e2a22",
    district_name="#2e2a22",
    water_name="#00425c",
    azerbaijan="#ffcb45",
    armenian_forces="#7d58d6",
    contested="#e6e1d8",
    to_azerbaijan="#ffd84d",
    to_armenian_forces="#3c1a96",
    to_contested="#000000",
    border="#2e2b26",
    district="#4b463e",
    oblast="#000000",
    differing="#000000",
    buffer="#3a2200",
    ring="#2a1600",
    peacekeeping="#003f3f",
    corridor="#00334a",
    front="#6d0032",
    military="#000000",
    political="#003a75",
    humanitarian="#8a2f00",
    agreement="#0b4d16",
    land="#ffffff",
    own_land="#ffe29a",
    edge="#4b463e",
)
