// The map of the day in words, for those who do not see it and those who want to quote it.

import { describeDay } from "../core/describe.ts";
import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Payload } from "../core/payload.ts";
import { periodOf } from "../core/periods.ts";
import { copyButton } from "./copy-button.ts";
import { el } from "./dom.ts";

export function inWordsTab(data: Payload, t: Messages, karamap: Karamap) {
  const root = el("div", { class: "in-words" });
  const tell = describeDay(data, t);
  const heading = () =>
    t("twin.title", {
      date: t.date(karamap.date),
      period: t(periodOf(data, karamap.date)),
    });

  // The whole as plain text, the same as `karamap at` prints.
  function asText() {
    const passages = tell(karamap.date).map(({ heading: head, lines }) =>
      [head, ...lines.map((line) => `  ${line}`)].join("\n"),
    );
    return [heading(), ...passages].join("\n\n");
  }

  function draw() {
    root.replaceChildren(
      el("p", { class: "moment" }, heading()),
      copyButton(t, asText),
      ...tell(karamap.date).flatMap(({ heading: head, lines }) => [
        el("h2", {}, head),
        el("ul", {}, ...lines.map((line) => el("li", {}, line))),
      ]),
    );
  }

  return { root, draw, asText };
}
