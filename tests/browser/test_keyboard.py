"""By keyboard alone: one walk through everything, what is said on the way, and no trap."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

START = "?date=2020-11-07"

FOCUSED = """() => {
  const node = document.activeElement;
  return node.id || node.getAttribute("aria-label") || node.textContent.trim();
}"""
OPTIONS = "#on-map [role=option]"
# the words of each thing on the map that a key leads to, or its number, until it is the one wanted
ALONG = """([key, times, look, wanted]) => {
  const looks = {
    at: (node) => [...node.parentElement.children].indexOf(node),
    words: (node) => node.textContent,
  };
  const found = [looks[look](document.activeElement)];
  while (found.length <= times && !String(found.at(-1)).startsWith(wanted)) {
    const press = new KeyboardEvent("keydown", { key, bubbles: true });
    document.activeElement.dispatchEvent(press);
    found.push(looks[look](document.activeElement));
  }
  return found;
}"""


class Walker:
    """A reader without a mouse, who hears what has the focus and what is announced."""

    def __init__(self, page) -> None:
        self.page = page

    def press(self, *keys: str) -> str:
        for key in keys:
            self.page.keyboard.press(key)
        return self.at

    @property
    def at(self) -> str:
        return self.page.evaluate(FOCUSED)

    def tab_to(self, wanted: str, *, back: bool = False) -> None:
        """Press Tab until the focus is on an id or a name that begins like this."""
        for _ in range(60):
            if self.press("Shift+Tab" if back else "Tab").startswith(wanted):
                return
        pytest.fail(f"{wanted!r} cannot be reached by Tab; it ended at {self.at!r}")

    def hear(self, words: str) -> None:
        """Wait until something with these words is announced."""
        self.page.wait_for_function(
            "(words) => document.getElementById('spoken').textContent.includes(words)", arg=words
        )

    def until(self, state: str) -> None:
        self.page.wait_for_function(state)


@pytest.fixture
def walker(opened) -> Walker:
    page = opened.ask()
    page.evaluate(
        "window.pointed = 0; addEventListener('pointerdown', () => window.pointed++, true)"
    )
    return Walker(page)


def test_a_walk_through_the_whole_map_without_a_mouse(walker: Walker):
    to_a_place(walker)
    to_a_claim(walker)
    through_the_modes(walker)
    # and out of the page at its end: no trap
    walker.tab_to("full-screen")
    walker.tab_to("To the places and areas on the map")
    assert walker.page.evaluate("pointed") == 0


def to_a_place(walker: Walker) -> None:
    page = walker.page
    # past the map, at once
    assert walker.press("Tab") == "To the places and areas on the map"
    assert walker.press("Tab") == "To the timeline"
    assert walker.press("Enter") == "year"
    # the slider says its year and period
    walker.press("ArrowLeft")
    assert page.get_attribute("#year", "aria-valuetext") == "2019, After the 1994 ceasefire"
    walker.press("ArrowRight")
    assert page.get_attribute("#year", "aria-valuetext").startswith("2020, ")
    # a change: the day and what changed are said
    page.evaluate("karamap.setDate('2020-11-07')")
    walker.tab_to("next", back=True)
    walker.press("Enter")
    walker.hear("8 November 2020.")
    walker.hear("from Armenian forces to Azerbaijan")
    # Shusha: name, holder and date
    walker.tab_to("To the map in words", back=True)
    walker.press("Shift+Tab", "Shift+Tab", "Enter")
    to_shusha(walker)
    held = "held by Azerbaijan since 8 November 2020, on 8 November 2020"
    assert walker.at == f"Shusha (Shushi), {held}"
    # its facts, and back
    assert walker.press("Enter") == "Shusha (Shushi)"
    assert page.get_attribute(".facts", "role") == "dialog"
    walker.tab_to("Go to start")
    walker.press("Escape")
    walker.until("document.activeElement.textContent.startsWith('Shusha (Shushi), held by Az')")


def to_shusha(walker: Walker) -> None:
    """Go through what is on the map to the sign of the town."""
    walker.press("Home")
    found = walker.page.evaluate(ALONG, ["PageDown", 500, "words", "Shusha (Shushi), held"])
    assert walker.at.startswith("Shusha (Shushi), held"), found[-1]


def to_a_claim(walker: Walker) -> None:
    page = walker.page
    # the story, and a claim in it
    assert walker.press("t") == walker.at
    walker.tab_to("tab-tour", back=True)
    assert walker.press("ArrowRight") == "tab-article"
    walker.tab_to("story-body")
    page.wait_for_selector("#story .claim")
    walker.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.classList.contains('claim')"):
            break
        walker.press("Tab")
    before = page.evaluate("karamap.date")
    walker.press("Enter")
    walker.until(f"karamap.date !== '{before}'")
    walker.press("Escape")
    walker.until("document.getElementById('story').hidden")


def through_the_modes(walker: Walker) -> None:
    page = walker.page
    # compare, in all three ways
    assert walker.press("c") == "chip-compare"
    walker.hear("From ")
    walker.tab_to("Swipe")
    walker.press("Enter")
    walker.until("karamap.how === 'swipe'")
    walker.tab_to("swipe", back=True)
    walker.press("ArrowRight")
    assert page.get_attribute("#swipe", "aria-valuetext") == "52% first date, 48% second date"
    walker.tab_to("Side by side")
    walker.press("Enter")
    walker.until("karamap.how === 'side'")
    walker.tab_to("end-compare")
    walker.press("Enter")
    walker.until("karamap.compare === null")
    # present, and out again
    walker.press("s")
    walker.until("karamap.mode === 'present'")
    walker.press("PageDown", "Escape")
    walker.until("karamap.mode === null")
    # take a picture away
    walker.tab_to("copy")
    walker.press("Enter")
    walker.tab_to("picture-copy")
    walker.press("Enter")
    page.wait_for_selector("#notice:not([hidden])")
    walker.tab_to("dismiss")
    walker.press("Enter")
    walker.until("document.getElementById('notice').hidden")


def test_arrows_go_through_what_is_on_view_and_past_its_edge_and_the_list_goes_when_left(walker):
    page = walker.page
    # it is made when it is looked for; that of the test before goes a moment after the focus
    page.wait_for_function("!document.querySelector('#on-map [role=option]')")
    page.focus("#on-map")
    count = page.locator(OPTIONS).count()
    assert count > 50
    where = """() => {
      const { left, top } = document.activeElement.getBoundingClientRect();
      return { x: left, y: top };
    }"""
    for key, axis, way in (("Right", "x", 1), ("Left", "x", -1), ("Down", "y", 1), ("Up", "y", -1)):
        before = page.evaluate(where)[axis]
        walker.press(f"Arrow{key}")
        assert (page.evaluate(where)[axis] - before) * way > 0
    count = page.locator(OPTIONS).count()
    walker.press("Home")
    reached = page.evaluate(ALONG, ["PageDown", count - 1, "at", "none"])
    assert reached == list(range(count))

    # past the last one the map moves on
    page.evaluate("karamap.setView([39.76, 46.75, 10.5])")
    south = page.evaluate("karamap.view[0]")
    for _ in range(40):
        walker.press("ArrowDown")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "option"
        if page.evaluate("karamap.view[0]") < south:
            break
    assert page.evaluate("karamap.view[0]") < south

    walker.press("Shift+Tab")
    page.wait_for_function("!document.querySelector('#on-map [role=option]')")
    assert page.locator("#on-map").get_attribute("tabindex") == "0"


def test_the_place_that_has_the_focus_follows_the_date_and_the_comparison(walker: Walker):
    page = walker.page
    page.evaluate("karamap.setView([39.76, 46.75, 10.5])")
    page.focus("#on-map")
    to_shusha(walker)
    assert "held by Armenian forces since 8 or 9 May 1992, on 7 November 2020" in walker.at
    walker.press("n")
    page.wait_for_function(
        "document.activeElement.textContent.includes('held by Azerbaijan since 8 November 2020')"
    )
    page.evaluate("karamap.setCompare('1994-05-12', 'changes')")
    page.evaluate("karamap.setLanguage('en')")
    walker.press("PageDown", "PageUp")
    walker.press("p", "n")
    page.wait_for_function("document.activeElement.textContent.includes('on 12 May 1994')")


def test_keys_of_one_letter_can_be_turned_off(walker: Walker):
    page = walker.page
    assert walker.press("?") == "help-letters"
    walker.press(" ", "Escape")
    page.wait_for_function("!document.getElementById('key-help').open")
    walker.press("n", "c", "t", "?")
    assert page.evaluate("[karamap.date, karamap.compare, karamap.story]") == [
        "2020-11-07",
        None,
        None,
    ]
    walker.press("ArrowLeft")
    assert page.evaluate("karamap.date") == "2019-12-31"
    # it holds for the next visit, too
    page.wait_for_function("location.search.includes('2019-12-31')")
    page.reload()
    page.wait_for_selector("body.ready")
    walker.press("n")
    assert page.evaluate("karamap.date") == "2019-12-31"
    walker.tab_to("help")
    walker.press("Enter", " ", "Escape", "n")
    assert page.evaluate("karamap.date") > "2019-12-31"


def test_nothing_is_announced_while_playing_and_the_state_after_it(walker: Walker):
    page = walker.page
    page.select_option("#speed", "4")
    walker.hear("7 November 2020")
    page.focus("#play")
    walker.press("Enter")
    page.wait_for_function("karamap.date > '2020-11-12'")
    assert "7 November 2020" in page.inner_text("#spoken")
    walker.press("Enter")
    page.wait_for_function(
        """document.getElementById('spoken').textContent
          .includes(document.getElementById('date').textContent)"""
    )
    assert "7 November 2020" not in page.inner_text("#spoken")


# what has the focus, and whether a ring around it is seen
SEEN = f"""() => {{
  const node = document.activeElement;
  const at = ({FOCUSED})();
  if (node === document.body) return [at, true];
  const {{ outlineStyle, outlineWidth }} = getComputedStyle(node);
  const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  const {{ left, right, top, bottom }} = node.getBoundingClientRect();
  const on = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const bare = getComputedStyle(node).pointerEvents === "none";
  return [at, ring && (bare || node.contains(on) || on?.closest("label, summary") !== null)];
}}"""


def test_the_focus_is_seen_wherever_it_goes(walker: Walker):
    page = walker.page
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        at, seen = page.evaluate(SEEN)
        if not seen:
            unseen.append(at)
        if at == "To the places and areas on the map":
            break
    assert unseen == []


CONTROLS = ("#steps", "#speed", "#language", "#typed-date", "#open-story", "#help")
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
TEXTS = "button, summary, label, h1, h2, .date, #keys, #legend li"
CUT = """(texts) => [...document.querySelectorAll(texts)]
  .filter((node) => node.offsetParent && node.textContent.trim())
  .filter((node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1
    && getComputedStyle(node).overflowX !== "visible" && !node.closest("#skip"))
  .map((node) => node.id || node.textContent.trim())"""
OUTSIDE = """() => [...document.querySelectorAll("button, select, input, summary")]
  .filter((node) => node.checkVisibility())
  .filter((node) => {
    const { left, right, bottom } = node.getBoundingClientRect();
    const below = bottom + scrollY > document.documentElement.scrollHeight + 1;
    return left < -1 || right > innerWidth + 1 || below;
  })
  .map((node) => node.id || node.textContent.trim())"""


def test_enlarged_nothing_is_lost(opened):
    for size in ((640, 400), (320, 568), (320, 256)):
        page = opened.ask("?date=2020-12-01", size)
        for state in ("null", "'1994-05-12', 'swipe'"):
            page.evaluate(f"karamap.setCompare({state})")
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
            assert page.evaluate(OUTSIDE) == [], (size, state)
            for control in CONTROLS:
                assert page.is_visible(control), (size, state)
        page.add_style_tag(content=TEXT_SPACING)
        cut = page.evaluate(CUT, TEXTS)
        page.evaluate("document.adoptedStyleSheets = []")
        assert cut == [], size


def test_less_motion_when_asked_for(open_page, page_file):
    opened = open_page(page_file.as_uri(), reduced_motion="reduce")
    page = opened.page
    page.wait_for_selector("body.ready")
    page.click(".leaflet-control-zoom-in")
    assert page.evaluate("document.querySelector('.leaflet-zoom-anim') === null")
    page.keyboard.press("Tab")
    page.focus(".leaflet-container")
    before = page.evaluate("karamap.view[1]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("karamap.view[1]") > before
    opened.leave()
