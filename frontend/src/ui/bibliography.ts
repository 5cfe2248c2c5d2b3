// The whole bibliography, what each source is used for and where it leans; how to cite a view.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Payload, Source } from "../core/payload.ts";
import { copyButton } from "./copy-button.ts";
import { el } from "./dom.ts";

export function bibliographyTab(data: Payload, t: Messages, karamap: Karamap) {
  const root = el("div", { class: "bibliography" });
  let style = "apa";

  const quoted = (value: string) => (style === "csl" ? JSON.stringify(value).slice(1, -1) : value);

  // Twin of karamap.cite: the template of a style, filled for the view on screen.
  function citation() {
    const layers = karamap.layers.filter((id) =>
      data.layers.some((layer) => layer.id === id && layer.choice),
    );
    const values: Record<string, string> = {
      author: data.cite.author,
      year: data.cite.year,
      day: karamap.date,
      title: t("snapshot.title", { date: t.date(karamap.date) }),
      code: data.code,
      version: data.version,
      layers: t("cite.layers", { layers: layers.map((id) => t(`layer.${id}`)).join(", ") }),
      link: karamap.link(),
    };
    return data.cite.templates[style].replace(/\$(\w+)/g, (_, name) => quoted(values[name]));
  }

  function citeBox() {
    const select = el(
      "select",
      { "aria-label": t("cite.style") },
      ...Object.keys(data.cite.templates).map((each) =>
        el("option", { value: each, selected: each === style }, t(`cite.${each}`)),
      ),
    );
    select.addEventListener("change", () => {
      style = select.value;
      draw();
      root.querySelector("select")?.focus();
    });
    return [
      el("h2", {}, t("cite.title")),
      el("div", { class: "filters" }, select, copyButton(t, citation)),
      el("pre", { class: "citation", tabindex: 0, "aria-label": t("cite.title") }, citation()),
    ];
  }

  const usesOf = (uses: Record<string, number>) =>
    Object.entries(uses)
      .map(([table, count]) =>
        t("sources.use", { table: t(`table.${table}`), count: t.number(count) }),
      )
      .join(" · ");

  const rowOf = ({ key, reference, url, note, uses }: Source) =>
    el(
      "li",
      { id: `source-${key}` },
      url
        ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, reference)
        : reference,
      note ? el("p", { class: "muted" }, note) : null,
      el("p", { class: "muted" }, usesOf(uses)),
    );

  function draw() {
    root.replaceChildren(
      ...citeBox(),
      el("h2", {}, t("policy.title")),
      ...data.policy.map((key) => el("p", { class: "policy" }, t(key))),
      el("h2", {}, t("sources.title", { count: data.sources.length })),
      el("p", { class: "muted" }, t("sources.about")),
      el("ol", {}, ...data.sources.map(rowOf)),
    );
  }

  return { root, draw };
}
