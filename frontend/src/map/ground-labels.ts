// What is written on the ground itself: what the land is called, who holds it, how it changed
// hands. What is said, and when, is the same as in karamap.describe.ground_labels.

import { groupBy } from "../core/lists.ts";
import type { Messages } from "../core/messages.ts";
import type { AreaFeature, Day, Feature, Payload } from "../core/payload.ts";
import { isArea, isMovement } from "../core/payload.ts";
import { covers, groundSpots, narrowed } from "./ground-spots.ts";
import { perView } from "./per-view.ts";

const FRONTS = ["line_of_contact", "front_lines_2020"];
// what is said on ground
const SAID_PX = 12.5;
const MOVED_PX = 12.5;
// lines that bear their names, a front its day
const NAMED_LINES = ["fronts_by_day", "roads"];
const LINE_PX = 11.5;

export interface GroundLabel {
  id: string;
  kind: "land" | "said" | "moved" | "line";
  px: number;
  // the lines it may be set in, the best first
  forms: string[][];
  // where its middle may be if it is so many pixels wide, the best first
  spots: (width: number) => L.LatLng[];
  // whether it may stand between two corners
  fits: (corners: L.LatLngBounds) => boolean;
}

// What is written on: the map, what there is on it, and in which words.
interface Written {
  room: ReturnType<typeof groundSpots>;
  data: Payload;
  t: Messages;
  // what of it is in view
  there: Feature[];
}

// Features there now, and those of them in view: a day looks at what comes and goes alone.
function inViewOf(map: L.Map) {
  const there = new Set<Feature>();
  const view = perView(map, (of: L.Map) => of.getBounds());
  const isInView = ({ bounds }: Feature) => view(map).intersects(bounds);
  const inView = perView(map, (all: Set<Feature>) => new Set([...all].filter(isInView)));
  return {
    all: () => [...inView(there)],
    add(feature: Feature) {
      there.add(feature);
      if (isInView(feature)) inView(there).add(feature);
    },
    delete(feature: Feature) {
      there.delete(feature);
      inView(there).delete(feature);
    },
  };
}

export function groundLabels(map: L.Map, data: Payload, t: Messages) {
  const classes = new Set(data.ground.rules.map((rule) => rule.feature_class));
  const room = groundSpots(map);
  const inView = inViewOf(map);
  const written = (): Written => ({ room, data, t, there: inView.all() });
  return {
    // Whether the ground of a feature may be written on, or is a line not to be written over.
    matters: (feature: Feature) =>
      classes.has(feature.class) ||
      [...FRONTS, ...NAMED_LINES].includes(feature.layer) ||
      isMovement(feature),
    add: (feature: Feature) => ({
      enter: () => inView.add(feature),
      leave: () => inView.delete(feature),
    }),
    land: (day: Day, layersOn: Set<string>) => landLabels(written(), day, layersOn),
    said: (day: Day, layersOn: Set<string>) => saidLabels(written(), day, layersOn),
    noted(day: Day, layersOn: Set<string>) {
      const shown = inView.all().filter(({ layer }) => layersOn.has(layer));
      return [...movedLabels(written(), day, shown), ...lineLabels(written(), day, shown)];
    },
  };
}

// A text in one line, and in two where it has a space or a hyphen to break it at.
function broken(text: string) {
  const breaks = [...text.matchAll(/[ -](?=.)/g)].map(({ index }) => index + 1);
  const longer = (at: number) => Math.max(at, text.length - at);
  const best = breaks.sort((a, b) => longer(a) - longer(b))[0];
  return best ? [[text], [text.slice(0, best).trimEnd(), text.slice(best)]] : [[text]];
}

const frontsOf = (there: Feature[]) => there.filter(({ layer }) => FRONTS.includes(layer));

const crossesFront = (fronts: Feature[], corners: L.LatLngBounds) =>
  fronts.some(
    (line) =>
      corners.intersects(line.bounds) &&
      (line.shape as L.LatLng[][]).some((path) => path.some((point) => corners.contains(point))),
  );

// The name of the land on a day, in the sizes it may have.
function landLabels({ room, data, t, there }: Written, day: Day, layersOn: Set<string>) {
  const { land, land_layer: landLayer, land_sizes: sizes, overhanging } = data.ground;
  if (!data.ground.named_with.some((layer) => layersOn.has(layer))) return [];
  const oblast = [data.features[landLayer][0] as AreaFeature];
  const [, key] = land.findLast(([start]) => start <= day) ?? land[0];
  const name = t(key).toLocaleUpperCase(data.language);
  const fronts = frontsOf(there);
  const label = (px: number, share: number): GroundLabel => ({
    id: "land",
    kind: "land",
    px,
    forms: broken(name),
    spots: (width) => room.on(oblast, width * share),
    fits: (corners) => covers(oblast, narrowed(corners, share)) && !crossesFront(fronts, corners),
  });
  // where it is small on the screen, only a share of its name lies on it
  return [...sizes.map((px) => label(px, 1)), label(sizes[sizes.length - 1], overhanging)];
}

// What is said of the ground on a day, the most telling first.
function saidLabels({ room, data, t, there }: Written, day: Day, layersOn: Set<string>) {
  const areas = there.filter(isArea).filter(({ layer }) => layersOn.has(layer));
  const said = data.ground.rules
    .filter(({ until }) => !until || day < until)
    .flatMap((rule) => {
      const [from, to] = rule.began ?? [data.first, "9999"];
      return areas
        .filter((item) => item.class === rule.feature_class)
        .filter(({ start }) => from <= start && start < to)
        .map((item) => ({
          item,
          words: t(rule.key, rule.dated ? { date: t.date(item.start) } : {}),
        }));
    });
  const fronts = frontsOf(there);
  return [...groupBy(said, ({ words }) => words)].map(([words, found]): GroundLabel => {
    const ground = found.map(({ item }) => item);
    return {
      id: words,
      kind: "said",
      px: SAID_PX,
      forms: broken(words),
      spots: (width) => room.on(ground, width),
      fits: (corners) => covers(ground, corners) && !crossesFront(fronts, corners),
    };
  });
}

// On the arrows of people who they were and how many.
function movedLabels({ room, t, there }: Written, day: Day, shown: Feature[]) {
  const fronts = frontsOf(there);
  return shown.filter(isMovement).map((feature): GroundLabel => {
    const name = t.nameOf(feature, day);
    return {
      id: feature.id,
      kind: "moved",
      px: MOVED_PX,
      forms: [[name], name.split(/ (?=\d)/)],
      spots: () => room.on([feature as AreaFeature], 0),
      fits: (corners) => !crossesFront(fronts, corners),
    };
  });
}

// On roads their names, on each of the fronts by day its day.
const lineLabels = ({ room, t }: Written, day: Day, shown: Feature[]) =>
  shown
    .filter(({ layer }) => NAMED_LINES.includes(layer))
    .map(
      (feature): GroundLabel => ({
        id: feature.id,
        kind: "line",
        px: LINE_PX,
        forms: [[t.nameOf(feature, day)]],
        spots: () => room.along(feature),
        fits: () => true,
      }),
    );
