// How long a talk has gone on, and how long it may.

import { say } from "./dom.ts";

export function stopwatch(node: HTMLElement, minutes: () => number | null) {
  let since = 0;
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");

  function draw() {
    const seconds = since ? (Date.now() - since) / 1000 : 0;
    const whole = minutes();
    say(node, `${two(seconds / 60)}:${two(seconds % 60)}${whole ? ` / ${two(whole)}:00` : ""}`);
    node.classList.toggle("over", whole !== null && seconds > whole * 60);
  }

  setInterval(() => node.offsetParent && draw(), 500);
  return {
    restart() {
      since = Date.now();
      draw();
    },
  };
}
