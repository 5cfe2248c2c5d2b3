"""Accounts that differ, in words: who says that a place was held by whom, and since when.

The page says the same (``frontend/src/core/differing.ts``); a test holds the two against each
other.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from karamap.atlas.atlas import Atlas
from karamap.core.geojson import Feature
from karamap.describe.recorded_dates import since
from karamap.evidence.citing import short
from karamap.lang.messages import text
from karamap.lang.names import name_on

LAYER = "differing_accounts"

# one account, and all of those that differ from one drawn row with that row itself
Account = dict[str, Any]
Group = tuple[Account, ...]


def groups(place: Feature) -> list[Group]:
    """Return the accounts of a place: each drawn one with those that differ from it."""
    told = place.properties.get("accounts", [])
    return [
        tuple(item for item in told if drawn["id"] in (item["id"], item["differs_from"]))
        for drawn in told
        if drawn["differs_from"] is None
    ]


def groups_of(atlas: Atlas, overlays: Iterable[Feature]) -> Iterator[tuple[Feature, Group]]:
    """Yield the places and accounts that some features of the overlay stand for, each once."""
    places = {item.id: item for item in atlas.layers["places"]}
    seen = set()
    for item in overlays:
        properties = item.properties
        if (place := places.get(properties["place"])) is None:
            continue
        for group in groups(place):
            drawn = next(each["id"] for each in group if each["differs_from"] is None)
            if drawn not in seen and properties["account"] in {each["id"] for each in group}:
                seen.add(drawn)
                yield place, group


def records(overlays: Iterable[Feature]) -> list[dict[str, Any]]:
    """Return what some features of the overlay say, for machines."""
    keys = ("place", "start_date", "end_date", "accounts")
    return [{key: item.properties[key] for key in keys} for item in overlays]


def sentence(atlas: Atlas, group: Group, language: str = "en") -> str:
    """Return who says what, in the order of the dates; what the map draws is marked as such."""
    told = (_account(atlas, item, language) for item in group)
    return text("differing.separator", language).join(told)


def sentences(atlas: Atlas, day: date, language: str = "en") -> Iterator[str]:
    """Yield who says what of the places whose holder is in doubt on a day, those alike together."""
    names: dict[str, list[str]] = {}
    for place, group in groups_of(atlas, atlas.features(LAYER, day)):
        told = sentence(atlas, group, language)
        names.setdefault(told, []).append(name_on(place, day, language))
    for told, places in names.items():
        yield text("differing.place", language, place=", ".join(places), accounts=told)


def _account(atlas: Atlas, account: Account, language: str) -> str:
    drawn = account["differs_from"] is None
    return text(
        "differing.drawn" if drawn else "differing.other",
        language,
        holder=text(f"holder.{account['controller']}", language),
        since=since(account["start_date:edtf"], language),
        who=_who(atlas, account, language),
    )


def _who(atlas: Atlas, account: Account, language: str) -> str:
    """Return who says so, as far as that is known, and where."""
    sides = ", ".join(text(f"claimant.{side}", language) for side in account["claimed_by"])
    keys = [key for key in account["sources"] if key in atlas.sources]
    where = ", ".join(dict.fromkeys(short(atlas.sources[key]) for key in keys))
    if sides and where:
        return text("differing.who", language, sides=sides, where=where)
    return sides or where
