// Popups: what a click on the ground, a place or an event tells.

import type { Messages } from "../core/messages.ts";
import type { HistoricEvent, Place } from "../core/payload.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import type { DayTelling } from "./day-telling.ts";
import { byId, el, fill, focused, one } from "./dom.ts";
import { aboutEvent, aboutGround, aboutPlace, type Content } from "./facts.ts";

const GAP_PX = 16;
// the margins of its text, its tip and the symbol it points at
const FRAME_PX = 64;
const LEAST_PX = 120;
const HEAD_PX = 100;

export function popups(telling: DayTelling, store: Store) {
  const { t, map } = telling;
  const popup = L.popup({ maxWidth: 320, minWidth: 220, className: "facts" });
  let again: (() => Content) | null = null;
  // where the focus goes back to
  let opener: HTMLElement | null = null;

  function open(at: L.LatLng, tell: () => Content) {
    const content = tell();
    if (!content) return;
    again = tell;
    const from = focused();
    keepClear(popup, map());
    popup
      .setLatLng(at)
      .setContent(el("div", {}, ...content))
      .openOn(map());
    name(t, popup);
    // opened by keyboard it takes the focus; a hand on the map keeps it there
    if (!from?.matches(":focus-visible")) return;
    const node = elementOf(popup);
    if (!node.contains(from)) opener = from.closest<HTMLElement>("#on-map") ?? from;
    node.focus({ preventScroll: true });
  }

  popup.on("remove", () => {
    if (focused() === document.body || elementOf(popup).contains(focused())) opener?.focus();
    opener = null;
  });

  // After a change of date the open popup tells the state of the new date.
  const renew = oncePerFrame(() => {
    if (!again || !popup.isOpen()) return;
    const content = again();
    if (content) rewrite(t, popup, map(), content);
    else popup.close();
  });
  store.subscribe(["date", "compare", "layers", "language"], renew);

  return {
    isOpen: () => popup.isOpen(),
    ground: (at: L.LatLng) => open(at, () => aboutGround(telling, at)),
    place: (place: Place) => open(place.at, () => aboutPlace(telling, place)),
    event(event: HistoricEvent) {
      if (event.at) open(event.at, () => aboutEvent(telling, event));
    },
  };
}

const elementOf = (popup: L.Popup) => popup.getElement() as HTMLElement;

// Its button to close must not lie under the date of a second map, and what is longer than the
// map is high is scrolled.
function keepClear({ options }: L.Popup, map: L.Map) {
  const over = byId("far-map").hidden ? 0 : HEAD_PX;
  const room = map.getContainer().clientHeight - over - 2 * GAP_PX - FRAME_PX;
  options.maxHeight = Math.max(LEAST_PX, room);
  options.autoPanPaddingTopLeft = [GAP_PX, over + GAP_PX];
  options.autoPanPaddingBottomRight = [GAP_PX, GAP_PX];
}

// Whoever cannot see it hears that a box has opened, and what it tells of.
function name(t: Messages, popup: L.Popup) {
  const node = elementOf(popup);
  const label = one("h2", node).textContent;
  fill(node, { role: "dialog", tabindex: -1, "aria-label": label });
  const close = one(".leaflet-popup-close-button", node);
  fill(close, { "aria-label": t("popup.close"), title: t("popup.close") });
}

// Whether it is wholly there; one that a reader has moved away is left where it is.
function isOnScreen(popup: L.Popup, map: L.Map) {
  const box = elementOf(popup).getBoundingClientRect();
  const frame = map.getContainer().getBoundingClientRect();
  return box.top >= frame.top && box.left >= frame.left && box.right <= frame.right;
}

// Write it anew; a button that has the focus has it again.
function rewrite(t: Messages, popup: L.Popup, map: L.Map, content: NonNullable<Content>) {
  const node = elementOf(popup);
  const pressed = focused()?.textContent;
  const hadFocus = node.contains(focused());
  popup.options.autoPan = isOnScreen(popup, map);
  popup.setContent(el("div", {}, ...content));
  popup.options.autoPan = true;
  name(t, popup);
  if (!hadFocus || node.contains(focused())) return;
  const buttons = [...node.querySelectorAll("button")];
  const same = buttons.find((button) => button.textContent === pressed);
  (same ?? node).focus({ preventScroll: true });
}
