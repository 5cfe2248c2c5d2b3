"""What all who speak a language say in it: texts of the interface, days, numbers, areas."""

from datetime import date

from karamap.lang.formats import long_date, number
from karamap.lang.messages import text


class Spoken:
    """Something that speaks its ``language``."""

    language: str

    def say(self, key: str, **values: object) -> str:
        """Return a string of the interface."""
        return text(key, self.language, **values)

    def date(self, day: date) -> str:
        """Return a day in words."""
        return long_date(day, self.language)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number in words."""
        return number(value, self.language, decimals)

    def km2(self, km2: float) -> str:
        """Return an area in words."""
        return self.say("legend.area", km2=self.number(km2))
