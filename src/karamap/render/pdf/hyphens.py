"""Where words may be broken, in the languages for which Typst has no patterns.

Both break a word before the last consonant that stands before a vowel. Groups of three
consonants stay whole: in Armenian a vowel that is not written may hide in them.
"""

import re

SOFT_HYPHEN = "\u00ad"
# vowels and consonants by language; Armenian ու is one vowel, and where յ follows a consonant
# usage differs, but for the ending -թյուն
_LETTERS = {
    "az": ("[aeəıioöuü]", "[bcçdfgğhxjkqlmnprsştvyz]"),
    "hy": ("(?:ու|[աեէըիոօև])", "(?:թյ|[բգդզթժլխծկհձղճմնշչպջռսվտրցփքֆ](?!յ)|յ)"),
}
# letters that stay together at either end of a word
_START, _END = 2, 3


_PATTERNS = {
    language: re.compile(f"({vowel}{consonant}??)(?={consonant}{vowel})", re.IGNORECASE)
    for language, (vowel, consonant) in _LETTERS.items()
}
_WORD = re.compile(r"[^\W\d_]{6,}")


def hyphenated(text: str, language: str) -> str:
    """Return a text with soft hyphens in its long words, if the language needs them."""
    if language not in _PATTERNS:
        return text
    return _WORD.sub(lambda word: _broken(word[0], _PATTERNS[language]), text)


def _broken(word: str, pattern: re.Pattern[str]) -> str:
    ends = [found.end() for found in pattern.finditer(word)]
    starts = [0, *(end for end in ends if _START <= end <= len(word) - _END)]
    pieces = [word[at:to] for at, to in zip(starts, [*starts[1:], len(word)], strict=True)]
    return SOFT_HYPHEN.join(pieces)
