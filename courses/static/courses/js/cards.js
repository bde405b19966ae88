// Counts which cards were opened, so that one knows what is left. The cards themselves are plain <details>.
for (const root of document.querySelectorAll("[data-cards]")) {
  const cards = [...root.querySelectorAll("details")];
  const count = root.querySelector("[data-cards-count]");
  root.addEventListener("toggle", (event) => {
    if (!event.target.open) return;
    event.target.dataset.seen = "";
    const seen = cards.filter((card) => "seen" in card.dataset).length;
    count.textContent = count.dataset.words.replace("{n}", seen);
    count.hidden = false;
  }, true);
}
