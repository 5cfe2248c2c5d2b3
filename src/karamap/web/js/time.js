// The time rule, twin of karamap.dates: ISO texts compare like the days they name.

const time = (() => {
  const DAY_MS = 86_400_000;
  const YEAR = /^\d{4}$/;

  // Half open: the day of hand-over belongs to the new holder.
  const visible = (start, end, day) => start <= day && (end === null || day < end);

  const utc = (day) => Date.parse(`${day}T00:00:00Z`);
  const iso = (ms) => new Date(ms).toISOString().slice(0, 10);

  const add = (day, days) => iso(utc(day) + days * DAY_MS);
  const between = (from, to) => Math.round((utc(to) - utc(from)) / DAY_MS);
  const year = (day) => Number(day.slice(0, 4));
  const yearEnd = (number) => `${number}-12-31`;
  const daysInYear = (number) => between(`${number}-01-01`, yearEnd(number)) + 1;
  const dayOfYear = (day) => between(`${day.slice(0, 4)}-01-01`, day);

  // The day a text names (YYYY: its 31 December), or null if it names none from `first` to `last`.
  function parse(text, first, last) {
    const typed = String(text).trim();
    const day = YEAR.test(typed) ? `${typed}-12-31` : typed;
    if (Number.isNaN(utc(day)) || iso(utc(day)) !== day) return null;
    return first <= day && day <= last ? day : null;
  }

  return { visible, parse, add, between, year, yearEnd, daysInYear, dayOfYear };
})();
