// What most parts of the page work with.

import type { Commands } from "./commands.ts";
import type { Karamap } from "./karamap.ts";
import type { Messages } from "./messages.ts";
import type { Payload } from "./payload.ts";
import type { Store } from "./store.ts";

export interface Context {
  data: Payload;
  t: Messages;
  store: Store;
  commands: Commands;
  karamap: Karamap;
}
