// The map of a day in words, passage by passage: the same as karamap.describe.day.

import { differingAccounts } from "./differing.ts";
import type { Messages } from "./messages.ts";
import type { Control, Controller, Day, Feature, LineFeature, Payload, Place } from "./payload.ts";
import * as time from "./time.ts";
import { movesBetween } from "./transfers.ts";

// How much of each unit went from one holder to another.
interface Flow {
  from: Controller | null;
  to: Controller;
  units: Map<string, number>;
}

export type Passage = ReturnType<ReturnType<typeof describeDay>>[number];

export function describeDay(data: Payload, t: Messages) {
  const {
    trace,
    least,
    most_near: mostNear,
    lines: LINES,
    zones: ZONES,
    told: TOLD,
    subject,
  } = data.twin;
  const CONTROLLERS: Controller[] = ["azerbaijan", "armenian_forces", "contested"];
  const NEIGHBOURS = [...CONTROLLERS, "armenia"];
  const { on: differing } = differingAccounts(data, t);
  const holder = (controller: string) => t(`class.control:${controller}`);
  // within a sentence
  const holderWithin = (controller: string) => t(`holder.${controller}`);
  const onDay = <F extends Feature>(features: F[], day: Day) =>
    features.filter(({ start, end }) => time.visible(start, end, day));
  const there = (layer: string, day: Day) => onDay(data.features[layer], day);
  const linesOn = (day: Day) =>
    LINES.flatMap((layer) => onDay<LineFeature>(data.features[layer], day));
  const controlOn = (day: Day) => onDay(data.features.control, day);
  const sum = <I>(items: I[], of: (item: I) => number) =>
    items.reduce((total, item) => total + of(item), 0);
  const places = new Map(data.features.places.map((place) => [place.id, place]));

  const percentOf = (part: number, whole: number) => (whole ? (100 * part) / whole : 0);
  function share(part: number, whole: number) {
    const percent = percentOf(part, whole);
    if (percent > 0 && percent < trace) return t.number(percent, 1);
    return t.number(percent <= 100 - trace ? Math.min(percent, 99) : percent);
  }

  // Parts in whole percents that add up to a hundred.
  function percents(parts: number[]) {
    const whole = sum(parts, (part) => part);
    const exact = parts.map((part) => percentOf(part, whole));
    const told = exact.map(Math.floor);
    const missing = 100 - sum(told, (percent) => percent);
    const short = [...told.keys()].sort((a, b) => told[a] - exact[a] - (told[b] - exact[b]));
    for (const index of short.slice(0, missing)) told[index] += 1;
    return told;
  }

  // The km2 of each holder among some control features.
  function byHolder(items: Control[]) {
    const km2: Record<Controller, number> = { azerbaijan: 0, armenian_forces: 0, contested: 0 };
    for (const item of items) km2[item.controller] += item.km2;
    return km2;
  }

  function held(day: Day) {
    const control = controlOn(day);
    const km2 = byHolder(control);
    const whole = sum(control, (item) => item.km2);
    const rows = CONTROLLERS.filter((each) => km2[each] >= trace).map((each) => {
      const small = percentOf(km2[each], whole) < least / 2;
      return t(small ? "twin.holder_trace" : "twin.holder", {
        holder: holder(each),
        km2: t.number(km2[each]),
        share: small ? t.number(least, 1) : share(km2[each], whole),
      });
    });
    const notes = data.notes.filter(([, start, end]) => time.visible(start, end, day));
    return [...rows, ...notes.map(([key]) => t(key))];
  }

  function unitName(unit: string, day: Day) {
    if (unit === data.elsewhere) return t("panel.elsewhere");
    const inUnit = (each: Control) => each.unit === unit;
    // a unit that is not mapped on the day is called as at another
    const item = controlOn(day).find(inUnit) ?? data.features.control.findLast(inUnit);
    return item ? t.nameOf(item, day) : unit;
  }
  const unitNames = (units: string[], day: Day) =>
    [...new Set(units.map((unit: string) => unitName(unit, day)))].join(", ");

  function districts(day: Day) {
    const control = controlOn(day);
    return Object.entries(data.twin.districts).flatMap(([name, units]) => {
      const items = control.filter(({ unit }) => units.includes(unit));
      const whole = sum(items, (item) => item.km2);
      const km2 = byHolder(items);
      if (!whole || percentOf(km2.azerbaijan, whole) >= 100 - trace) return [];
      const parts = CONTROLLERS.filter((each) => percentOf(km2[each], whole) >= trace).map((each) =>
        t("twin.part", { holder: holderWithin(each), share: share(km2[each], whole) }),
      );
      return [t("twin.district", { district: unitName(name, day), holders: parts.join(", ") })];
    });
  }

  function byName<F extends Feature>(features: F[], day: Day) {
    const found = new Map<string, F[]>();
    for (const item of features) {
      const name = t.nameOf(item, day);
      found.set(name, [...(found.get(name) ?? []), item]);
    }
    return found;
  }

  function holderAt(place: Place, day: Day) {
    if (place.block === undefined) return place.country === "AM" ? "armenia" : null;
    const item = data.features.control.find(
      ({ block, start, end }) => block === place.block && time.visible(start, end, day),
    );
    return item?.controller ?? null;
  }

  function lines(day: Day) {
    return [...byName(linesOn(day), day)].flatMap(([name, items]) => {
      const near = [...new Set(items.flatMap((item) => item.near))]
        .flatMap((id) => places.get(id) ?? [])
        .filter(({ start, end }) => time.visible(start, end, day))
        .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
        .slice(0, mostNear);
      const worst = Math.max(...items.map((item) => item.accuracy_m));
      const km = t.number(sum(items, (item) => item.km));
      const accuracy = t.number(Math.max(1, Math.floor(worst / 1000 + 0.5)));
      const beside = NEIGHBOURS.flatMap((each) => {
        const names = near
          .filter((place) => holderAt(place, day) === each)
          .map((place) => t.nameOf(place, day));
        const key = each === "contested" ? "twin.near_contested" : "twin.near";
        return names.length
          ? [t(key, { held_by: t(`held_by.${each}`), places: names.join(", ") })]
          : [];
      });
      return [t("twin.line", { name, km, accuracy }), ...beside];
    });
  }

  function zones(day: Day) {
    return [
      ...byName(
        ZONES.flatMap((layer) => there(layer, day)),
        day,
      ),
    ].map(([name, items]) => {
      const since = items.map(({ start }) => start).sort()[0];
      return t("twin.zone", { name, date: t.date(since) });
    });
  }

  // Who got how much ground from whom between two days, the largest first.
  function transfers(since: Day, until: Day) {
    const found = new Map<string, Flow>();
    for (const { feature, from, to, km2 } of movesBetween(data, since, until)) {
      const key = `${from} ${to}`;
      const flow: Flow = found.get(key) ?? { from, to, units: new Map() };
      found.set(key, flow);
      const { units } = flow;
      units.set(feature.unit, (units.get(feature.unit) ?? 0) + km2);
    }
    return [...found.values()]
      .map((move) => ({ ...move, km2: sum([...move.units.values()], (km2) => km2) }))
      .sort((a, b) => b.km2 - a.km2);
  }

  const namesThere = (day: Day) => [
    ...new Set(
      TOLD.flatMap((layer) => there(layer, day))
        .filter(({ status }) => status !== "former")
        .map((item) => t.nameOf(item, day)),
    ),
  ];

  function toldOf(since: Day, until: Day) {
    const moved = transfers(since, until).map(({ from, to, km2, units }) => {
      const largest = [...units].sort((a, b) => b[1] - a[1]).map(([unit]) => unit);
      return t(from ? `moved.${from}.${to}` : "twin.first_shown", {
        holder: holder(to),
        km2: t.number(Math.max(km2, 1)),
        districts: unitNames(largest, until),
      });
    });
    const [before, after] = [namesThere(since), namesThere(until)];
    const only = (names: string[], others: string[], key: string) =>
      names.filter((name) => !others.includes(name)).map((name) => t(key, { name }));
    return [...moved, ...only(after, before, "twin.began"), ...only(before, after, "twin.ended")];
  }

  function changed(day: Day) {
    for (const change of data.changes.filter((each) => each <= day).reverse()) {
      const told = toldOf(time.add(change, -1), change);
      if (told.length) return [t("twin.last_change", { date: t.date(change) }), ...told];
    }
    return [];
  }

  function events(day: Day) {
    const since = time.add(day, -data.event_days);
    return data.features.events
      .filter(({ start }) => since < start && start <= day)
      .sort((a, b) => (a.start < b.start ? 1 : a.start > b.start ? -1 : 0))
      .map((event) => t("twin.event", { date: t.date(event.start), title: t.nameOf(event, day) }));
  }

  function sure(day: Day) {
    const ground = controlOn(day).filter(({ unit }) => subject.includes(unit));
    if (!ground.length) return [];
    const known = ["high", "medium", "low"].map((confidence) =>
      sum(
        ground.filter((item) => item.confidence === confidence),
        (item) => item.km2,
      ),
    );
    const [high, medium, low] = percents(known);
    return [t("twin.confidence", { high, medium, low })];
  }

  const passages = { held, districts, lines, zones, differing, changed, events, sure };

  // [{heading, lines}], those with nothing to say left out.
  return (day: Day) =>
    Object.entries(passages)
      .map(([key, tell]) => ({ heading: t(`twin.${key}`), lines: tell(day) }))
      .filter((passage) => passage.lines.length);
}
