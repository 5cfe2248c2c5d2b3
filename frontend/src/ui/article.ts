// The article's claims in our words, by its parts; choosing one sets date, view and layers.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Claim, Payload } from "../core/payload.ts";
import { sourceDate } from "../core/source-dates.ts";
import { aside, button, el, focused, one, tickBox } from "./dom.ts";
import { sourceList } from "./source-list.ts";

export function articleTab(data: Payload, t: Messages, karamap: Karamap) {
  const root = el("div", { class: "article" });
  const { claims, sections } = data.story;
  const differing = claims.filter(isDiffering);
  let onlyDiffering = false;
  let chosen: string | null = null;

  function choose(claim: Claim) {
    chosen = claim.id;
    karamap.showMoment({ date: claim.day, layers: claim.layers, bounds: claim.bounds });
    draw();
    root.querySelector(`#claim-${claim.id}`)?.scrollIntoView({ block: "nearest" });
  }

  function draw() {
    const row = root.contains(focused()) ? focused()?.closest("li")?.id : null;
    const box = tickBox(onlyDiffering, (to) => {
      onlyDiffering = to;
      draw();
    });
    const parts = Object.entries(sections).map(([id, words]) => {
      const there = (onlyDiffering ? differing : claims).filter(({ section }) => section === id);
      const rows = there.map((claim) =>
        claimRow(data, t, claim, claim.id === chosen, () => choose(claim)),
      );
      return rows.length ? [el("h2", {}, t.words(words)), el("ol", {}, rows)] : [];
    });
    root.replaceChildren(
      aside(t("claim.about", { count: claims.length })),
      el("label", { class: "check" }, box, t("claim.only_differing", { count: differing.length })),
      ...parts.flat(),
    );
    if (row) one(`#${row} button`, root)?.focus();
  }

  return {
    root,
    draw,
    choose(id: string) {
      const claim = claims.find((each) => each.id === id);
      if (claim) choose(claim);
    },
  };
}

const isDiffering = ({ verdict }: Claim) => verdict === "differs";

function claimRow(data: Payload, t: Messages, claim: Claim, open: boolean, choose: () => void) {
  const verdict = isDiffering(claim) ? "differs" : "agrees";
  const note = [el("strong", {}, t(`claim.${verdict}`)), " ", t.words(claim.note)];
  return el(
    "li",
    { id: `claim-${claim.id}`, class: open ? "chosen" : null },
    button(
      {
        class: "claim",
        "aria-expanded": open,
        "aria-current": open ? "true" : null,
        click: choose,
      },
      el("span", { class: "muted" }, sourceDate(t, claim.date.slice(0, 10), claim.date)),
      el("span", {}, t.words(claim.claim)),
    ),
    open || isDiffering(claim) ? el("p", { class: verdict }, note) : null,
    open ? aside(t("claim.shows", { what: t.words(claim.shows) })) : null,
    open ? sourceList(data, t, claim.sources) : null,
  );
}
