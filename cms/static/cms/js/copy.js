// Copies a text field. The button exists only where it can work.
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const word = button.querySelector("[data-copy-word]");
  const before = word.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      source.select(); // an insecure address has no clipboard: select, so that one key is left to press
      return;
    }
    word.textContent = button.dataset.done;
    document.querySelector("[data-copy-status]").textContent = button.dataset.done;
    setTimeout(() => { word.textContent = before; }, 2500);
  });
}
