// The page inside the Streamlit app: its component messages, spoken without a library.

import { messageOf } from "../core/errors.ts";
import type { Clicked, How, Karamap } from "../core/karamap.ts";
import type { Day, View } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import * as notices from "../ui/notices.ts";

const API_VERSION = 1;
const DEFAULT_HEIGHT = 720;

// What Python and the map tell each other.
interface State {
  date: Day;
  layers: string[];
  language: string;
  view: View;
  compare: { date: Day | null; how: How };
}

type Args = { [N in keyof State]?: State[N] | null } & { height?: number };

const send = (type: string, message: object) =>
  window.parent.postMessage(
    { isStreamlitMessage: true, type: `streamlit:${type}`, ...message },
    "*",
  );
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function streamlitHost(karamap: Karamap) {
  const python = pythonSide(karamap);
  let applying = false;
  // whether nobody answers
  let alone = false;

  window.addEventListener("message", ({ data, source }) => {
    if (source !== window.parent || data?.type !== "streamlit:render") return;
    const args: Args = data.args ?? {};
    const back = alone && !data.disabled;
    // Streamlit disables what nobody answers
    alone = Boolean(data.disabled);
    if (back) return python.tellAnew();
    applying = true;
    try {
      python.follow(args);
    } catch (error) {
      notices.show(messageOf(error));
    }
    applying = false;
    send("setFrameHeight", { height: args.height ?? DEFAULT_HEIGHT });
  });

  const { report } = python;
  karamap.on("release", report);
  for (const event of ["layers", "language"] as const) {
    karamap.on(event, () => {
      if (!applying) report();
    });
  }
  karamap.on("view", afterPause(report, 400));
  karamap.on("click", python.click);

  return {
    start() {
      send("componentReady", { apiVersion: API_VERSION });
      send("setFrameHeight", { height: DEFAULT_HEIGHT });
    },
  };
}

// What of the map Python is told, and how the map does what Python asks for.
function sharedState(karamap: Karamap): {
  [N in keyof State]: [read: () => State[N], apply: (to: State[N]) => void];
} {
  // a date of null: nothing is compared
  const compareNow = () => ({ date: karamap.compare, how: karamap.how });
  return {
    date: [() => karamap.date, (day) => karamap.setDate(day)],
    layers: [() => karamap.layers, (ids) => karamap.setLayers(ids)],
    language: [() => karamap.language, (language) => karamap.setLanguage(language)],
    view: [() => karamap.view, (view) => karamap.setView(view)],
    compare: [compareNow, ({ date, how }) => karamap.setCompare(date, how)],
  };
}

// What Python was told and has asked for.
function pythonSide(karamap: Karamap) {
  const shared = sharedState(karamap);
  const names = Object.keys(shared) as (keyof State)[];
  let clicked: Clicked | null = null;
  let reported: (State & { clicked: Clicked | null }) | null = null;
  // what was reported and has not come back from Python yet: never to be applied again
  const underway = Object.fromEntries(names.map((name) => [name, [] as unknown[]]));
  const given: Partial<State> = {};
  // A server that comes back may know nothing of this map, or what it was told before it went:
  // the map tells it all anew, and takes nothing from it until all of that has come back.
  let telling = false;

  function report() {
    const now = Object.fromEntries(names.map((name) => [name, shared[name][0]()]));
    const value = { ...(now as unknown as State), clicked };
    if (same(value, reported)) return;
    for (const name of names) {
      // what Python has asked for itself does not come back
      const known = underway[name].length ? underway[name].at(-1) : given[name];
      if (!same(value[name], known)) underway[name].push(value[name]);
    }
    reported = value;
    send("setComponentValue", { value, dataType: "json" });
  }

  function followOne<N extends keyof State>(name: N, wanted: State[N] | null | undefined) {
    const [now, apply]: [() => State[N], (to: State[N]) => void] = shared[name];
    if (wanted === undefined || wanted === null || same(wanted, given[name])) return;
    given[name] = wanted;
    const echo = underway[name].findIndex((value) => same(value, wanted));
    if (echo >= 0) underway[name].splice(0, echo + 1);
    else if (!karamap.dragging && !same(wanted, now())) apply(wanted);
  }

  return {
    report,
    click(what: Clicked) {
      clicked = what;
      report();
    },
    tellAnew() {
      for (const name of names) underway[name].length = 0;
      reported = null;
      telling = true;
      report();
    },
    // Apply what Python asks for, unless it only gives back what the reader did.
    follow(args: Args) {
      if (telling && !names.every((name) => same(args[name], reported?.[name]))) return;
      telling = false;
      for (const name of names) followOne(name, args[name]);
    },
  };
}
