// The payload read back: features with their geometry, texts, sources.

function readPayload(text) {
  const data = JSON.parse(text);
  const scale = 1 / data.units_per_degree;

  const unroll = (flat) => {
    const path = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < flat.length; i += 2) {
      x += flat[i];
      y += flat[i + 1];
      path.push(L.latLng(y * scale, x * scale));
    }
    return path;
  };

  const decoded = new Map();
  const formOf = (code) => {
    if (Array.isArray(code[0][0])) return "area";
    return code[0].length === 2 ? "point" : "line";
  };
  const geometryOf = (index) => {
    if (!decoded.has(index)) {
      const code = data.geometries[index];
      const form = formOf(code);
      const shape = form === "area" ? code.map((rings) => rings.map(unroll)) : code.map(unroll);
      decoded.set(index, { form, shape });
    }
    return decoded.get(index);
  };

  for (const layer of data.layers) {
    for (const feature of data.features[layer.id]) {
      feature.layer = layer.id;
      if (feature.geometry === undefined) continue;
      Object.assign(feature, geometryOf(feature.geometry));
      if (feature.form === "point") feature.at = feature.shape[0][0];
      feature.spots = feature.spots?.map(([x, y, room]) => ({
        at: L.latLng(y * scale, x * scale),
        room: room * scale,
      }));
    }
  }
  data.themes = Object.fromEntries(data.themes.map((theme) => [theme.theme, theme]));
  data.style = data.themes[data.opens_in];
  return data;
}

// One text of the interface, its {placeholders} filled.
function speaker(strings) {
  return (key, values = {}) =>
    strings[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// Whole km2 with the spaces, points or commas of the page's language; with their sign if `always`.
function areaWriter(language, signDisplay = "auto") {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0, signDisplay });
  return (km2) => whole.format(km2);
}

const longDate = (t, day) =>
  t("date.long", {
    day: Number(day.slice(8)),
    month: t(`month.${Number(day.slice(5, 7))}`),
    year: day.slice(0, 4),
  });

// A date as precise as its source: "May 1992" for 1992-05, "about 1930" for 1930~.
function sourceDate(t, day, edtf) {
  if (edtf === undefined) return longDate(t, day);
  const plain = edtf.replace(/[~?%]/g, "");
  const about = plain !== edtf;
  let text = longDate(t, day);
  if (/^\d{4}$/.test(plain)) text = plain;
  else if (/^\d{4}-\d{2}$/.test(plain)) {
    text = `${t(`month.${Number(plain.slice(5))}`)} ${plain.slice(0, 4)}`;
  } else if (plain !== day) text = plain.replace("/", "–");
  return about ? t("date.about", { date: text }) : text;
}

// A feature's names: [first in the page's language, others in alphabetical order of language].
function namesOf(feature, day, languages) {
  const span = feature.names?.find((each) => time.visible(each.start, each.end, day));
  const known = span?.name ?? feature.name;
  const names = languages.map((language) => known[language]).filter(Boolean);
  return [...new Set(names)];
}
