// What is told of, and in whose words.

import type { Messages } from "./messages.ts";
import type { Payload } from "./payload.ts";

export interface Telling {
  data: Payload;
  t: Messages;
}
