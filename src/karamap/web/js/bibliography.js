// The whole bibliography, what each source is used for and where it leans; how to cite a view.

function bibliographyTab(data, t, karamap) {
  const root = el("div", { class: "bibliography" });
  let style = "apa";

  const quoted = (value) => (style === "csl" ? JSON.stringify(value).slice(1, -1) : value);

  // Twin of karamap.cite: the template of a style, filled for the view on screen.
  function citation() {
    const layers = karamap.layers.filter(
      (id) => data.layers.find((layer) => layer.id === id).choice,
    );
    const values = {
      author: data.cite.author,
      year: data.cite.year,
      day: karamap.date,
      title: t("snapshot.title", { date: t.date(karamap.date) }),
      code: data.code,
      version: data.version,
      layers: t("cite.layers", { layers: layers.map((id) => t(`layer.${id}`)).join(", ") }),
      link: karamap.link(),
    };
    return data.cite.templates[style].replace(/\$(\w+)/g, (whole, name) => quoted(values[name]));
  }

  function citeBox() {
    const select = el(
      "select",
      { "aria-label": t("cite.style") },
      ...Object.keys(data.cite.templates).map((each) =>
        el("option", { value: each, selected: each === style }, t(`cite.${each}`)),
      ),
    );
    select.addEventListener("change", () => {
      style = select.value;
      draw();
      root.querySelector("select").focus();
    });
    return [
      el("h2", {}, t("cite.title")),
      el("div", { class: "filters" }, select, copyButton(t, citation)),
      el("pre", { class: "citation", tabindex: 0, "aria-label": t("cite.title") }, citation()),
    ];
  }

  const usesOf = (uses) =>
    Object.entries(uses)
      .map(([table, count]) =>
        t("sources.use", { table: t(`table.${table}`), count: t.number(count) }),
      )
      .join(" · ");

  const rowOf = ({ key, reference, url, note, uses }) =>
    el(
      "li",
      { id: `source-${key}` },
      url
        ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, reference)
        : reference,
      note ? el("p", { class: "muted" }, note) : null,
      el("p", { class: "muted" }, usesOf(uses)),
    );

  function draw() {
    root.replaceChildren(
      ...citeBox(),
      el("h2", {}, t("policy.title")),
      ...data.policy.map((key) => el("p", { class: "policy" }, t(key))),
      el("h2", {}, t("sources.title", { count: data.sources.length })),
      el("p", { class: "muted" }, t("sources.about")),
      el("ol", {}, ...data.sources.map(rowOf)),
    );
  }

  return { root, draw };
}

// The sources of something told, folded until asked for.
function sourceList(data, t, keys) {
  if (!keys.length) return null;
  const items = keys.map((key) => {
    const { title, url } = data.sources[key];
    return el(
      "li",
      {},
      url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title) : title,
    );
  });
  return el(
    "details",
    { class: "sources" },
    el("summary", {}, t("popup.sources")),
    el("ul", {}, ...items),
  );
}
