// Items to be put in order: dragged, moved by buttons or by arrow keys. What counts stays in the selects that the
// page has without this module: they are filled at the first move and tell whoever saves.
function move(list, item, before) {
  list.insertBefore(item, before);
  number(list);
}

const items = (list) => [...list.querySelectorAll("[data-item]")];

function number(list) {
  const all = items(list);
  all.forEach((item, at) => {
    item.querySelector("[data-number-shown]").textContent = at + 1;
    item.querySelector("[data-up]").setAttribute("aria-disabled", at === 0);
    item.querySelector("[data-down]").setAttribute("aria-disabled", at === all.length - 1);
  });
}

function settle(list, moved = null) {
  const all = items(list);
  all.forEach((item, at) => { item.querySelector("select").value = String(at + 1); });
  all[0].querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  list.parentElement.querySelector("[data-as-is]").hidden = true;
  if (moved) say(list, moved);
}

function say(list, item) {
  const words = list.dataset.said
    .replace("{item}", item.querySelector("[data-text]").textContent.trim())
    .replace("{place}", items(list).indexOf(item) + 1)
    .replace("{total}", items(list).length);
  list.parentElement.querySelector("[data-moved]").textContent = words;
}

function step(list, item, by, button) {
  const all = items(list);
  const to = all.indexOf(item) + by;
  if (to < 0 || to >= all.length) return;
  move(list, item, by > 0 ? all[to].nextSibling : all[to]);
  button.focus();
  settle(list, item);
}

function drag(list, item, event) {
  const handle = event.currentTarget;
  if (event.button) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const before = items(list).indexOf(item);
  item.classList.add("ordering__item--held");
  const over = ({ clientY }) => {
    const middle = (each) => { const box = each.getBoundingClientRect(); return box.top + box.height / 2; };
    const others = items(list).filter((each) => each !== item);
    const next = others.find((each) => clientY < middle(each)) ?? null;
    if (next !== item.nextElementSibling) move(list, item, next);
    if (clientY < 80) scrollBy(0, -12);
    else if (clientY > innerHeight - 120) scrollBy(0, 12);
  };
  const end = () => {
    handle.removeEventListener("pointermove", over);
    item.classList.remove("ordering__item--held");
    if (items(list).indexOf(item) !== before) settle(list, item);
  };
  handle.addEventListener("pointermove", over);
  handle.addEventListener("lostpointercapture", end, { once: true });
}

function dress(list) {
  list.classList.add("ordering--list");
  for (const item of items(list)) {
    if (!item.querySelector("[data-up]")) item.append(list.parentElement.querySelector("template").content.cloneNode(true));
    const text = item.querySelector("[data-text]").textContent.trim();
    for (const [button, by] of [[item.querySelector("[data-up]"), -1], [item.querySelector("[data-down]"), 1]]) {
      button.setAttribute("aria-label", button.dataset.words.replace("{item}", text));
      button.addEventListener("click", () => step(list, item, by, button));
    }
    item.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || !event.target.matches("[data-up], [data-down]")) return;
      event.preventDefault();
      step(list, item, by, event.target);
    });
    item.querySelector("[data-handle]").addEventListener("pointerdown", (event) => drag(list, item, event));
  }
  const asIs = list.parentElement.querySelector("[data-as-is]");
  asIs.addEventListener("click", () => { settle(list); list.querySelector("[data-down]").focus(); });
  sort(list);
}

// The list as the selects have it.
function sort(list) {
  const place = (item) => Number(item.querySelector("select").value);
  const answered = items(list).every(place);
  if (answered) for (const item of items(list).sort((one, other) => place(one) - place(other))) list.append(item);
  list.parentElement.querySelector("[data-as-is]").hidden = answered;
  number(list);
}

function dressAll(root) {
  for (const list of root.querySelectorAll("[data-ordering]")) {
    if (list.classList.contains("ordering--list")) sort(list);
    else dress(list);
  }
}

document.addEventListener("fields:shown", (event) => dressAll(event.target));
dressAll(document);
