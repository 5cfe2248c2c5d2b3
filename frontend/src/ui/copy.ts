// A picture of the map goes to the clipboard, or where that is refused to a file.

import { messageOf } from "../core/errors.ts";
import type { Messages } from "../core/messages.ts";
import { el } from "./dom.ts";
import * as notices from "./notices.ts";

export type Taking = ReturnType<typeof taking>;

export function taking(t: Messages, nameNow: () => string) {
  let busy = false;

  function download(blob: Blob) {
    const link = el("a", { href: URL.createObjectURL(blob), download: nameNow() });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  async function toFile(drawn: Promise<Blob>, told: string) {
    download(await drawn);
    notices.show(t(told, { name: nameNow() }));
  }

  // The promise is handed on as it is: some browsers want the item made while the press is fresh.
  async function toClipboard(drawn: Promise<Blob>) {
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": drawn })]);
      notices.show(t("copy.done"));
    } catch {
      await toFile(drawn, "copy.saved");
    }
  }

  // One picture at a time: `draw` is not begun before the last is done.
  const one =
    (take: (drawn: Promise<Blob>) => Promise<void>) => async (draw: () => Promise<Blob>) => {
      if (busy) return;
      busy = true;
      notices.clear();
      await take(draw()).catch((error) =>
        notices.show(t("copy.failed", { error: messageOf(error) })),
      );
      busy = false;
    };

  return { copy: one(toClipboard), save: one((drawn) => toFile(drawn, "picture.saved")) };
}
