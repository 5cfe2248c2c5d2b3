"""In a text the other side's name stands in brackets in all four languages or in none."""

from __future__ import annotations

import re

import pytest

from karamap.core.layers import LANGUAGES
from told import all_texts

# stems of the first name and of the other side's, in the order of LANGUAGES
NAMES = {
    "stepanakert": "Stepanakert Khankendi Xankəndi Stepanakert "
    "Ստեփանակերտ Խանքենդի Степанакерт Ханкенди",
    "shusha": "Shusha Shushi Şuşa Şuşi Շուշի Շուշա Шуш Шуши",
    "lachin": "Lachin Berdzor Laçın Berdzor Լաչին Բերձոր Лачин Бердзор",
    "kalbajar": "Kalbajar Karvachar Kəlbəcər Karvaçar Քարվաճառ Քելբաջար Кельбаджар Карвачар",
    "aghdam": "Aghdam Akna Ağdam Akna Աղդամ Ակնա Агдам Акн",
    "fuzuli": "Fuzuli Varanda Füzuli Varanda Ֆիզուլի Վարանդա Физули Варанд",
    "jabrayil": "Jabrayil Jrakan Cəbrayıl Crakan Ջեբրաիլ Ջրական Джебраил Джракан",
    "qubadli": "Qubadli Kashunik Qubadlı Kaşunik Կուբաթլու Քաշունիք Кубатлы Кашуник",
    "zangilan": "Zangilan Kovsakan Zəngilan Kovsakan Զանգելան Կովսական Зангелан Ковсакан",
    "martakert": "Martakert Aghdara Ağdərə Mardakert Մարտակերտ Աղդարա Мартакерт Агдере",
    "martuni": "Martuni Khojavend Xocavənd Martuni Մարտուն Խոջավենդ Мартуни Ходжавенд",
    "murovdag": "Murovdag Mrav Murovdağ Mrav Մռավ Մուրովդաղ Муровдаг Мрав",
    "zabukh": "Zabukh Aghavno Zabux Ağavno Աղավնո Զաբուխ Забух Агавно",
    "parukh": "Parukh Farrukh Fərrux Parux Փառուխ Ֆառուխ Парух Фаррух",
}
TOLD = {language: all_texts(language) for language in LANGUAGES}


def has_both(text: str, first: str, second: str) -> bool:
    return bool(re.search(rf"{first}\w*(?:[’'-]\w+)? \({second}\w*(?:’\w+)?\)", text))


@pytest.mark.parametrize("place", NAMES)
def test_the_other_name_stands_in_brackets_in_all_languages_or_in_none(place: str) -> None:
    stems = NAMES[place].split()
    pairs = dict(
        zip(("en", "az", "hy", "ru"), zip(stems[::2], stems[1::2], strict=True), strict=True)
    )
    differ = {}
    for where in TOLD["en"]:
        told = {
            language: has_both(TOLD[language][where], *pair)
            for language, pair in pairs.items()
            # both names are written alike in one case of the Russian one
            if not (language == "ru" and re.search(r"\bШуши\b", TOLD["ru"][where]))
        }
        if len(set(told.values())) > 1:
            differ[where] = told
    assert differ == {}
