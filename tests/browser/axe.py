"""axe-core in a page: what it finds against WCAG 2.2 A and AA, and against good practice."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = "color-contrast"

# shapes and names that the map draws are no part of the page's structure (roving-tabindex.ts
# speaks them): they are taken out for the while, as axe would go through all of them
_RUN = """async ([levels, rules, only]) => {
  const drawn = [...document.querySelectorAll(".leaflet-pane > svg")]
    .map((svg) => [svg, svg.parentNode, svg.nextSibling]);
  for (const [svg] of drawn) svg.remove();
  const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: levels };
  const options = { runOnly, rules, resultTypes: ["violations"], iframes: false };
  const { violations } = await axe.run(document, options);
  for (const [svg, pane, next] of drawn.reverse()) pane.insertBefore(svg, next);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => [id, target.join(" "), failureSummary]));
}"""


@cache
def _code() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def load(frame) -> None:
    """Put axe into a page or frame; none is fetched from anywhere."""
    frame.evaluate(_code())


def violations(frame, *, only: list[str] | None = None, without: tuple[str, ...] = ()):
    """Return ``(rule, element, why)`` for each element that breaks a rule.

    ``only`` runs these rules alone; ``without`` leaves some out.
    """
    rules = {rule: {"enabled": False} for rule in without}
    return [tuple(found) for found in frame.evaluate(_RUN, [LEVELS, rules, only])]
