// What lies under a point: the block of ground and its history, the zones and the district.

function insideRing(ring, { lat, lng }) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i];
    const b = ring[j];
    if (a.lat > lat !== b.lat > lat && lng < ((b.lng - a.lng) * (lat - a.lat)) / (b.lat - a.lat) + a.lng) {
      inside = !inside;
    }
  }
  return inside;
}

const insideArea = (feature, point) =>
  feature.bounds.contains(point) &&
  feature.shape.some((rings) => rings.reduce((inside, ring) => inside !== insideRing(ring, point), false));

function groundIndex(data) {
  const areas = data.layers.flatMap(({ id }) => data.features[id]).filter(({ form }) => form === "area");

  const under = (layer, point, day) =>
    areas.filter(
      (feature) =>
        feature.layer === layer &&
        (day === undefined || time.visible(feature.start, feature.end, day)) &&
        insideArea(feature, point),
    );

  // The spans of the block of ground under a point, in order of time.
  function history(point) {
    const blocks = data.features.control;
    const hit = blocks.find((feature) => feature.form === "area" && insideArea(feature, point));
    if (!hit) return [];
    return blocks.filter(({ block }) => block === hit.block).sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  return { under, history };
}

// Join spans that follow each other with the same holder.
function mergedHolders(spans) {
  const joined = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before && before.class === span.class && before.end === span.start) {
      before.end = span.end;
      before.end_edtf = span.end_edtf;
    } else joined.push({ ...span });
  }
  return joined;
}
