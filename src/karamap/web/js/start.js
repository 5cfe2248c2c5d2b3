// The start. Whatever goes wrong is told in the page: never a blank map.

window.karamap = { time };
window.karamap.ready = new Promise((done, failed) => {
  try {
    const data = readPayload(byId("karamap-data").textContent);
    done(start(chart, data, document.body.dataset.host));
  } catch (error) {
    window.karamapFailed(error.message);
    failed(error);
  }
});
