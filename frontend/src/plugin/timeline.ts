// One timeline for all dated layers of a map: what they show, and the bar in the map.

import { isCalm } from "../core/motion.ts";
import type { Day } from "../core/payload.ts";
import type { TimelineOptions } from "./asked.ts";
import { type Clock, clock, type Dated } from "./clock.ts";
import { control } from "./control.ts";

export type DatedTimeline = ReturnType<typeof datedTimeline>;

// `map.datedTimeline` from then on; each new day is told by the map's event "datechange".
export function datedTimeline(map: L.Map, asked: TimelineOptions) {
  const days: Clock = clock(asked, (date) => {
    draw();
    map.fire("datechange", { date });
  });
  const { bar, draw, drawTicks, player } = control(days, asked);
  const redraw = () => {
    drawTicks();
    draw();
  };
  place(map, bar, asked.position);
  // its layers come after it
  if (asked.autoplay && !isCalm()) requestAnimationFrame(player.play);

  const timeline = {
    get date() {
      return days.date;
    },
    first: days.first,
    last: days.last,
    get changes() {
      return days.changes;
    },
    setDate(day: Day) {
      player.pause();
      days.set(day);
    },
    play: player.play,
    pause: player.pause,
    get playing() {
      return player.playing;
    },
    join(layer: Dated) {
      days.join(layer);
      redraw();
    },
    leave(layer: Dated) {
      days.leave(layer);
      redraw();
    },
  };
  map.datedTimeline = timeline;
  return timeline;
}

// Leaflet's own corners keep clear of the bar.
function place(map: L.Map, bar: HTMLElement, position: "bottom" | "top") {
  const box = map.getContainer();
  bar.classList.add(`dated-at-${position}`);
  L.DomEvent.disableClickPropagation(bar);
  L.DomEvent.disableScrollPropagation(bar);
  box.append(bar);
  const clear = () => box.style.setProperty(`--dated-${position}`, `${bar.offsetHeight}px`);
  const watch = new ResizeObserver(clear);
  watch.observe(bar);
  clear();
  map.on("unload", () => watch.disconnect());
}
