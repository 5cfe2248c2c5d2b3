// Playing: one step after the other, each after the last was painted.

import { isCalm } from "./motion.ts";

interface Playback {
  // take a step, or tell that there is none
  step(): boolean;
  // from a painted step to the next
  pauseMs(): number;
  // it began, or ended
  turned(): void;
}

export function playback({ step, pauseMs, turned }: Playback) {
  let timer = 0;
  let playing = false;

  function go() {
    if (!step()) return pause();
    const painted = () => {
      timer = window.setTimeout(go, pauseMs());
    };
    requestAnimationFrame(() => requestAnimationFrame(() => playing && painted()));
  }

  function play() {
    if (playing) return;
    playing = true;
    turned();
    go();
  }

  function pause() {
    if (!playing) return;
    playing = false;
    clearTimeout(timer);
    turned();
  }

  return {
    play,
    pause,
    toggle: () => (playing ? pause() : play()),
    get playing() {
      return playing;
    },
  };
}

// Where less motion is asked for, every step gets at least a second.
const STEP_MS = 1000;
export const pauseFor = (speed: number) => Math.max(STEP_MS / speed, isCalm() ? STEP_MS : 0);
