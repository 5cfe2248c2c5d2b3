// The whole bibliography, what each source is used for and where it leans; how to cite a view.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Payload, Source } from "../core/payload.ts";
import { copyButton } from "./copy-button.ts";
import { aside, choice, el, linkTo } from "./dom.ts";

export function bibliographyTab(data: Payload, t: Messages, karamap: Karamap) {
  const root = el("div", { class: "bibliography" });
  let style = "apa";

  function citeBox() {
    const styles = Object.keys(data.cite.templates);
    const select = choice(
      t("cite.style"),
      styles.map((each) => [each, t(`cite.${each}`)]),
      style,
      (to) => {
        style = to;
        draw();
        root.querySelector("select")?.focus();
      },
    );
    const cited = () => citation(data, t, karamap, style);
    return [
      el("h2", {}, t("cite.title")),
      el("div", { class: "filters" }, select, copyButton(t, cited)),
      el("pre", { class: "citation", tabindex: 0, "aria-label": t("cite.title") }, cited()),
    ];
  }

  function draw() {
    root.replaceChildren(
      ...citeBox(),
      el("h2", {}, t("policy.title")),
      ...data.policy.map((key) => el("p", { class: "policy" }, t(key))),
      el("h2", {}, t("sources.title", { count: data.sources.length })),
      aside(t("sources.about")),
      el(
        "ol",
        {},
        data.sources.map((source) => sourceRow(t, source)),
      ),
    );
  }

  return { root, draw };
}

// Twin of karamap.cite: the template of a style, filled for the view on screen.
function citation(data: Payload, t: Messages, karamap: Karamap, style: string) {
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
  const quoted = (value: string) => (style === "csl" ? JSON.stringify(value).slice(1, -1) : value);
  return data.cite.templates[style].replace(/\$(\w+)/g, (_, name) => quoted(values[name]));
}

function sourceRow(t: Messages, { key, reference, url, note, uses }: Source) {
  const told = Object.entries(uses).map(([table, count]) =>
    t("sources.use", { table: t(`table.${table}`), count: t.number(count) }),
  );
  return el(
    "li",
    { id: `source-${key}` },
    linkTo(url, reference),
    note ? aside(note) : null,
    aside(told.join(" · ")),
  );
}
