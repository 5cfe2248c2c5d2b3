// The page inside the Streamlit app: its component messages, spoken without a library.

import { messageOf } from "../core/errors.ts";
import type { Clicked, How, Karamap } from "../core/karamap.ts";
import type { Day, View } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import { notices } from "../ui/notices.ts";

// What Python and the map tell each other.
interface State {
  date: Day;
  layers: string[];
  language: string;
  view: View;
  compare: { date: Day | null; how: How };
}

type Args = { [N in keyof State]?: State[N] | null } & { height?: number };

export function streamlitHost(karamap: Karamap) {
  const API_VERSION = 1;
  const DEFAULT_HEIGHT = 720;
  const send = (type: string, message: object) =>
    window.parent.postMessage({ isStreamlitMessage: true, type, ...message }, "*");
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

  // a date of null: nothing is compared
  const compareNow = () => ({ date: karamap.compare, how: karamap.how });
  const readers: { [N in keyof State]: [read: () => State[N], apply: (to: State[N]) => void] } = {
    date: [() => karamap.date, (day) => karamap.setDate(day)],
    layers: [() => karamap.layers, (ids) => karamap.setLayers(ids)],
    language: [() => karamap.language, (language) => karamap.setLanguage(language)],
    view: [() => karamap.view, (view) => karamap.setView(view)],
    compare: [compareNow, ({ date, how }) => karamap.setCompare(date, how)],
  };
  const names = Object.keys(readers) as (keyof State)[];
  const stateNow = () =>
    Object.fromEntries(names.map((name) => [name, readers[name][0]()])) as unknown as State;

  let clicked: Clicked | null = null;
  let reported: (State & { clicked: Clicked | null }) | null = null;
  // what was reported and has not come back from Python yet: never to be applied again
  const underway = Object.fromEntries(names.map((name) => [name, [] as unknown[]]));
  const given: Partial<State> = {};

  function report() {
    const value = { ...stateNow(), clicked };
    if (same(value, reported)) return;
    for (const name of names) {
      if (!same(value[name], reported?.[name])) underway[name].push(value[name]);
    }
    reported = value;
    send("streamlit:setComponentValue", { value, dataType: "json" });
  }

  // A server that comes back may know nothing of this map, or what it was told before it went:
  // the map tells it all anew, and takes nothing from it until all of that has come back.
  let alone = false;
  let telling = false;
  function tellAnew() {
    for (const name of names) underway[name].length = 0;
    reported = null;
    telling = true;
    report();
  }
  const heard = (args: Args) => names.every((name) => same(args[name], reported?.[name]));

  // Apply what Python asks for, unless it only gives back what the reader did.
  function follow(args: Args) {
    if (telling && !heard(args)) return;
    telling = false;
    for (const name of names) followOne(name, args[name]);
  }

  function followOne<N extends keyof State>(name: N, wanted: State[N] | null | undefined) {
    const [now, apply]: [() => State[N], (to: State[N]) => void] = readers[name];
    if (wanted === undefined || wanted === null || same(wanted, given[name])) return;
    given[name] = wanted;
    const echo = underway[name].findIndex((value) => same(value, wanted));
    if (echo >= 0) underway[name].splice(0, echo + 1);
    else if (!karamap.dragging && !same(wanted, now())) apply(wanted);
  }

  let applying = false;
  window.addEventListener("message", ({ data, source }) => {
    if (source !== window.parent || data?.type !== "streamlit:render") return;
    const args: Args = data.args ?? {};
    const back = alone && !data.disabled;
    // Streamlit disables what nobody answers
    alone = Boolean(data.disabled);
    if (back) return tellAnew();
    applying = true;
    try {
      follow(args);
    } catch (error) {
      notices.show(messageOf(error));
    }
    applying = false;
    send("streamlit:setFrameHeight", { height: args.height ?? DEFAULT_HEIGHT });
  });

  karamap.on("release", report);
  for (const event of ["layers", "language"] as const) {
    karamap.on(event, () => {
      if (!applying) report();
    });
  }
  karamap.on("view", afterPause(report, 400));
  karamap.on("click", (what) => {
    clicked = what;
    report();
  });

  return {
    start() {
      send("streamlit:componentReady", { apiVersion: API_VERSION });
      send("streamlit:setFrameHeight", { height: DEFAULT_HEIGHT });
    },
  };
}
