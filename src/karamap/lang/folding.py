"""Names as they sound: one plain Latin spelling for a name in any of four scripts.

Readers type a name in the letters they have: Shusha, Susha, Şuşa, Шуша and Շուշի must lead to
one place. The spelling is no transliteration to be read, only a key to compare by, so letters
that one language keeps apart and another does not (q and g, kh and h) become one. The browser
gets the table from here (:data:`LETTERS`, :data:`DIGRAPHS`) and follows the same steps.
"""

import re
import unicodedata

# two letters that stand for one sound; written before single letters are
DIGRAPHS = {
    "sh": "ş", "ch": "ç", "zh": "ž", "kh": "h", "gh": "ğ", "ts": "ŝ", "dz": "ź",
    "дж": "ž", "ու": "u",
}  # fmt: skip

_LATIN = {
    "ş": "s", "š": "s", "ç": "c", "č": "c", "c": "j", "ž": "j", "ğ": "g", "q": "g", "x": "h",
    "ŝ": "s", "ź": "z", "ə": "a", "ı": "i", "ö": "o", "ü": "u", "w": "v", "y": "i",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "s", "ч": "c", "ш": "s", "щ": "s",
    "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_ARMENIAN = {
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "e", "թ": "t",
    "ժ": "j", "ի": "i", "լ": "l", "խ": "h", "ծ": "s", "կ": "k", "հ": "h", "ձ": "z", "ղ": "g",
    "ճ": "c", "մ": "m", "յ": "i", "ն": "n", "շ": "s", "ո": "o", "չ": "c", "պ": "p", "ջ": "j",
    "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "s", "ւ": "u", "փ": "p", "ք": "k",
    "օ": "o", "ֆ": "f", "և": "ev",
}  # fmt: skip
# every letter that is written another way, with that way
LETTERS: dict[str, str] = _LATIN | _CYRILLIC | _ARMENIAN

_DIGRAPH = re.compile("|".join(DIGRAPHS))
_DOUBLE = re.compile(r"(.)\1+")


def sound(name: str) -> str:
    """Return the plain spelling of a name: lower-case Latin letters and digits only.

    >>> {sound(name) for name in ("Shusha", "susha", "Şuşa", "Шуша")}
    {'susa'}
    """
    lower = unicodedata.normalize("NFC", name.replace("İ", "i").lower())
    joined = _DIGRAPH.sub(lambda pair: DIGRAPHS[pair[0]], lower)
    spelled = "".join(LETTERS.get(letter, letter) for letter in joined)
    plain = unicodedata.normalize("NFD", spelled)
    kept = "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
    return _DOUBLE.sub(r"\1", kept)
