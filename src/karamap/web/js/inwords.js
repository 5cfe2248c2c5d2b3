// The map of the day in words, for those who do not see it and those who want to quote it.

function inWordsTab(data, t, karamap) {
  const root = el("div", { class: "in-words" });
  const tell = twinOf(data, t);
  const heading = () =>
    t("twin.title", {
      date: t.date(karamap.date),
      period: t(data.periods.findLast(([start]) => start <= karamap.date)[1]),
    });

  // The whole as plain text, the same as `karamap at` prints.
  function asText() {
    const passages = tell(karamap.date).map(({ heading: head, lines }) =>
      [head, ...lines.map((line) => `  ${line}`)].join("\n"),
    );
    return [heading(), ...passages].join("\n\n");
  }

  function draw() {
    root.replaceChildren(
      el("p", { class: "moment" }, heading()),
      copyButton(t, asText),
      ...tell(karamap.date).flatMap(({ heading: head, lines }) => [
        el("h2", {}, head),
        el("ul", {}, ...lines.map((line) => el("li", {}, line))),
      ]),
    );
  }

  return { root, draw, asText };
}

// A button that puts a text on the clipboard, and says so.
function copyButton(t, text) {
  const button = el("button", { type: "button", class: "copy" }, t("copy.text"));
  const done = (key) => {
    say(button, t(key));
    setTimeout(() => say(button, t("copy.text")), 2000);
  };
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      done("copy.text_done");
    } catch {
      done(copyByHand(text()) ? "copy.text_done" : "copy.text_refused");
    }
  });
  return button;
}

// Where the clipboard is closed to scripts (a frame, a page from disk), the old way may be open.
function copyByHand(text) {
  const area = el("textarea", { class: "spoken" });
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}
