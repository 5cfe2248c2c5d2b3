// The front door: what the map is, and three ways in. Shown until a reader has taken one.

// `ways` has what each button does, by its `data-way`.
function welcome(ways) {
  const box = byId("welcome");
  const KEY = "karamap-welcomed";

  // some frames and browsers keep nothing: then each visit is the first
  function remembered(act) {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  }

  function close() {
    box.hidden = true;
    remembered((store) => store.setItem(KEY, "1"));
  }

  for (const button of box.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      close();
      ways[button.dataset.way]?.();
    });
  }

  return {
    // A link that asks for something leads past the door.
    open: (asked) => (box.hidden = asked !== "" || remembered((store) => store.getItem(KEY)) !== null),
    close,
  };
}
