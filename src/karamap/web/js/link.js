// A link to what is on screen, twin of karamap.link: only what differs from how the map opens.

function linkTo(data, karamap) {
  const usual = data.layers.filter(({ shown, choice }) => shown && choice).map(({ id }) => id);
  const choosable = data.layers.filter(({ choice }) => choice).map(({ id }) => id);
  const layers = choosable.filter((id) => karamap.layers.includes(id));
  const parts = [`date=${karamap.date}`];
  if (layers.join() !== usual.join()) parts.push(`layers=${layers.join()}`);
  parts.push(`view=${karamap.view.join()}`);
  if (karamap.compare !== null) parts.push(`compare=${karamap.compare}`);
  parts.push(`lang=${karamap.language}`);
  return `${homeAddress()}?${parts.join("&")}`;
}

// The address the page is published under; none for a page from disk.
function homeAddress() {
  let home = location;
  try {
    if (document.body.dataset.host === "component") home = window.parent.location;
  } catch {
    // a frame of another origin: its own address must do
  }
  return home.protocol.startsWith("http") ? home.origin + home.pathname : "";
}
