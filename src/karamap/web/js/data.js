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

  const formOf = (code) => {
    if (Array.isArray(code[0][0])) return "area";
    return code[0].length === 2 ? "point" : "line";
  };

  // The corners of encoded paths, without unrolling them into points.
  function boundsOf(paths) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const flat of paths) {
      let x = 0;
      let y = 0;
      for (let i = 0; i < flat.length; i += 2) {
        x += flat[i];
        y += flat[i + 1];
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
      }
    }
    return L.latLngBounds([south * scale, west * scale], [north * scale, east * scale]);
  }

  // A geometry is unrolled when it is first asked for: most are never on screen.
  const decoded = new Map();
  function geometryOf(index) {
    if (decoded.has(index)) return decoded.get(index);
    const code = data.geometries[index];
    const form = formOf(code);
    let shape = null;
    let bounds = null;
    const geometry = {
      form,
      shape: () =>
        (shape ??= form === "area" ? code.map((rings) => rings.map(unroll)) : code.map(unroll)),
      bounds: () => (bounds ??= boundsOf(form === "area" ? code.flat() : code)),
    };
    decoded.set(index, geometry);
    return geometry;
  }

  // The rows of a table by column (payload.py): each key and each repeated value stands there once.
  function rowsOf({ count, columns }) {
    const rows = Array.from({ length: count }, () => ({}));
    for (const [key, column] of Object.entries(columns)) {
      const valueAt = Array.isArray(column) ? (i) => column[i] : (i) => column.of[column.at[i]];
      rows.forEach((row, i) => {
        const value = valueAt(i);
        if (value !== undefined) row[key] = value;
      });
    }
    return rows;
  }

  for (const layer of data.layers) {
    data.features[layer.id] = rowsOf(data.features[layer.id]);
    for (const feature of data.features[layer.id]) {
      feature.layer = layer.id;
      if (feature.geometry === undefined) continue;
      const { form, shape, bounds } = geometryOf(feature.geometry);
      feature.form = form;
      Object.defineProperties(feature, { shape: { get: shape }, bounds: { get: bounds } });
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
