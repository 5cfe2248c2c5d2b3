// The article's claims in our words, by its parts; choosing one sets date, view and layers.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Claim, Payload, TextId } from "../core/payload.ts";
import { sourceDate } from "../core/source-dates.ts";
import { el, focused, one } from "./dom.ts";
import { sourceList } from "./source-list.ts";

export function articleTab(data: Payload, t: Messages, karamap: Karamap) {
  const root = el("div", { class: "article" });
  let onlyDiffering = false;
  let chosen: string | null = null;

  function choose(claim: Claim) {
    chosen = claim.id;
    karamap.showMoment({ date: claim.day, layers: claim.layers, bounds: claim.bounds });
    draw();
    root.querySelector(`#claim-${claim.id}`)?.scrollIntoView({ block: "nearest" });
  }

  function rowOf(claim: Claim) {
    const open = claim.id === chosen;
    const differs = claim.verdict === "differs";
    return el(
      "li",
      { id: `claim-${claim.id}`, class: open ? "chosen" : null },
      el(
        "button",
        {
          type: "button",
          class: "claim",
          "aria-expanded": open,
          "aria-current": open ? "true" : null,
          click: () => choose(claim),
        },
        el("span", { class: "muted" }, sourceDate(t, claim.date.slice(0, 10), claim.date)),
        el("span", {}, t.words(claim.claim)),
      ),
      differs
        ? el(
            "p",
            { class: "differs" },
            el("strong", {}, t("claim.differs")),
            " ",
            t.words(claim.note),
          )
        : null,
      open && !differs
        ? el(
            "p",
            { class: "agrees" },
            el("strong", {}, t("claim.agrees")),
            " ",
            t.words(claim.note),
          )
        : null,
      open ? el("p", { class: "muted" }, t("claim.shows", { what: t.words(claim.shows) })) : null,
      open ? sourceList(data, t, claim.sources) : null,
    );
  }

  function sectionOf([id, names]: [string, TextId]) {
    const claims = data.story.claims.filter(
      ({ section, verdict }) => section === id && (!onlyDiffering || verdict === "differs"),
    );
    return claims.length ? [el("h2", {}, t.words(names)), el("ol", {}, ...claims.map(rowOf))] : [];
  }

  function draw() {
    const row = root.contains(focused()) ? focused()?.closest("li")?.id : null;
    const box = el("input", { type: "checkbox", checked: onlyDiffering });
    box.addEventListener("change", () => {
      onlyDiffering = box.checked;
      draw();
    });
    const count = data.story.claims.filter(({ verdict }) => verdict === "differs").length;
    root.replaceChildren(
      el("p", { class: "muted" }, t("claim.about", { count: data.story.claims.length })),
      el("label", { class: "check" }, box, t("claim.only_differing", { count })),
      ...Object.entries(data.story.sections).flatMap(sectionOf),
    );
    if (row) one(`#${row} button`, root)?.focus();
  }

  return {
    root,
    draw,
    choose(id: string) {
      const claim = data.story.claims.find((each) => each.id === id);
      if (claim) choose(claim);
    },
  };
}
