// Full-text search over places, events and claims, in all languages at once.

function searching(data) {
  const soundOf = sounds(data.sounds);
  const MOST = 40;
  // how good a hit is, the least the best; the rank of a place decides among equals
  const NAMED = 0;
  const NAME_BEGINS = 1;
  const WORD_BEGINS = 2;
  const TOLD = 3;
  let index = null;

  const tokensOf = (text) =>
    text
      .split(/[^\p{L}\p{N}]+/u)
      .map(soundOf)
      .filter(Boolean);

  function namesOfPlace(place) {
    const versions = [place.name, ...(place.names ?? []).map(({ name }) => name)];
    return [...versions.flatMap((names) => Object.values(names)), ...(place.alt_names ?? [])];
  }

  const entryOf = (kind, item, names, texts) => ({
    kind,
    item,
    names: [...new Set(names.map(soundOf))],
    words: [...new Set(names.flatMap(tokensOf))],
    told: [...new Set(texts.flatMap(tokensOf))],
  });

  // Built when somebody first searches: most visits never do.
  function build() {
    const { claims } = data.story;
    return [
      ...data.features.places.map((place) => entryOf("place", place, namesOfPlace(place), [])),
      ...data.features.events.map((event) =>
        entryOf("event", event, Object.values(event.name), Object.values(event.summaries)),
      ),
      ...claims.map((claim) =>
        entryOf("claim", claim, [], [...Object.values(claim.claim), ...Object.values(claim.note)]),
      ),
    ];
  }

  function score({ kind, names, words, told }, wanted, parts) {
    const begins = (list) => parts.every((part) => list.some((word) => word.startsWith(part)));
    if (kind === "place" && names.includes(wanted)) return NAMED;
    if (kind === "place" && names.some((name) => name.startsWith(wanted))) return NAME_BEGINS;
    if (begins(words)) return WORD_BEGINS;
    return begins([...words, ...told]) ? TOLD : null;
  }

  const order = (a, b) =>
    a.score - b.score ||
    (a.item.rank ?? 9) - (b.item.rank ?? 9) ||
    (a.item.id < b.item.id ? -1 : 1);

  // The best hits: [{kind, item}, ...], places by rank before what is told of them.
  return function find(query) {
    const wanted = soundOf(query);
    if (!wanted) return [];
    index ??= build();
    const parts = tokensOf(query);
    return index
      .map((entry) => ({ ...entry, score: score(entry, wanted, parts) }))
      .filter((hit) => hit.score !== null)
      .sort(order)
      .slice(0, MOST);
  };
}
