"""Links that were mistyped, cut or joined: what each asks for, shared with the page's reader.

``python tests/unit/test_links.py`` writes ``tests/cases/links.json`` anew after a wanted change.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from karamap.app import query
from karamap.core import linked
from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.core.layers import LAYER_IDS
from karamap.core.map_view import MAX_BOUNDS, ZOOMS
from karamap.lang.messages import languages

CASES = Path(__file__).parents[1] / "cases" / "links.json"
QUERIES = (
    *("", "?", "?&", "?=", "?date", "?date=", "?date=2020-11-10", "?year=1994", "?date=1994"),
    *("?date=1994-02-30", "?date=1917-12-31", "?date=2025", "?date=2025-01-01", "?date=0000"),
    *("?date=1994-5-12", "?date=12.05.1994", "?date=+1994+", "?date=１９９４"),
    *("?date=1994%2D05%2D12",),
    *("?date=1994‐05‐12", "?year=94", "?year=1994-05-12", "?year=", "?year=2025", "?year=19x4"),
    *("?date=2020-11-10&year=1994", "?date=no&year=1994", "?date=no&year=no"),
    *("?date=1994&date=2020", "?date=no&date=2020", "?date=1994&date=1994", "?date=&date=1994"),
    *("?layers=", "?layers=control", "?layers=places,control", "?layers=control,control"),
    *("?layers=control,,places", "?layers=,", "?layers=Control", "?layers=weather"),
    *("?layers=control,weather", "?layers=control&layers=places", "?layers=control;places"),
    *("?layers=%20control%20", "?layers=control%2Cplaces"),
    *("?view=39.8,46.8,9", "?view=39.8,46.8,3", "?view=39.8,46.8,", "?view=39.8,46.8,99"),
    *("?view=39.8,46.8", "?view=39.8,46.8,9,1", "?view=46.8,39.8,9", "?view=", "?view=,,"),
    *("?view=nan,46.8,9", "?view=39.8,Infinity,9", "?view=39.8,46.8,1e1", "?view=39_0,46.8,9"),
    *("?view=39.8, 46.8, 9", "?view=39.8,46.8,0x9", "?view=−39.8,46.8,9", "?view=+39.8,46.8,9"),
    *("?view=39.8,46.8,7", "?view=39.8,46.8,12", "?view=38.3,43.5,7", "?view=38.2,43.5,7"),
    *("?view=39.8,46.8,6.99", "?view=39.8,46.8,12.01", "?view=39.8,46.8,9&view=40,46,8"),
    *("?view=39.,46.8,9", "?view=.5,46.8,9", "?view=039.8,46.8,9", "?view=39,8,46,8,9"),
    *("?compare=2020-11-10", "?compare=", "?compare=later", "?compare=2020&compare=2021"),
    *("?compare=2020&how=swipe", "?how=side", "?how=", "?how=Swipe", "?how=both", "?compare=1900"),
    *("?mode=present", "?mode=", "?mode=Present", "?mode=x", "?theme=contrast", "?theme=screen"),
    *("?theme=print", "?theme=", "?theme=dark", "?theme=__proto__", "?theme=toString"),
    *("?lang=hy", "?lang=HY", "?lang=", "?lang=en-GB", "?lang=tlh", "?lang=ru&lang=az"),
    *("?dat=1994", "?Date=1994", "?dates=1994", "?yaer=1994", "?jear=1994", "?layer=control"),
    *("?vew=39.8,46.8,9", "?langs=hy", "?lag=hy", "?comparé=2020", "?thema=contrast", "?tou=3"),
    *("?utm_source=x", "?fbclid=y", "?x=1", "?geodata=/etc", "?__proto__=1", "?constructor=1"),
    *("?place=shusha", "?place=", "?claim=ac-05", "?tour=3", "?panels=1", "?origin=example.org"),
    *("?panels=yes", "?panels=", "?panels=1&panels=0", "?date=%EF%BB%BF1994", "?date=%1C1994"),
    *("?date=%C2%A01994", "?date=1994%0A", "?layers=%EF%BB%BFcontrol", "?LANG=hy", "?Da=1"),
    *("?mode=present&talk=45,1992-05-08:Who%2520fled,1994-05-12", "?talks=1994"),
    *("?place=shusha&place=lachin", "?date=1994&amp;lang=hy", "?date=1994;lang=hy", "?date=1994#x"),
    *("?date=%", "?date=%zz", "?date=%E2%82", "?date=%00", "?date=<b>", "?date=`1994`"),
    *("?date=nan", "?date=inf", "?date=1_994", "?date=1e3", "?date=-1994", "?date=−1994"),
    *("?date=٢٠٢٠", "?date=2020–11–10", "?date=1994%E2%80%AE", "?date=%E2%80%8F1994"),
    *("?date=19%E2%80%8B94", "?date=1994%CC%81", "?date=1994%07", "?date=20201110"),
    *("?date=2020-11-10T00:00", "?date=1994~", "?date=1992-05-08/1992-05-09", "?date=199X"),
    *("?date=99999999999999999999", "?date[]=1994", "?date.=1994", "?date=1994?lang=hy"),
    *("?date==1994", "?date=1994&&lang=hy", "?&date=1994", "?date=1994&", "?%64ate=1994"),
    *("?dаte=1994", "?date%20=1994", "?date=1994&lang=hy&lang=", "?lang=&lang=ru&lang=hy"),
    *("?view=39.8,46.8,9&view=", "?view=&view=39.8,46.8,9", "?view=39.8;46.8;9"),
    *("?view=３９.8,46.8,9", "?view=39.8,46.8,-9", "?view=39.8,46.8,9°", "?view=٣٩,46.8,9"),
    *("?view=39.80000000000000000000,46.8,9", "?view=-0,46.8,9", "?view=39.8%2C46.8%2C9"),
    *("?layers=control&layers=", "?layers=&layers=control", "?layers=control|places"),
    *("?layers=places%00", "?layers=сontrol", "?layers=nan", "?layers=control,control,weather"),
    *("?how=swipe&how=side", "?how=changes&compare=", "?compare=2020-11-10&compare="),
    *("?mode=present&mode=", "?theme=contrast&theme=dark", "?theme=contrast%20"),
    *("?place=shusha&place=", "?tour=0", "?tour=nan", "?tour=999", "?tour=３", "?claim=&claim=x"),
    *("?origin=&origin=x", "?them=contrast", "?oirgin=x", "?clam=ac-05", "?compar=2020"),
    "?date=1994&view=39.8,46.8,3&lang=xx&dat=2&date=2020&layers=control",
)  # fmt: skip


def pairs(text: str) -> list[tuple[str, str]]:
    """Return the parameters of a link as a browser reads them."""
    before, _, _ = text.partition("#")
    return parse_qsl(before.removeprefix("?"), keep_blank_values=True)


def case(text: str) -> dict[str, Any]:
    """Return what a link asks for as JSON has it."""
    link = linked.read(pairs(text), languages())
    asks = {name: plain(value) for name, value in link.asks.items()}
    told = [
        [item.name, item.value, item.kind, *((item.expected,) if item.kind != "bad" else ())]
        for item in link.complaints
    ]
    return {"query": text, "asks": asks, "told": told}


def plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def written() -> str:
    lines = ",\n".join(json.dumps(case(text), ensure_ascii=False) for text in QUERIES)
    return f'{{"knows": {json.dumps(knows())},\n"links": [\n{lines}\n]}}\n'


def knows() -> dict[str, Any]:
    """Return what the map has, as its page knows it."""
    south, north, west, east = MAX_BOUNDS.values()
    return {
        "first": FIRST_DAY.isoformat(),
        "last": LAST_DAY.isoformat(),
        "layers": LAYER_IDS,
        "languages": languages(),
        "themes": linked.THEMES,
        "bounds": [[south, west], [north, east]],
        "zooms": list(ZOOMS.values()),
    }


def test_every_link_asks_for_what_the_shared_cases_say():
    assert CASES.read_text("utf-8") == written()


@pytest.mark.parametrize(
    ("text", "asks", "told"),
    [
        ("?view=39.8,46.8,3", {}, ["view"]),
        ("?view=39.8,46.8,", {}, ["view"]),
        ("?date=1994&date=2020", {"date": "1994-12-31"}, ["date"]),
        ("?date=no&year=1994", {"year": "1994-12-31"}, ["date"]),
        ("?layers=", {"layers": []}, []),
        ("?dat=1994", {}, ["dat"]),
        ("?utm_source=x", {}, []),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_followed(text, asks, told):
    found = case(text)
    assert (found["asks"], [name for name, *_ in found["told"]]) == (asks, told)


@pytest.mark.parametrize("language", languages())
def test_the_app_tells_every_complaint_in_the_readers_language(language):
    for text in QUERIES:
        asked, told = query.read(pairs(text), language), case(text)["told"]
        assert len(asked.complaints) == len(told)
        assert all("{" not in sentence for sentence in asked.complaints)


if __name__ == "__main__":
    CASES.write_text(written(), "utf-8")
