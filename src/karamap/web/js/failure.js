// Loaded first: if the map cannot start, say so where the map would be.

window.karamapFailed = (message) => {
  const box = document.getElementById("failure");
  if (!box || document.body.classList.contains("ready")) return;
  box.textContent = box.dataset.text.replace("{error}", message);
  box.hidden = false;
};
window.addEventListener("error", ({ message }) => window.karamapFailed(message));
