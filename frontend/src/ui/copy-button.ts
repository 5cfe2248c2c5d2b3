// A button that puts a text on the clipboard.

import type { Messages } from "../core/messages.ts";
import { button, el, say } from "./dom.ts";

// A button that puts a text on the clipboard, and says so.
export function copyButton(t: Messages, text: () => string) {
  const node = button({ class: "copy" }, t("copy.text"));
  const done = (key: string) => {
    say(node, t(key));
    setTimeout(() => say(node, t("copy.text")), 2000);
  };
  node.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      done("copy.text_done");
    } catch {
      done(copyByHand(text()) ? "copy.text_done" : "copy.text_refused");
    }
  });
  return node;
}

// Where the clipboard is closed to scripts (a frame, a page from disk), the old way may be open.
function copyByHand(text: string) {
  const area = el("textarea", { class: "spoken" });
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}
