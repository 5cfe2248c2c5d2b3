// The language of the page: its texts, numbers, dates and names, changeable at any moment.

// Returns `t`: called, it gives a text of the interface with its {placeholders} filled; its
// functions write names, numbers and dates, all in the language that `data.language` names now.
function speaker(data) {
  const filled = (text, values) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const t = (key, values = {}) => filled(data.strings[data.language][key], values);
  const locale = () => data.locales[data.language];

  // A text of the data, given by language; English where a language lacks it.
  t.words = (text) => text?.[data.language] ?? text?.en ?? "";

  const known = (feature, day) =>
    feature.names?.find(({ start, end }) => time.visible(start, end, day))?.name ?? feature.name;

  // A feature's names: the language's own first, then the others in alphabetical order of language.
  t.namesOf = (feature, day) => {
    // English where places have no names in the language of the interface
    const own = data.names_in.includes(data.language) ? data.language : "en";
    const order = [own, ...data.names_in.filter((each) => each !== own)];
    return [...new Set(order.map((each) => known(feature, day)[each]).filter(Boolean))];
  };

  // What a feature was called on a day, twin of karamap.names.name_on.
  t.nameOf = (feature, day) => {
    const names = known(feature, day);
    return names[data.language] ?? names.en ?? feature.name.en ?? feature.id;
  };

  t.otherNames = (feature, day) =>
    [...new Set([...t.namesOf(feature, day).slice(1), ...otherForms(feature)])].join(" \u00b7 ");
  // in Latin letters, for readers of English
  const otherForms = (feature) => (data.language === "en" ? (feature.alt_names ?? []) : []);

  // Numbers and dates by the tables of karamap.locales, the same in every browser.
  t.number = (value, decimals = 0) => {
    const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
    const grouped =
      whole.length < locale().grouped_from
        ? whole
        : whole.replace(/\B(?=(\d{3})+$)/g, locale().group);
    const text = part ? `${grouped}${locale().decimal}${part}` : grouped;
    return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
  };
  t.signed = (value) =>
    value > 0 && Math.round(value) > 0 ? `+${t.number(value)}` : t.number(value);

  const inPattern = (day, pattern, months, days) =>
    filled(pattern, {
      day: days ?? Number(day.slice(8)),
      day2: days ?? day.slice(8),
      month: months[Number(day.slice(5, 7)) - 1],
      year: day.slice(0, 4),
    });
  // `days` stands for the day's own number where more days of its month are meant.
  t.date = (day, days) => inPattern(day, locale().long_date, locale().months, days);
  t.shortDate = (day) => inPattern(day, "{day} {month} {year}", locale().months_short);
  t.monthShort = (month) => locale().months_short[month - 1];
  t.monthOfYear = (day) => inPattern(day, locale().month_of_year, locale().months_alone);
  t.monthInBound = (month) => locale().months_bound[month - 1];
  t.year = (year) => `${year}${locale().year_endings[year % 100] ?? ""}`;
  return t;
}

// A date as precise as its source: "May 1992" for 1992-05, "about 1930" for 1930~.
function sourceDate(t, first, edtf) {
  if (edtf === undefined) return t.date(first);
  const plain = edtf.replace(/[~?%]/g, "");
  const about = plain !== edtf;
  const [since, until = since] = plain.split("/");
  if (inOneMonth([since, until]))
    return t.date(until, `${Number(since.slice(8))}\u2013${Number(until.slice(8))}`);
  const ends = plain.split("/").map((end) => oneDate(t, end));
  const text = [...new Set(ends)].filter(Boolean).join("\u2013");
  return about ? t("date.about", { date: text }) : text;
}

function inOneMonth([since, until]) {
  const day = /^\d{4}-\d{2}-\d{2}$/;
  return day.test(since) && day.test(until) && since < until && since.slice(0, 7) === until.slice(0, 7);
}

function oneDate(t, text) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return t.date(text);
  if (/^\d{4}-\d{2}$/.test(text)) return t.monthOfYear(text);
  if (/^\d{3}X$/.test(text)) return t("date.decade", { year: t.year(text.replace("X", "0")) });
  return text === ".." ? "" : text;
}

const BOUNDS = { since: "popup.since", until: "popup.until" };

// "Since" or "until" such a date, in the case that the language asks for.
function sinceOrUntil(t, side, first, edtf) {
  if (edtf === undefined) return t(BOUNDS[side], { date: t.date(first) });
  const plain = edtf.replace(/[~?%]/g, "");
  const ends = [...new Set(plain.split("/").filter((end) => end && end !== ".."))];
  const text = ends.length > 1 && !inOneMonth(ends)
    ? t(`${side}.between`, { first: t.date(dayOf(ends[0], "first")), last: t.date(dayOf(ends[1], "last")) })
    : atOnce(t, side, ends.length > 1 ? plain : ends[0]);
  return plain === edtf ? text : t("date.roughly", { span: text });
}

function atOnce(t, side, text) {
  const year = t.year(text.slice(0, 4).replace("X", "0"));
  if (/^\d{4}-\d{2}$/.test(text))
    return t(`${side}.month`, { month: t.monthInBound(Number(text.slice(5))), year });
  if (/^\d{4}$/.test(text)) return t(`${side}.year`, { year });
  if (/^\d{3}X$/.test(text)) return t(`${side}.decade`, { year });
  return t(BOUNDS[side], { date: sourceDate(t, null, text) });
}

// The first or last day that a month or year has.
function dayOf(text, end) {
  const [year, month, day] = text.split("-");
  if (day) return text;
  const ofYear = month ?? (end === "first" ? "01" : "12");
  const lastDay = new Date(Date.UTC(Number(year), Number(ofYear), 0)).getUTCDate();
  return `${year}-${ofYear}-${end === "first" ? "01" : lastDay}`;
}

// A text that is written anew when the language changes.
const told = (tag, t, key, attributes = {}, values = {}) =>
  el(tag, { "data-t": key, ...attributes, ...prefixed(values) }, t(key, values));

const prefixed = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`data-${name}`, value]));

// Write every such text, wherever it is, in the language of now.
function writeTexts(t) {
  for (const node of document.querySelectorAll("[data-t]"))
    say(node, t(node.dataset.t, node.dataset));
  for (const name of ["title", "aria-label", "placeholder"]) {
    for (const node of document.querySelectorAll(`[data-t-${name}]`)) {
      const hint = name === "title" && node.dataset.key ? ` (${node.dataset.key})` : "";
      node.setAttribute(name, t(node.getAttribute(`data-t-${name}`)) + hint);
    }
  }
}

// The language to open in: that of the link, else the reader's own, else the page's.
function chosenLanguage(data, asked) {
  if (data.languages.includes(asked)) return asked;
  if (!data.follows_reader) return data.language;
  const own = navigator.languages.map((tag) => tag.slice(0, 2));
  return own.find((each) => data.languages.includes(each)) ?? data.language;
}

// The choice of language in the page; `choose(language)` is called on a change.
function languageSwitch(data, t, choose) {
  const select = byId("language");
  for (const each of data.languages) {
    select.append(el("option", { value: each, lang: each }, data.strings[each]["language.name"]));
  }
  select.addEventListener("change", () => choose(select.value));
  return { draw: () => (select.value = data.language) };
}
