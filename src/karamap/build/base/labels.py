"""What the clipped areas are called: countries, districts and provinces, in four languages."""

from __future__ import annotations

from typing import NamedTuple


class Names(NamedTuple):
    """One name in each language of the map."""

    en: str
    az: str
    hy: str
    ru: str

    def properties(self) -> dict[str, str]:
        """Return them as GeoJSON properties."""
        return {f"name_{language}": name for language, name in self._asdict().items()}


class Country(NamedTuple):
    """An area of the countries layer: its code in the source and a point inside it."""

    id: str
    source: str
    iso: str
    part: str
    inside: tuple[float, float]
    names: Names


# exclaves come first: they are taken out of the country around them
COUNTRIES = (
    Country(
        "azerbaijan-exclave-karki",
        "digitised",
        "AZ",
        "exclave",
        (44.957, 39.787),
        Names("Karki (Tigranashen)", "Kərki", "Տիգրանաշեն", "Кярки (Тигранашен)"),
    ),
    Country(
        "azerbaijan-exclave-askipara",
        "AZE",
        "AZ",
        "exclave",
        (45.002, 41.066),
        Names("Yukhari Askipara", "Yuxarı Əskipara", "Վերին Ոսկեպար", "Юхары-Аскипара"),
    ),
    Country(
        "azerbaijan-exclave-barkhudarli",
        "AZE",
        "AZ",
        "exclave",
        (45.209, 40.995),
        Names("Barkhudarli", "Barxudarlı", "Բարխուդարլու", "Бархударлы"),
    ),
    Country(
        "armenia-exclave-artsvashen",
        "ARM",
        "AM",
        "exclave",
        (45.514, 40.628),
        Names("Artsvashen (Bashkand)", "Başkənd", "Արծվաշեն", "Арцвашен (Башкенд)"),
    ),
    Country(
        "nakhchivan",
        "AZE",
        "AZ",
        "autonomous_republic",
        (45.520, 39.318),
        Names("Nakhchivan", "Naxçıvan", "Նախիջևան", "Нахичевань"),
    ),
    Country(
        "azerbaijan",
        "AZE",
        "AZ",
        "main",
        (47.716, 40.149),
        Names("Azerbaijan", "Azərbaycan", "Ադրբեջան", "Азербайджан"),
    ),
    Country(
        "armenia",
        "ARM",
        "AM",
        "main",
        (44.846, 40.071),
        Names("Armenia", "Ermənistan", "Հայաստան", "Армения"),
    ),
    Country(
        "georgia",
        "GEO",
        "GE",
        "main",
        (44.911, 41.528),
        Names("Georgia", "Gürcüstan", "Վրաստան", "Грузия"),
    ),
    Country(
        "iran",
        "IRN",
        "IR",
        "main",
        (47.547, 39.041),
        Names("Iran", "İran", "Իրան", "Иран"),
    ),
    Country(
        "turkey",
        "TUR",
        "TR",
        "main",
        (43.990, 39.657),
        Names("Turkey", "Türkiyə", "Թուրքիա", "Турция"),
    ),
    Country(
        "russia",
        "RUS",
        "RU",
        "main",
        (47.747, 41.594),
        Names("Russia", "Rusiya", "Ռուսաստան", "Россия"),
    ),
)


class Lake(NamedTuple):
    """A water area of the source that the map shows: a point in it, and since when it is there."""

    id: str
    water: str
    inside: tuple[float, float]
    since: str | None  # the year a reservoir was filled
    names: Names


LAKES = (
    Lake(
        "caspian-sea",
        "sea",
        (49.986, 40.156),
        None,
        Names("Caspian Sea", "Xəzər dənizi", "Կասպից ծով", "Каспийское море"),
    ),
    Lake(
        "sevan",
        "lake",
        (45.356, 40.384),
        None,
        Names("Lake Sevan", "Göyçə (Sevan) gölü", "Սևանա լիճ", "Озеро Севан"),
    ),
    Lake(
        "mingachevir",
        "reservoir",
        (46.950, 40.879),
        "1953",
        Names(
            "Mingachevir Reservoir",
            "Mingəçevir su anbarı",
            "Մինգեչաուրի ջրամբար",
            "Мингечевирское водохранилище",
        ),
    ),
    Lake(
        "aras-reservoir",
        "reservoir",
        (45.356, 39.146),
        "1971",
        Names("Aras Reservoir", "Araz su anbarı", "Արաքսի ջրամբար", "Водохранилище Аракс"),
    ),
    Lake(
        "sarsang",
        "reservoir",
        (46.609, 40.166),
        "1976",
        Names(
            "Sarsang Reservoir",
            "Sərsəng su anbarı",
            "Սարսանգի ջրամբար",
            "Сарсангское водохранилище",
        ),
    ),
    Lake(
        "shamkir",
        "reservoir",
        (46.061, 40.961),
        "1982",
        Names(
            "Shamkir Reservoir",
            "Şəmkir su anbarı",
            "Շամքորի ջրամբար",
            "Шамкирское водохранилище",
        ),
    ),
)

# Natural Earth names some districts wrongly, by an old name, or a town apart from its district
CORRECTIONS = {
    "AZE-1676": "Aghstafa",
    "AZE-1680": "Goygol",  # named Xanlar
    "AZE-1688": "Yevlakh",
    "AZE-1691": "Aghdam",
    "AZE-1692": "Aghdash",
    "AZE-1693": "Aghsu",
    "AZE-1701": "Shabran",  # named Devechi
    "AZE-1708": "Masalli",
    "AZE-1713": "Saatli",
    "AZE-1727": "Shaki",
    "AZE-1735": "Lachin",  # labelled Lankaran
    "AZE-1737": "Shusha",
    "AZE-1739": "Khojaly",  # its gn_name is that of Stepanakert
    "AZE-4838": "Khojaly",  # Stepanakert, drawn four kilometres from the town
    "AZE-5562": "Lankaran",
    "AZE-5563": "Shirvan",
    "AZE-5564": "Shaki",
    "AZE-5565": "Shusha",
    "AZE-5566": "Yevlakh",
}
NAKHCHIVAN = frozenset(
    {
        "AZE-2415",
        "AZE-2418",
        "AZE-2419",
        "AZE-2420",
        "AZE-2421",
        "AZE-2422",
        "AZE-2423",
        "AZE-5567",
    }
)


class Line(NamedTuple):
    """A disputed border of the source: its name there, and its id and names on the map."""

    id: str
    source: str
    names: Names


OBLAST = Line(
    "oblast",
    "Former USSR oblast in 1991",
    Names(
        "Nagorno-Karabakh Autonomous Oblast",
        "Dağlıq Qarabağ Muxtar Vilayəti",
        "Լեռնային Ղարաբաղի Ինքնավար Մարզ",
        "Нагорно-Карабахская автономная область",
    ),
)
LINE_1994 = Line(
    "line-1994",
    "Ceasefire Line 1994",
    Names(
        "Line of contact, 1994",
        "Təmas xətti, 1994",
        "Շփման գիծ, 1994",
        "Линия соприкосновения, 1994",
    ),
)
