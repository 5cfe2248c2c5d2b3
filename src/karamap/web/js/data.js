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
