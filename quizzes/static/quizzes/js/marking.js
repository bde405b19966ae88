// Keys of the page where an answer is marked. Without this script the links and the button do it all.
const form = document.querySelector("[data-marking]");
const status = form?.querySelector("[data-status]");
const FIELDS = "input, textarea, select, [contenteditable]";
let changed = false;

/** Goes to the answer before or after, unless something would be lost. */
function go(link) {
  if (!link) return;
  if (changed && status) status.textContent = status.dataset.unsaved;
  else link.click();
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
  if (!plain || event.defaultPrevented || event.target.closest(FIELDS)) return;
  if (event.key === "ArrowLeft") go(document.querySelector("[data-previous]"));
  if (event.key === "ArrowRight") go(document.querySelector("[data-next]"));
}

document.addEventListener("keydown", onKey);
form?.addEventListener("input", () => {
  changed = true;
  if (status) status.textContent = "";
});
for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
