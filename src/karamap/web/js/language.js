// The language of the page: its texts, numbers, dates and names, changeable at any moment.

function speech(data) {
  let language = data.language;

  // One text of the interface, its {placeholders} filled.
  const t = (key, values = {}) =>
    data.strings[language][key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  // A text of the data, given by language; English where a language lacks it.
  const words = (text) => text?.[language] ?? text?.en ?? "";

  // The language's own names first, then the others in alphabetical order of language.
  const order = () => [language, ...data.names_in.filter((each) => each !== language)];

  function namesOf(feature, day) {
    const span = feature.names?.find((each) => time.visible(each.start, each.end, day));
    const known = span?.name ?? feature.name;
    return [...new Set(order().map((each) => known[each]).filter(Boolean))];
  }

  // What a feature was called on a day, twin of karamap.names.name_on.
  function name(feature, day) {
    const span = feature.names?.find((each) => time.visible(each.start, each.end, day));
    const known = span?.name ?? feature.name;
    return known[language] ?? known.en ?? feature.name.en ?? feature.id;
  }

  const otherNames = (feature, day) =>
    [...new Set([...namesOf(feature, day).slice(1), ...(feature.alt_names ?? [])])].join(" · ");

  // Numbers and dates by the tables of karamap.locales, the same in every browser.
  function number(value, decimals = 0) {
    const { group, decimal } = data.locales[language];
    const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
    const text = part ? `${grouped}${decimal}${part}` : grouped;
    return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
  }

  function date(day) {
    const { months, long_date: pattern } = data.locales[language];
    const values = {
      day: Number(day.slice(8)),
      day2: day.slice(8),
      month: months[Number(day.slice(5, 7)) - 1],
      year: day.slice(0, 4),
    };
    return pattern.replace(/\{(\w+)\}/g, (whole, part) => values[part]);
  }

  const monthShort = (month) => data.locales[language].months_short[month - 1];
  const monthOfYear = (day) =>
    `${data.locales[language].months_alone[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

  return {
    t,
    speak: { words, name, namesOf, otherNames, number, date, monthShort, monthOfYear, t },
    get language() { return language; },
    set language(to) { language = to; },
  };
}

// Write every text that the page was delivered with in the language it has now.
function writeTexts(t) {
  for (const node of document.querySelectorAll("[data-t]")) say(node, t(node.dataset.t));
  for (const name of ["title", "aria-label"]) {
    for (const node of document.querySelectorAll(`[data-t-${name}]`)) {
      const key = node.getAttribute(`data-t-${name}`);
      const hint = node.dataset.key ? ` (${node.dataset.key})` : "";
      node.setAttribute(name, t(key) + (name === "title" ? hint : ""));
    }
  }
}
