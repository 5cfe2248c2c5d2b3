"""What is where on the site, and how its pages reach each other.

English lies at the top, every other language in a folder of its own with the same files in
it; what has no language (data, style sheet, the example of embedding) lies at the top only.
All addresses are relative, so the site works from any folder and from disk.
"""

from dataclasses import dataclass

from karamap.lang.messages import DEFAULT, languages, text

DOWNLOADS = {
    "zip": "karamap-data.zip",
    "gpkg": "karamap.gpkg",
    "geojson": "karamap.geojson",
    "csv": "areas.csv",
    "jsonld": "places.jsonld",
}
EXAMPLE = "embed-example.html"
# width and height of the picture that a link to the site is shown with
OG_SIZE = (1200, 630)
SNAPSHOT_SIZE = (1600, 900)
THUMBNAIL_WIDTH = 640


@dataclass(frozen=True)
class Page:
    """A page of the site: its language, and its address within what a language has."""

    language: str
    path: str

    @property
    def file(self) -> str:
        """The address from the top of the site."""
        return home(self.language) + self.path

    def to(self, target: str) -> str:
        """Return the relative address of a file given from the top of the site."""
        return "../" * self.file.count("/") + target

    def own(self, path: str) -> str:
        """Return the relative address of a file of the page's own language."""
        return self.to(home(self.language) + path)

    def versions(self) -> list[tuple[str, str, str]]:
        """Return language, name and relative address of this page in every language it has."""
        return [
            (language, text("language.name", language), self.to(home(language) + self.path))
            for language in ((DEFAULT,) if self.path == EXAMPLE else languages())
        ]


def home(language: str) -> str:
    """Return the folder of a language, from the top of the site."""
    return "" if language == DEFAULT else f"{language}/"
