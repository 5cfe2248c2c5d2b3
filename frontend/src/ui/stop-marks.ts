// The stops on the track of years: marks to read and to press, those too close for it in one.

import type { Cluster } from "../core/clusters.ts";
import { clustered } from "../core/clusters.ts";
import type { Context } from "../core/context.ts";
import type { Day } from "../core/payload.ts";
import { subjects } from "../core/subject.ts";
import * as time from "../core/time.ts";
import { byId, el, focused, mark, one } from "./dom.ts";
import type { KeyOwner } from "./keyboard.ts";

const GAP_PX = 26;
const FINGER_PX = 46;

// `goTo(day)` shows a stop.
export function stopMarks({ data, t, store }: Context, goTo: (day: Day) => void): KeyOwner {
  const strip = byId("stop-marks");
  const { stops, subjectOf } = subjects(data);
  const coarse = matchMedia("(pointer: coarse)");
  const [FIRST, LAST] = [time.year(data.first), time.year(data.last)];
  const menu = el("ul", { id: "stop-menu", hidden: true });
  let clusters: Cluster<Day>[] = [];
  let buttons: HTMLButtonElement[] = [];
  byId("timeline").append(menu);

  // a stop stands over the slider's place of its year
  const placed = stops.map((day) => ({
    at: (time.year(day) - FIRST) / (LAST - FIRST),
    item: day,
  }));
  const told = (day: Day) => `${t.date(day)}: ${t.words(subjectOf(day).headline)}`;

  function nameOf({ items }: Cluster<Day>) {
    if (items.length === 1) return told(items[0]);
    const years = [items[0], items[items.length - 1]].map(time.year);
    const span = years[0] === years[1] ? String(years[0]) : years.join("\u2013");
    return t("timeline.stops", { years: span, count: items.length });
  }

  function button(cluster: Cluster<Day>) {
    const { at, items } = cluster;
    const many = items.length > 1;
    const node: HTMLButtonElement = el(
      "button",
      {
        type: "button",
        class: many ? "many" : null,
        style: `left:${(at * 100).toFixed(2)}%`,
        title: nameOf(cluster),
        "aria-label": nameOf(cluster),
        "aria-haspopup": many,
        tabindex: -1,
        click: () => (many ? openMenu(node, items) : goTo(items[0])),
      },
      many ? el("span", {}, items.length) : null,
    );
    return node;
  }

  function draw() {
    const width = strip.clientWidth;
    if (!width) return;
    clusters = clustered(placed, (coarse.matches ? FINGER_PX : GAP_PX) / width);
    buttons = clusters.map(button);
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

  function openMenu(from: HTMLElement, items: Day[]) {
    const choose = (day: Day) => () => {
      close();
      goTo(day);
    };
    menu.replaceChildren(
      ...items.map((day) =>
        el(
          "li",
          {},
          el(
            "button",
            {
              type: "button",
              click: choose(day),
              "aria-current": day === store.get("date") && "date",
            },
            el("b", {}, t.shortDate(day)),
            ` ${t.words(subjectOf(day).headline)}`,
          ),
        ),
      ),
    );
    menu.hidden = false;
    const { left, width } = from.getBoundingClientRect();
    const most = innerWidth - menu.offsetWidth - 8;
    menu.style.left = `${Math.max(8, Math.min(most, left + width / 2 - menu.offsetWidth / 2))}px`;
    (one("[aria-current]", menu) ?? one("button", menu)).focus();
  }

  function close() {
    if (menu.hidden) return;
    const within = menu.contains(focused());
    menu.hidden = true;
    if (within) buttons.find(({ tabIndex }) => tabIndex === 0)?.focus();
  }

  // From mark to mark, or down the open list.
  function walk(by: number) {
    const row = menu.hidden ? buttons : [...menu.querySelectorAll("button")];
    const at = row.indexOf(focused() as HTMLButtonElement);
    row[Math.min(row.length - 1, Math.max(0, at + by))]?.focus();
  }

  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.contains(target as Node) && !strip.contains(target as Node)) close();
  });
  new ResizeObserver(draw).observe(strip);
  store.subscribe(["language"], draw);
  store.subscribe(["date"], follow);

  const keys: Record<string, () => void> = {
    ArrowRight: () => walk(1),
    ArrowDown: () => walk(1),
    ArrowLeft: () => walk(-1),
    ArrowUp: () => walk(-1),
    Home: () => walk(-buttons.length),
    End: () => walk(buttons.length),
    Escape: close,
  };
  return {
    has: (node: Element) => strip.contains(node) || menu.contains(node),
    act: (key: string) => keys[key],
  };
}
