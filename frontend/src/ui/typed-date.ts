// The box for a date that is typed.

import type { Messages } from "../core/messages.ts";
import type { Day, Payload } from "../core/payload.ts";
import * as time from "../core/time.ts";
import { byId, focused } from "./dom.ts";
import * as notices from "./notices.ts";

// As keyboards of phones write it, too: digits alone, wide ones, any stroke or point between.
const asTyped = (text: string) =>
  text
    .normalize("NFKC")
    .trim()
    .replace(/[\p{Dash}./\s]/gu, "-")
    .replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3")
    .replace(/-(\d)\b/g, "-0$1");

export function typedDate(data: Payload, t: Messages, goTo: (day: Day) => void) {
  const box = byId("typed-date");

  function goToTyped() {
    const day = time.parse(asTyped(box.value), data.first, data.last);
    box.setAttribute("aria-invalid", String(day === null));
    if (day === null) notices.show(t("timeline.bad_date", { text: box.value.slice(0, 40) }));
    else {
      notices.clear();
      goTo(day);
      box.value = day;
    }
  }
  byId("date-form").addEventListener("submit", (event) => {
    event.preventDefault();
    goToTyped();
  });
  // some keyboards have no key that sends: then leaving the box does
  box.addEventListener("change", goToTyped);

  return {
    draw(day: Day) {
      if (focused() !== box) box.value = day;
    },
  };
}
