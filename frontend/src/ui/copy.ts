// "Copy picture": what is on the map goes to the clipboard, or where that is refused to a file.

import type { Messages } from "../core/messages.ts";
import type { Pictures } from "../map/picture.ts";
import { byId, el } from "./dom.ts";
import { notices } from "./notices.ts";

export function copying(t: Messages, pictures: Pictures, nameNow: () => string) {
  const button = byId("copy");

  function download(blob: Blob) {
    const link = el("a", { href: URL.createObjectURL(blob), download: nameNow() });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  // The promise is handed on as it is: some browsers want the item made while the press is fresh.
  async function copy() {
    const drawn = pictures.draw().then((blob) => {
      if (blob) return blob;
      throw new Error("the browser made no picture");
    });
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": drawn })]);
      return notices.show(t("copy.done"));
    } catch {
      download(await drawn);
      notices.show(t("copy.saved", { name: nameNow() }));
    }
  }

  async function act() {
    if (button.disabled) return;
    button.disabled = true;
    notices.clear();
    await copy().catch((error) => notices.show(t("copy.failed", { error: error.message })));
    button.disabled = false;
  }
  button.addEventListener("click", act);
  return act;
}
