import assert from "node:assert/strict";
import { test } from "node:test";
import { firstSentence } from "./sentences.ts";

test("the first sentence of a text in each of four scripts", () => {
  for (const [text, first] of [
    ["It begins. Then it ends.", "It begins."],
    [
      "\u0421\u043d\u0430\u0447\u0430\u043b\u0430 \u0442\u0430\u043a. \u041f\u043e\u0442\u043e\u043c \u0438\u043d\u0430\u0447\u0435.",
      "\u0421\u043d\u0430\u0447\u0430\u043b\u0430 \u0442\u0430\u043a.",
    ],
    [
      "\u054d\u056f\u056b\u0566\u0562\u0568\u0589 \u0540\u0565\u057f\u0578\u0589",
      "\u054d\u056f\u056b\u0566\u0562\u0568\u0589",
    ],
    ["It is 3.5 km long. No more.", "It is 3.5 km long."],
    ["Only one", "Only one"],
  ])
    assert.equal(firstSentence(text), first);
});
