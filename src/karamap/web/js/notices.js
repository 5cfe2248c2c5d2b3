// Messages to the reader, inside the page.

const notices = {
  show(text) {
    const box = byId("notice");
    box.querySelector("p").textContent = text;
    box.hidden = false;
  },
  clear() {
    byId("notice").hidden = true;
  },
};
