// What is said aloud after a change: the day, its period and what changed; the latest only.

// `now()` gives { day, compare, playing, step }: `step` is that of the tour on screen, or null.
function speaking(data, t, periodAt, now) {
  const PAUSE_MS = 400;
  const region = byId("spoken");
  const captionOf = captions(data, t);
  let last = null;

  const sentence = (parts) => parts.map((part) => part.replace(/[.։]$/, "")).join(". ") + ".";

  // A slider that has the focus says its own date.
  const saidBySlider = () => document.activeElement?.matches("input[type=range]");

  function whatChanged(day, compare) {
    if (compare === null) return captionOf(day, last !== null && last < day ? last : undefined);
    const [since, until] = [day, compare].sort();
    const dates = { since: t.date(since), until: t.date(until) };
    return [t("compare.from_to", dates), ...captionOf(until, since)];
  }

  const tell = afterPause(() => {
    const { day, compare, playing, step } = now();
    if (playing) return;
    const date = saidBySlider() && compare === null ? [] : [t.date(day), periodAt(day)];
    const told = step ? [step.title, step.text] : whatChanged(day, compare);
    say(region, sentence([...date, ...told]));
    last = day;
  }, PAUSE_MS);

  return { tell };
}
