// A page that a browser saved: page.html begins it again as it was written, and beside that copy
// stands the link to what was on screen.

const copy = document.getElementById("as-written");
const opened = copy?.dataset.link ?? "";

// What is asked of this page: by its address, else by the page that was saved.
export const search = () => location.search || opened;

// Note what is on screen, should the page be saved.
export function keep(link: string) {
  if (copy) copy.dataset.link = link;
}
