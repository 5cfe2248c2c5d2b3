// The map put together: the store, the parts that follow it, and the page around them.

import { api } from "./api.ts";
import { commandsOf } from "./core/commands.ts";
import type { Context } from "./core/context.ts";
import { listeners, tellChanges } from "./core/listeners.ts";
import { messages } from "./core/messages.ts";
import { HOWS } from "./core/modes.ts";
import type { Loaded } from "./core/payload.ts";
import { inStateOf } from "./core/read-payload.ts";
import { search } from "./core/saved.ts";
import type { State } from "./core/store.ts";
import { createStore } from "./core/store.ts";
import { addressHost, openingDay } from "./hosts/address.ts";
import { embedHost } from "./hosts/embed.ts";
import { streamlitHost } from "./hosts/streamlit.ts";
import { gestures, isFramed } from "./map/gestures.ts";
import type { Maps } from "./map/maps.ts";
import { makeMaps } from "./map/maps.ts";
import { taking } from "./ui/copy.ts";
import { byId } from "./ui/dom.ts";
import { fullScreen } from "./ui/full-screen.ts";
import { keyHelp } from "./ui/help.ts";
import { keyboard } from "./ui/keyboard.ts";
import { chosenLanguage, pageLanguage } from "./ui/language.ts";
import * as notices from "./ui/notices.ts";
import type { Panels } from "./ui/panels.ts";
import { makePanels } from "./ui/panels.ts";
import { pictureDialog } from "./ui/picture-dialog.ts";
import { rovingTabindex } from "./ui/roving-tabindex.ts";
import { skipLinks } from "./ui/skip-links.ts";
import { theming } from "./ui/theme.ts";
import { parentSearch, welcome } from "./ui/welcome.ts";

// As it is before anything is drawn.
const initialState = (data: Loaded): State => ({
  date: "",
  compare: null,
  how: HOWS[0],
  active: "date",
  layers: [],
  view: [0, 0, 0],
  language: chosenLanguage(data, new URLSearchParams(search()).get("lang")),
  theme: data.opens_in,
  mode: null,
  tab: null,
  step: null,
  talk: null,
  playing: false,
});

export function start(map: L.Map, loaded: Loaded, host: string | undefined) {
  const { language: written } = loaded;
  const store = createStore(initialState(loaded));
  const data = inStateOf(loaded, store);
  const t = messages(data);
  const events = listeners();
  const commands = commandsOf(data, t, store, () => karamap.release());
  const karamap = api(data, t, store, commands, events, () => ({
    setView: maps.frame.setView,
    showMoment: maps.moments.show,
    endMoment: maps.moments.end,
    visible: maps.visible,
    project: maps.frame.project,
    picture: maps.picture.draw,
    text: panels.story.text,
    pause: panels.play.pause,
    openAsked(asked: URLSearchParams) {
      const complaints = panels.story.openAsked(asked);
      if (complaints.length) notices.show(complaints.join(" "));
    },
  }));
  const context: Context = { data, t, store, commands, karamap };

  // what all others are drawn in comes first
  pageLanguage(t, store, written);
  theming(data, store);
  const maps = makeMaps(context, map);
  const panels = makePanels(context, maps);
  wireKeys(context, map, maps, panels);
  gestures(map, t, { shy: host === "embed" && isFramed() });
  const door = welcome({ tour: () => panels.story.openTour(1), present: panels.present });
  // the page has followed when others hear of it
  tellChanges(store, events.tell);

  maps.frame.start();
  const { layers, view, compare } = data.opens_with;
  commands.setLayers(layers ?? data.layers.filter(({ shown }) => shown).map(({ id }) => id));
  // inside the app Python tells the day
  commands.setDate(host === "component" ? data.opens_on : openingDay(map, data));
  if (view) karamap.setView(view);
  if (compare) commands.setCompare(compare);
  if (host === "component") streamlitHost(karamap).start();
  else addressHost(map, data, t, karamap, panels.story, { follows: host !== "embed" }).start();
  if (host === "embed") embedHost(karamap, t).start();
  else door.open(host === "component" ? parentSearch() : search());
  document.body.classList.add("ready");
  return karamap;
}

// The keys, and the buttons that do the same.
function wireKeys(context: Context, map: L.Map, maps: Maps, panels: Panels) {
  const { data, t, store } = context;
  const { chosen, compared } = maps;
  const { line, play, story, clock } = panels;
  const help = keyHelp(t);
  const roving = rovingTabindex(
    map,
    data,
    store,
    () => maps.inView(store.get("layers")),
    chosen.openItem,
  );
  byId("help").addEventListener("click", help.open);
  byId("dismiss").addEventListener("click", notices.clear);
  skipLinks({ map: roving.focus, timeline: () => byId("year").focus(), words: story.words });
  const acts = {
    "?": help.open,
    " ": play.toggle,
    f: fullScreen(t),
    c: panels.toggleCompare,
    i: pictureDialog(
      context,
      maps.reframed,
      taking(t, () => `nagorno-karabakh-${store.get("date")}.png`),
    ),
    t: story.toggle,
    "/": story.search,
    s: panels.present,
    Escape: () => chosen.close() || story.close(),
    identify: chosen.identifyMiddle,
  };
  keyboard(data, map, clock, line, [compared.handle, roving, panels.marks], story, acts);
}
