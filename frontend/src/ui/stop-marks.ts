// The stops on the track of years: marks to read and to press, those too close for it in one.

import type { Cluster } from "../core/clusters.ts";
import { clustered } from "../core/clusters.ts";
import type { Context } from "../core/context.ts";
import type { Day } from "../core/payload.ts";
import { subjectOf, subjects } from "../core/subject.ts";
import * as time from "../core/time.ts";
import { button, byId, el, focused, mark, one } from "./dom.ts";
import type { Acts, KeyOwner } from "./keyboard.ts";

// how far apart marks stand at least: for the eye in rem, as they are sized, for a finger in px
const GAP_REM = 1.625;
const FINGER_PX = 46;

// `goTo(day)` shows a stop.
export function stopMarks(context: Context, goTo: (day: Day) => void): KeyOwner {
  const { data, store } = context;
  const strip = byId("stop-marks");
  const coarse = matchMedia("(pointer: coarse)");
  const menu = stopMenu(context, goTo, () =>
    buttons.find(({ tabIndex }) => tabIndex === 0)?.focus(),
  );
  let clusters: Cluster<Day>[] = [];
  let buttons: HTMLButtonElement[] = [];

  // a stop stands over the slider's place of its year
  const [first, last] = [data.first, data.last].map(time.year);
  const placed = subjects(data).stops.map((day) => ({
    at: (time.year(day) - first) / (last - first),
    item: day,
  }));

  function draw() {
    const width = strip.clientWidth;
    if (!width) return;
    const gap = GAP_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    clusters = clustered(placed, (coarse.matches ? Math.max(FINGER_PX, gap) : gap) / width);
    buttons = clusters.map((cluster) => stopMark(context, cluster, goTo, menu.open));
    strip.replaceChildren(...buttons);
    follow();
  }

  // The mark of the day on screen, or the last one passed, is the one that Tab reaches.
  function follow() {
    const day = store.get("date");
    const here = clusters.findLastIndex(({ items }) => items[0] <= day);
    for (const [index, node] of buttons.entries()) {
      node.tabIndex = index === Math.max(0, here) ? 0 : -1;
      mark(node, "aria-current", clusters[index].items.includes(day) ? "date" : "false");
    }
  }

  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.has(target as Node) && !strip.contains(target as Node)) menu.close();
  });
  new ResizeObserver(draw).observe(strip);
  store.subscribe(["language", "mode"], draw);
  store.subscribe(["date"], follow);

  // from mark to mark, or down the open list
  const keys = walkingKeys(() => menu.buttons() ?? buttons, menu.close);
  return {
    has: (node: Element) => strip.contains(node) || menu.has(node),
    act: (key: string) => keys[key],
  };
}

function walkingKeys(row: () => HTMLButtonElement[], close: () => void): Acts {
  const walk = (by: number) => () => {
    const at = row().indexOf(focused() as HTMLButtonElement);
    row()[Math.min(row().length - 1, Math.max(0, at + by))]?.focus();
  };
  return {
    ArrowRight: walk(1),
    ArrowDown: walk(1),
    ArrowLeft: walk(-1),
    ArrowUp: walk(-1),
    Home: walk(-Infinity),
    End: walk(Infinity),
    Escape: close,
  };
}

function nameOf({ data, t }: Context, items: Day[]) {
  const [first, last] = [items[0], items[items.length - 1]];
  if (first === last) return `${t.date(first)}: ${t.words(subjectOf(data, first).headline)}`;
  const years = [...new Set([first, last].map(time.year))].join("\u2013");
  return t("timeline.stops", { years, count: items.length });
}

// The mark of one stop, or of some that stand too close for marks of their own.
function stopMark(
  context: Context,
  { at, items }: Cluster<Day>,
  goTo: (day: Day) => void,
  openMenu: (from: HTMLElement, items: Day[]) => void,
) {
  const many = items.length > 1;
  const title = nameOf(context, items);
  const node: HTMLButtonElement = button(
    {
      class: many ? "many" : null,
      style: `left:${(at * 100).toFixed(2)}%`,
      title,
      "aria-label": title,
      "aria-haspopup": many,
      tabindex: -1,
      click: () => (many ? openMenu(node, items) : goTo(items[0])),
    },
    many ? el("span", {}, items.length) : null,
  );
  return node;
}

// The list of the stops behind one mark; `refocus()` gives the focus back when it closes.
function stopMenu({ data, t, store }: Context, goTo: (day: Day) => void, refocus: () => void) {
  const menu = el("ul", { id: "stop-menu", hidden: true });
  byId("timeline").append(menu);

  function close() {
    if (menu.hidden) return;
    const within = menu.contains(focused());
    menu.hidden = true;
    if (within) refocus();
  }

  function rowOf(day: Day) {
    const click = () => {
      close();
      goTo(day);
    };
    const words = ` ${t.words(subjectOf(data, day).headline)}`;
    const current = day === store.get("date") && "date";
    return el(
      "li",
      {},
      button({ click, "aria-current": current }, el("b", {}, t.shortDate(day)), words),
    );
  }

  return {
    close,
    has: (node: Node) => menu.contains(node),
    // none while it is closed
    buttons: () => (menu.hidden ? null : [...menu.querySelectorAll("button")]),
    open(from: HTMLElement, items: Day[]) {
      menu.replaceChildren(...items.map(rowOf));
      menu.hidden = false;
      const { left, width } = from.getBoundingClientRect();
      const most = innerWidth - menu.offsetWidth - 8;
      menu.style.left = `${Math.max(8, Math.min(most, left + width / 2 - menu.offsetWidth / 2))}px`;
      (one("[aria-current]", menu) ?? one("button", menu)).focus();
    },
  };
}
