"""Query strings as nobody would type them: made at random, the same each time."""

# ruff: noqa: E501 - a table

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = (
    *("date", "year", "layers", "view", "compare", "how", "mode", "theme", "lang", "place"),
    *("claim", "tour", "panels", "origin", "embed", "__proto__", "constructor", "geodata", ""),
)
PIECES = (
    *("2020-11-10", "1994", "39.8,46.8,9", "control,places", "hy", "swipe", "present", "shusha"),
    *("0000", "9999-99-99", "2020-02-30", "-1", "1e309", "NaN", "Infinity", "0x10", "٢٠٢٠", ""),
    *('<img src=x onerror="window.pwned=1">', "<script>window.pwned=1</script>", "'\"><svg onload=alert(1)>"),
    *("javascript:alert(1)", "../../etc/passwd", "file:///etc/passwd", "C:\\Windows", "%00", "\x00"),
    *("{{7*7}}", "${7*7}", "`rm -rf`", "[x](javascript:alert(1))", "__proto__", "toString", "\u2028"),
    *("\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "a" * 5000, ",,,,", "&&==", "#"),
)  # fmt: skip


def values(count: int, seed: int = 1918) -> Iterator[dict[str, str]]:
    """Yield parameters by name."""
    chance = random.Random(seed)  # noqa: S311 - to be repeatable, not secret

    def value() -> str:
        if chance.random() < 0.2:
            letters = (
                chr(chance.choice((chance.randrange(32, 127), chance.randrange(0xD7FF))))
                for _ in range(12)
            )
            return "".join(letters)
        return "".join(chance.choices(PIECES, k=chance.choice((1, 1, 1, 2))))

    for _ in range(count):
        yield {chance.choice(NAMES): value() for _ in range(chance.randrange(1, 5))}


def strings(count: int, seed: int = 1918) -> Iterator[str]:
    """Yield query strings, most of them well encoded, some not."""
    chance = random.Random(seed)  # noqa: S311
    for parameters in values(count, seed):
        encode = quote if chance.random() < 0.8 else (lambda text: text.replace("#", ""))
        yield "?" + "&".join(f"{name}={encode(value)}" for name, value in parameters.items())
