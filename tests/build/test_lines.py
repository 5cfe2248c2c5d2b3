"""The lines: places on each side by date as accounts name them, and figures as published."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from shapely.geometry import Point

from karamap import Atlas
from karamap.core.geodesy import area_km2, length_km
from karamap.core.paths import geodata_folder
from karamap.evidence.control import OBLAST_UNITS
from karamap.evidence.evidence import Evidence
from karamap.evidence.geography import Road
from karamap.evidence.tables import rows

AZ, ARM, CONTESTED = "azerbaijan", "armenian_forces", "contested"

# what accounts of the line say, date by date; places whose side they leave open are not here
SIDES: dict[str, dict[str, str]] = {
    "1918-06-15": {CONTESTED: "shusha baku sumgait nakhchivan qubadli", AZ: "ganja aghdam"},
    "1918-08-15": {ARM: "stepanakert askeran hadrut togh vank-gandzasar", CONTESTED: "shusha baku"},
    "1918-12-01": {ARM: "lachin zabukh stepanakert hadrut", CONTESTED: "shusha qubadli"},
    "1919-07-15": {AZ: "shusha stepanakert lachin", ARM: "hadrut togh karmir-shuka nakhchivan"},
    "1919-12-31": {
        AZ: "shusha stepanakert lachin zabukh nakhchivan baku ganja",
        CONTESTED: "askeran hadrut togh karmir-shuka vank-gandzasar haterk qubadli",
    },
    "1920-04-01": {AZ: "shusha stepanakert", ARM: "askeran", CONTESTED: "hadrut vank-gandzasar"},
    "1920-05-10": {
        ARM: "hadrut togh karmir-shuka avetaranots",
        AZ: "shusha",
        CONTESTED: "vank-gandzasar",
    },
    "1920-07-15": {AZ: "shusha hadrut togh karmir-shuka vank-gandzasar lachin qubadli"},
    "1920-11-15": {AZ: "shusha karmir-shuka vank-gandzasar", CONTESTED: "hadrut togh hin-tagher"},
    "1921-08-01": {AZ: "shusha hadrut togh nakhchivan lachin"},
    "2010-01-01": {
        ARM: "talish mataghis maghavuz tonashen martakert gizil-kangarli boyahmadli omar-pass "
        "levonarkh chilaburt seysulan yarimja namirli shuraabad taghibayli shikhlar-aghdam "
        "bash-garvand javahirli garagashli goytapa-aghdam seyidli-aghdam novruzlu-aghdam "
        "shirvanli-aghdam kangarli-aghdam aghdam yusifjanli marzili martuni spitakashen garvand "
        "garakhanbayli ashaghi-seyidahmadli yukhari-abdurrahmanli ashaghi-abdurrahmanli "
        "kand-horadiz nuzgar boyuk-marjanli lalatapa mehdili",
        AZ: "tap-garagoyunlu borsunlu gulustan-goranboy margushevan maragha shikharkh "
        "orta-garvand ayag-garvand mirashelli rzalar garadaghli-aghdam-e evoglu-aghdam "
        "tartar giziloba-tartar gapanli-tartar sarijali-aghdam ahmadaghali chamanli-aghdam "
        "zangishali mahrizli-aghdam afatli guzanli banovshalar alkhanli kerimbeyli-fuzuli "
        "shukurbeyli-fuzuli uchunju-zobujug horadiz gazakhlar-fuzuli jojug-marjanli",
    },
    "2016-04-06": {AZ: "lalatapa jojug-marjanli", ARM: "talish mehdili nuzgar"},
    "2020-09-28": {
        AZ: "garakhanbayli garvand kand-horadiz boyuk-marjanli nuzgar",
        ARM: "talish mataghis fuzuli jabrayil mehdili ashaghi-abdurrahmanli aghdam martuni",
        CONTESTED: "yukhari-abdurrahmanli",
    },
    "2020-10-10": {
        AZ: "levonarkh "
        "talish mataghis chaylu mehdili chakhirli ashaghi-maralyan yukhari-maralyan guyjag "
        "jabrayil dashkasan horovlu shikhali-aghali sarijali-jabrayil mazra gishlag garajalli "
        "afandilar suleymanli yukhari-guzlak gorazilli tsor",
        ARM: "maghavuz tonashen martakert fuzuli togh arakel zangilan qubadli shusha",
        CONTESTED: "hadrut",
    },
    "2020-10-13": {CONTESTED: "hadrut talish"},
    "2020-10-18": {
        AZ: "garadaghli khatunbulag pletants malikjanli taghaser arish doshulu ukhtadzor jrakus "
        "kyuratagh edilli khirmanjig aknaghbyur-hadrut khandzadzor fuzuli musabayli juvarli "
        "dadali hadrut talish",
        ARM: "togh azokh zangilan qubadli arakel",
    },
    "2020-10-20": {
        AZ: "soltanli amirvarli gumlag zangilan havali hakari mughanli norashen vank-hadrut "
        "mulkudara aghjakand dashbashi yukhari-abdurrahmanli",
        ARM: "qubadli lachin togh arevshat",
    },
    "2020-10-22": {
        AZ: "soltanli amirvarli gumlag zangilan havali hakari mughanli minjivan baharli "
        "uchunju-aghali aghband bartaz tatar norashen vank-hadrut mulkudara aghjakand dashbashi",
        ARM: "qubadli lachin togh arevshat",
    },
    "2020-10-26": {
        AZ: "qubadli padar khanlig yusifbayli mollaburhan zilanli alagurshag arevshat bunyadli "
        "dagh-tumas ikinji-alibayli yenikand",
        ARM: "lachin hin-tagher khtsaberd togh",
    },
    "2020-11-01": {
        AZ: "giyasli abilja gilijan mandili vejnali aladin mamar mollali",
        ARM: "karmir-shuka martuni shusha lachin togh hin-tagher khtsaberd",
    },
    "2020-11-08": {
        AZ: "shusha moshkhmhat aknaghbyur-askeran jivani yukhari-veysalli gazyan mardanli",
        ARM: "stepanakert shosh karmir-shuka martuni lisagor lachin hin-tagher khtsaberd",
        CONTESTED: "karin-tak",
    },
    "2020-11-12": {
        AZ: "talish mataghis chaylu jivani shekher azokh drakhtik verin-taghavard sargsashen "
        "zardanashen moshkhmhat aknaghbyur-askeran madatashen jraghatsner avetaranots sghnakh "
        "karin-tak shusha togh hadrut",
        ARM: "maghavuz tonashen mokhratagh martakert papravend aghdam marzili machkalashen amaras "
        "sos herher kherkhan karmir-shuka taghavard-nerkin sarushen sznek karmir-gyugh shosh "
        "mkhitarashen stepanakert karkijahan lisagor yeghtsahogh mets-shen-shushi hin-shen "
        "hin-tagher khtsaberd kalbajar lachin",
    },
    "2020-11-21": {
        AZ: "papravend boyahmadli gizil-kangarli mollalar aliaghali alimadadli aghdam abdal "
        "gulabli",
        ARM: "chankatagh parukh khramort khnapat askeran nakhichevanik ashan berdashen norshen "
        "spitakashen martuni kalbajar",
    },
    "2020-11-26": {AZ: "kalbajar zar lev zulfugarli knaravan", ARM: "charektar getavan vaghuhas"},
    "2020-12-20": {
        AZ: "hin-tagher khtsaberd mirik tsitsernavank",
        ARM: "lachin zabukh sus lisagor parukh stepanakert seysulan chilaburt",
    },
    "2022-09-01": {AZ: "lachin zabukh sus", ARM: "lisagor hin-shen mets-shen-shushi stepanakert"},
    "2022-04-15": {AZ: "parukh", ARM: "khramort askeran"},
    "2023-09-22": {
        AZ: "martakert charektar amaras parukh",
        CONTESTED: "stepanakert askeran martuni khojaly lisagor vank-gandzasar",
    },
    "2023-09-30": {AZ: "stepanakert", CONTESTED: "askeran martuni"},
    "2023-10-01": {AZ: "stepanakert martakert martuni askeran lisagor seysulan"},
}


@pytest.fixture(scope="module")
def evidence(atlas) -> Evidence:
    return Evidence.read(atlas.folder / "evidence")


@pytest.mark.parametrize("day", SIDES)
def test_places_stand_on_the_side_that_accounts_name(atlas, evidence, day):
    wrong = {}
    for side, names in SIDES[day].items():
        for name in names.split():
            place = evidence.places[name]
            found = atlas.control_at(place.lon, place.lat, date.fromisoformat(day))
            if found != side:
                wrong[name] = found
    assert not wrong


def held(atlas, day: str) -> dict[str, float]:
    """Return the km2 that Armenian forces hold of each unit."""
    areas: dict[str, float] = {}
    for item in atlas.features("control", date.fromisoformat(day)):
        if item.properties["controller"] == ARM:
            unit = item.properties["unit"]
            areas[unit] = areas.get(unit, 0) + area_km2(item.geometry)
    return areas


def size(atlas, unit: str) -> float:
    """Return the km2 of a unit."""
    there = atlas.features("control", date(2010, 1, 1))
    return sum(area_km2(item.geometry) for item in there if item.properties["unit"] == unit)


def test_the_ground_held_from_1994_to_2020_is_as_large_as_published(atlas):
    areas = held(atlas, "2020-09-26")
    assert sum(areas.values()) == pytest.approx(11_458, rel=0.03)
    # 3,824 km2 by the tables of the sides, 4,061 by de Waal, who counts less of it as Azerbaijan's
    oblast = sum(areas[unit] for unit in OBLAST_UNITS)
    assert 3_824 * 0.96 <= oblast <= 4_061 * 1.01


@pytest.mark.parametrize(
    ("unit", "published_km2", "share"),
    [("martuni", 632, 0.04), ("aghdam", 842, 0.08), ("hadrut", 679, 0.04), ("zangilan", 707, 0.04)],
)
def test_districts_are_held_as_far_as_published(atlas, unit, published_km2, share):
    assert held(atlas, "2020-09-26")[unit] == pytest.approx(published_km2, rel=share)


def test_the_north_of_fuzuli_district_is_held(atlas):
    """Published: 462 of 1,390 km2, 33 to 35 percent, give or take six points.

    The share is that of the published district: the map's lost the plain that is Martuni's.
    """
    assert 27 <= 100 * held(atlas, "2020-09-26")["fuzuli"] / 1_390 <= 41
    assert size(atlas, "fuzuli") == pytest.approx(1_390, rel=0.03)


def test_the_shares_of_2020_are_as_published(atlas):
    before = sum(held(atlas, "2020-09-26").values())
    ceasefire = sum(held(atlas, "2020-11-10").values())
    left = sum(held(atlas, "2020-12-14").values())
    assert 100 * (before - ceasefire) / before == pytest.approx(32.55, abs=4)
    assert 100 * (ceasefire - left) / before == pytest.approx(39.85, abs=4)
    assert 100 * left / before == pytest.approx(27.7, abs=4)


def test_the_line_of_contact_is_as_long_as_published(atlas):
    """Published: 180 to 200 km, or about 245 km by a cartographer."""
    lines = atlas.features("line_of_contact", date(2010, 1, 1))
    assert 180 <= sum(length_km(item.geometry) for item in lines) <= 245


@pytest.mark.parametrize("day", ["2020-10-20", "2020-10-26", "2020-11-01"])
def test_the_held_ground_is_one_body_but_for_known_pockets(atlas, day):
    there = atlas.features("control", date.fromisoformat(day))
    whole = shapely.union_all(
        [item.geometry for item in there if item.properties["controller"] == ARM]
    )
    # Armenia joins the ground along its border, which the layer does not show
    assert len(shapely.get_parts(whole)) <= 3


def test_main_roads_run_through_their_places_and_are_no_changes():
    evidence = Evidence.read(geodata_folder() / "evidence")
    atlas = Atlas.load()
    lines = {road.id: road.geometry for road in atlas.layers["roads"]}
    roads = rows(evidence.folder, Road)
    assert set(lines) == {row.id for row in roads}
    for row in roads:
        places = [evidence.places[key] for key in row.places]
        assert all(lines[row.id].distance(Point(each.lon, each.lat)) < 1e-4 for each in places)
    ends = {day for road in atlas.layers["roads"] for day in road.span}
    assert date(1925, 1, 1) in ends
    assert date(1925, 1, 1) not in atlas.change_dates
